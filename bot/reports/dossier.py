"""The dossier: everything the forms say, by question and group, for the practitioner alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.core.filled import FilledForm
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.questionnaire import Kind, Question
from bot.reports import summary
from bot.reports.signals import names_a_patient
from bot.reports.wording import day, decimal
from bot.typeset import typeset


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """A group as asked and answered. `minimum` completes it; under `floor` the specialist never sees it apart."""

    key: str
    label: str
    asked: int
    received: int
    declined: int = 0
    minimum: int = 5
    floor: int = 4


@dataclass(frozen=True, slots=True)
class DossierForm:
    """One form that counts. `number` is its place in the traject's folder; `form` is None when only eyes can read it,
    and `what` then says what it is ("pdf", "jpg", "docx"). `group` is a group's key. `unproved`: nothing shows that the
    mail comes from its sender.
    """

    number: int
    name: str
    group: str
    received: date
    form: FilledForm | None = None
    what: str = ""
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class DossierDocument:
    """A document of the specialist: `kind` is "self_evaluation", "pop", "portfolio" or "report"."""

    kind: str
    received: date


@dataclass(frozen=True, slots=True)
class DossierData:
    """What a dossier is made of; `made_on` is the day on its cover. `provable`: the mail server tells whether a mail
    comes from its sender.
    """

    reference: str
    specialist: str
    practice: str
    practitioner: str
    made_on: date
    groups: tuple[GroupAsked, ...]
    forms: tuple[DossierForm, ...]
    self_evaluation: FilledForm | None = None
    documents: tuple[DossierDocument, ...] = ()
    questionnaire: str = catalogue.FEEDBACK
    language: str = "nl"
    provable: bool = True


def dossier(data: DossierData) -> bytes:
    """The dossier as PDF, the same for the same data."""
    return typeset("dossier.typ", as_shown(data), data.made_on)


def as_shown(data: DossierData) -> dict[str, Any]:
    """What the template shows, computed."""
    questions = questionnaire(data.questionnaire).questions
    return {
        "language": data.language,
        "reference": data.reference,
        "specialist": data.specialist,
        "practice": data.practice,
        "practitioner": data.practitioner,
        "made_on": day(data.made_on, data.language),
        "groups": [_group(group) for group in _groups(data)],
        "competencies": [_competency(data, one) for one in questions if one.kind is Kind.SCORE],
        "open": [_open(data, one) for one in questions if one.kind is Kind.OPEN],
        "own_words": list(_own_words(data)),
        "forms": [_listed(data, form) for form in sorted(data.forms, key=lambda one: one.number)],
        "documents": [{"kind": d.kind, "received": day(d.received, data.language)} for d in data.documents],
        "signals": list(_signals(data, questions)),
        "provable": data.provable or not data.forms,
        "unproved": [form.number for form in sorted(data.forms, key=lambda one: one.number) if _marked(data, form)],
    }


def _groups(data: DossierData) -> tuple[GroupAsked, ...]:
    """The groups, and one without a name for forms whose group is unknown."""
    known = {group.key for group in data.groups}
    strays = sum(1 for form in data.forms if form.group not in known)
    return (*data.groups, *((GroupAsked("", "", 0, strays, minimum=0),) if strays else ()))


def _of(data: DossierData, group: GroupAsked) -> tuple[DossierForm, ...]:
    known = {one.key for one in data.groups}
    return tuple(f for f in data.forms if f.group == group.key or (not group.key and f.group not in known))


def _group(group: GroupAsked) -> dict[str, Any]:
    return {
        "label": group.label,
        "asked": group.asked,
        "received": group.received,
        "declined": group.declined,
        "minimum": group.minimum,
        "floor": group.floor,
        "below": group.received < group.floor,
    }


def _competency(data: DossierData, question: Question) -> dict[str, Any]:
    own = () if data.self_evaluation is None else (data.self_evaluation,)
    rows = [{"self": True, "who": "", "below": False, **_row(own, question, data.language)}]
    for group in _groups(data):
        forms = tuple(one.form for one in _of(data, group) if one.form is not None)
        rows.append(
            {
                "self": False,
                "who": group.label,
                "below": group.received < group.floor,
                **_row(forms, question, data.language),
            }
        )
    return {
        "number": question.number,
        "title": question.title.in_(data.language),
        "rows": rows,
        "own": "" if data.self_evaluation is None else summary.said(data.self_evaluation, question.text_key),
        "texts": list(_texts(data, question)),
    }


def _row(forms: tuple[FilledForm, ...], question: Question, language: str) -> dict[str, Any]:
    found = summary.scores(forms, question.score_key)
    return {
        "mean": found.mean,
        "shown": "" if found.mean is None else decimal(found.mean, language),
        "values": list(found.values),
        "n": len(found.values),
        "no_opinion": found.no_opinion,
    }


def _open(data: DossierData, question: Question) -> dict[str, Any]:
    return {
        "number": question.number,
        "title": question.title.in_(data.language),
        "texts": list(_texts(data, question)),
    }


def _texts(data: DossierData, question: Question) -> Iterator[dict[str, Any]]:
    """Per group what was written at a question; groups in which nobody wrote are left out."""
    for group in _groups(data):
        written = [
            {"number": one.number, "lines": text.split("\n"), "flag": names_a_patient(text)}
            for one in _of(data, group)
            if one.form is not None and (text := summary.said(one.form, question.text_key))
        ]
        if written:
            yield {"label": group.label, "below": group.received < group.floor, "written": written}


def _own_words(data: DossierData) -> Iterator[dict[str, Any]]:
    """The open questions of the self-evaluation."""
    if data.self_evaluation is None:
        return
    for question in questionnaire(catalogue.SELF_EVALUATION).questions:
        text = summary.said(data.self_evaluation, question.text_key)
        if question.kind is Kind.OPEN and text:
            yield {"title": question.title.in_(data.language), "lines": text.split("\n")}


def _listed(data: DossierData, form: DossierForm) -> dict[str, Any]:
    label = next((group.label for group in data.groups if group.key == form.group), "")
    return {
        "number": form.number,
        "name": form.name,
        "group": label,
        "received": day(form.received, data.language),
        "eyes": form.form is None,
        "partly": form.form is not None and form.form.for_eyes > 0,
        "what": form.what,
        "unproved": _marked(data, form),
    }


def _marked(data: DossierData, form: DossierForm) -> bool:
    """Where no sender can be proved one sentence says so, rather than a mark at each."""
    return data.provable and form.unproved


def _signals(data: DossierData, questions: tuple[Question, ...]) -> Iterator[dict[str, Any]]:
    for one in sorted(data.forms, key=lambda form: form.number):
        for question in questions if one.form is not None else ():
            if one.form is not None and names_a_patient(summary.said(one.form, question.text_key)):
                yield {"number": one.number, "question": question.number, "title": question.title.in_(data.language)}

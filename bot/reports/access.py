"""The overview for whoever asks what is kept of them (article 15 AVG): their own data, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.core.filled import FilledForm
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.questionnaire import NO_OPINION, Kind
from bot.reports import summary
from bot.reports.wording import day
from bot.typeset import typeset

SPECIALIST, RESPONDENT = "specialist", "respondent"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that came in or went out that day: a code of words.toml, or words in the reader's language."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class AccessData:
    """What is kept of one person. It has no room for anybody else's name, answers or numbers: `specialist` is who the
    traject is about, and `form` the reader's own.

    `role` is SPECIALIST or RESPONDENT; `facts` are codes of words.toml with a text or a day; `source` is SPECIALIST or
    "own"; `eyes`: the form counts and cannot be read by a program; `until` is the last day that it may be kept.
    """

    reference: str
    role: str
    name: str
    addresses: tuple[str, ...]
    specialist: str
    practice: str
    practice_address: str
    practitioner: str
    made_on: date
    facts: tuple[tuple[str, str | date], ...]
    received: tuple[Dated, ...]
    sent: tuple[Dated, ...]
    until: date
    source: str = "own"
    form: FilledForm | None = None
    eyes: bool = False
    language: str = "nl"


def access(data: AccessData) -> bytes:
    """The overview as PDF, the same for the same data."""
    return typeset("access.typ", as_shown(data), data.made_on)


def as_shown(data: AccessData) -> dict[str, Any]:
    """What the template shows."""
    language = data.language
    return {
        "language": language,
        "reference": data.reference,
        "role": data.role,
        "name": data.name,
        "addresses": list(data.addresses),
        "specialist": data.specialist,
        "practice": data.practice,
        "practice_address": data.practice_address,
        "practitioner": data.practitioner,
        "made_on": day(data.made_on, language),
        "facts": [[code, day(value, language) if isinstance(value, date) else value] for code, value in data.facts],
        "received": _dated(data.received, language),
        "sent": _dated(data.sent, language),
        "until": day(data.until, language),
        "source": data.source,
        "answers": _answers(data.form, language) if data.form else [],
        "eyes": data.eyes or bool(data.form and data.form.for_eyes),
    }


def _dated(things: tuple[Dated, ...], language: str) -> list[dict[str, str]]:
    ordered = sorted(things, key=lambda one: one.on)
    return [{"on": day(one.on, language), "what": one.what} for one in ordered]


def _answers(form: FilledForm, language: str) -> list[dict[str, Any]]:
    """The questions that were answered, in the order of the form."""
    shown = []
    for question in questionnaire(form.questionnaire).questions:
        score = summary.said(form, question.score_key) if question.kind is Kind.SCORE else ""
        text = summary.said(form, question.text_key)
        if score or text:
            title = f"{question.number}. {question.title.in_(language)}"
            lines = text.split("\n") if text else []
            shown.append({"title": title, "score": score, "no_opinion": score == NO_OPINION, "lines": lines})
    return shown

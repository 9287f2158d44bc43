"""A form whose fields carry our names: Word content controls or AcroForm fields."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.documents import Document
from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires.catalogue import questionnaires
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire
from bot.forms.shapes import claims, scores


def read(document: Document) -> FilledForm | None:
    """The form, or None when none of our fields is in the document."""
    every = _values(document)
    questionnaire = _questionnaire(document, frozenset(every))
    if questionnaire is None:
        return None
    doubtful = dict(_doubtful(every, questionnaire))
    one_each = {question.score_key for question in questionnaire.questions if question.kind is Kind.SCORE}
    values = {
        key: "\n".join(given[:1] if key in one_each else given) for key, given in every.items() if key not in doubtful
    }
    return FilledForm(
        questionnaire.key,
        tuple(answer for question in questionnaire.questions for answer in _answers(question, values, questionnaire)),
        doubtful=(*doubtful.items(), *_doubts(values, questionnaire)),
        reference=claims.the_reference(document.text, document.properties),
        specialist=values.get("specialist") or claims.the_specialist(document.text, document.properties),
        name=values.get("name", ""),
        group=values.get("group", ""),
        date=values.get("date", ""),
    )


def _values(document: Document) -> dict[str, tuple[str, ...]]:
    """What stands in the fields of each name, each value once: a copied page has the same names again."""
    found: dict[str, tuple[str, ...]] = {}
    for field in document.fields:
        given, value = found.get(field.name, ()), field.value.strip()
        chosen = tuple(one for one in field.choices if one.strip() and one in value.split(", ")) or (value,)
        found[field.name] = (*given, *(one for one in chosen if one and one not in given))
    return found


def _doubtful(
    values: dict[str, tuple[str, ...]], questionnaire: Questionnaire
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions at which several scores stand."""
    for question in questionnaire.questions:
        given = values.get(question.score_key, ()) if question.kind is Kind.SCORE else ()
        different = tuple(dict.fromkeys(scores.read(one, questionnaire.scale).value or one for one in given))
        if len(different) > 1:
            yield question.score_key, different


def _questionnaire(document: Document, names: frozenset[str]) -> Questionnaire | None:
    """The one that the file names, else the one that shares most fields; the competencies are in two of them."""
    claimed = dict(document.properties).get("questionnaire", "")
    best = max(questionnaires(), key=lambda q: (len(names.intersection(q.answer_keys)), q.key == claimed))
    return best if names.intersection(best.answer_keys) else None


def _answers(question: Question, values: dict[str, str], questionnaire: Questionnaire) -> Iterator[Answer]:
    text = values.get(question.text_key, "")
    if question.score_key in question.answer_keys:
        raw = values.get(question.score_key, "")
        score = scores.read(raw, questionnaire.scale, labelled=True)
        if score.value:
            yield Answer(question.score_key, score.value)
        text = "\n".join(part for part in (score.rest, text) if part)
    if text:
        yield Answer(question.text_key, text)


def _doubts(values: dict[str, str], questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The scores that leave a choice."""
    for question in questionnaire.questions:
        raw = values.get(question.score_key, "") if question.score_key in question.answer_keys else ""
        if doubt := scores.read(raw, questionnaire.scale, labelled=True).doubt:
            yield question.score_key, doubt

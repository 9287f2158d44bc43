"""A questionnaire answered in a mail: between the quoted questions, or as a numbered list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires.catalogue import form_words, questionnaires
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire
from bot.forms.shapes import claims, flat, scores
from bot.forms.shapes.prose import typed, without_closing
from bot.forms.shapes.scores import ScoreReading

_ITEM = re.compile(
    r"^[ \t>*]{0,9}(?:(?:vraag|question|nr\.?|no\.?)[ \t]{0,9})?"
    r"(?P<number>\d{1,2})[ \t]{0,9}(?:[.:)=–-]|[ \t](?=\d\b))(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_QUESTIONS = 2
_LEAST_ITEMS = 3


def read(text: str, new_text: str) -> FilledForm | None:
    """The reading with the most answers; None when the mail answers nothing."""
    forms = [form for form in (_between(new_text), _between(text), _listed(new_text)) if form is not None]
    best = max(forms, key=lambda form: form.worth, default=None)
    return best if best is not None and best.filled else None


def _between(text: str) -> FilledForm | None:
    """Answers between the questions, whoever is quoted."""
    found = flat.find(text)
    if found is None or found.asked < _LEAST_QUESTIONS:
        return None
    top, words = text[: found.first], form_words()
    return FilledForm(
        found.questionnaire.key,
        flat.answers(text, found),
        doubtful=flat.doubts(text, found),
        reference=claims.the_reference(text),
        specialist=claims.the_specialist(top),
        name=claims.labelled(top, words.name),
        group=claims.labelled(top, words.group),
        date=claims.labelled(top, words.date),
    )


def _listed(text: str) -> FilledForm | None:
    """ "1: 4 goede collega", each on a line of its own, in rising order."""
    questionnaire = questionnaires()[0]
    items = _items(text, len(questionnaire.questions))
    answers = tuple(
        a for n, said in items.items() for a in _answer(questionnaire.questions[n - 1], said, questionnaire)
    )
    scored = sum(1 for answer in answers if answer.question.endswith(".score"))
    doubtful = tuple(_doubts(items, questionnaire))
    if len(items) < _LEAST_ITEMS or scored + len(doubtful) < _LEAST_ITEMS:
        return None
    return FilledForm(questionnaire.key, answers, reference=claims.the_reference(text), doubtful=doubtful)


def _doubts(items: dict[int, str], questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The scores that leave a choice."""
    for number, said in items.items():
        question = questionnaire.questions[number - 1]
        doubt = scores.read(said, questionnaire.scale).doubt if question.kind is Kind.SCORE else ()
        if doubt:
            yield question.score_key, doubt


def _items(text: str, most: int) -> dict[int, str]:
    """What was said at each number; a number that does not rise belongs to an answer's own list."""
    starts: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if int(starts[-1]["number"] if starts else 0) < int(match["number"]) <= most:
            starts.append(match)
    ends = [*(match.start() for match in starts[1:]), len(text)][: len(starts)]
    last = len(starts) - 1
    said = (typed(text[match.end() : end]) for match, end in zip(starts, ends, strict=True))
    return {
        int(match["number"]): without_closing(one) if n == last else one
        for n, (match, one) in enumerate(zip(starts, said, strict=True))
    }


def _answer(question: Question, said: str, questionnaire: Questionnaire) -> Iterator[Answer]:
    score = scores.read(said, questionnaire.scale) if question.kind is Kind.SCORE else ScoreReading(rest=said)
    if score.value:
        yield Answer(question.score_key, score.value)
    if score.rest:
        yield Answer(question.text_key, score.rest)

"""What somebody wrote on a form outside its questions: lines above or below them that we did not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from bot.core.traject import reference
from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.questionnaire import Questionnaire, Text
from bot.forms.shapes.flat import Found
from bot.forms.shapes.marks import LANGUAGES, MarkRole

_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_WORDS = re.compile(r"\S*(?:@|://|[\\/]\w+[\\/])\S*|\S+\.(?:docx?|pdf|odt|rtf)\b", re.IGNORECASE)
_LEAST = 2


def remarks(text: str, found: Found, claimed: tuple[str, ...]) -> int:
    """How many lines they are; `claimed` is what was understood at the top: names, a group, a date.

    A line is a stranger's when most of its words stand nowhere on our forms; a head or foot has the kenmerk in it.
    """
    known = _known(found.questionnaire) | {one.casefold() for value in claimed for one in _WORD.findall(value)}
    lines = (line for part in _outside(text, found) for line in part.split("\n"))
    return sum(1 for line in lines if _is_strange(line, known))


def _outside(text: str, found: Found) -> Iterator[str]:
    yield text[: found.first]
    ends = [*(mark.start for mark in found.marks[1:]), len(text)]
    behind = False
    for mark, end in zip(found.marks, ends, strict=True):
        behind = mark.role is MarkRole.END or (behind and mark.role is not MarkRole.QUESTION)
        if behind:
            yield text[mark.end : end]


def _is_strange(line: str, known: frozenset[str] | set[str]) -> bool:
    words = [one.casefold() for one in _WORD.findall(_NO_WORDS.sub(" ", line))]
    strange = sum(1 for one in words if one not in known)
    return strange >= _LEAST and 2 * strange > len(words) and not _labels().search(line) and not reference.find(line)


@cache
def _known(questionnaire: Questionnaire) -> frozenset[str]:
    notices = (text for notice in questionnaire.notices for text in (notice.label, notice.text))
    steps = (step.label for step in questionnaire.scale)
    own = (questionnaire.title, questionnaire.subject, questionnaire.introduction, questionnaire.closing)
    words = form_words()
    shared = (getattr(words, one.name) for one in fields(words))
    texts: tuple[Text, ...] = (*notices, *steps, *own, *shared, *(q.section for q in questionnaire.questions))
    return frozenset(
        one.casefold() for text in texts for language in LANGUAGES for one in _WORD.findall(text.in_(language))
    )


@cache
def _labels() -> re.Pattern[str]:
    """The line of a label holds names of its own."""
    labels = (re.escape(label.in_(language)) for label in form_words().labels for language in LANGUAGES)
    return re.compile(rf"(?:^|\W)(?:{'|'.join(labels)})\b\W", re.IGNORECASE)

"""Where a questionnaire's own words stand in a text: its questions, its labels, and what is not an answer.

The words are found however the text was wrapped, quoted, indented or put in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.forms import header as words
from bot.forms.questionnaire import Kind, Question, Questionnaire, Text

LANGUAGES = ("nl", "en")
_GAP = r"[\s>|*_]+"
_LINE = r"^[\s>|*_•\-]*"
_FLAGS = re.IGNORECASE | re.MULTILINE
_PAGE = r"(?:pagina|page|blz\.?)\s+\d{1,3}"
_PAGE_FOOTER = rf"^[^\n]*\b{_PAGE}\s*(?:van|of|/)\s*\d{{1,3}}[ \t]*$|^[ \t]*{_PAGE}[ \t]*$"


class Role(StrEnum):
    """What a mark is: the start of a question, one of its labels, words without meaning, a page's foot, or the end."""

    QUESTION = "question"
    SCORE = "score"
    TEXT = "text"
    NOISE = "noise"
    PAGE = "page"
    END = "end"


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a text; `question` is an index for Role.QUESTION, `own` says that only our form has these words."""

    start: int
    end: int
    role: Role
    question: int = -1
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    expression: re.Pattern[str]
    role: Role
    question: int = -1
    own: bool = False


def marks(text: str, questionnaire: Questionnaire, language: str) -> tuple[Mark, ...]:
    """All marks in order, none overlapping; of two at one place the longer one."""
    found = sorted(_all(text, questionnaire, language), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def phrase(text: str) -> str:
    """A regular expression for these words, however they are wrapped or quoted."""
    return _GAP.join(_word(word) for word in text.split())


def _word(word: str) -> str:
    escaped = re.escape(word)
    for kinds in ("'’‘`", '"“”„', "-–—"):
        escaped = re.sub(f"\\\\?[{kinds}]", f"[{kinds}]".replace("-", r"\-"), escaped)
    return escaped


def _all(text: str, questionnaire: Questionnaire, language: str) -> Iterator[Mark]:
    for pattern in _patterns(questionnaire, language):
        for match in pattern.expression.finditer(text):
            yield Mark(match.start(), match.end(), pattern.role, pattern.question, pattern.own)


@cache
def _patterns(questionnaire: Questionnaire, language: str) -> tuple[_Pattern, ...]:
    return tuple(_compiled(questionnaire, language))


def _compiled(questionnaire: Questionnaire, language: str) -> Iterator[_Pattern]:
    for index, question in enumerate(questionnaire.questions):
        yield from _of_question(index, question, language)
    for text, role in ((words.SCORE, Role.SCORE), (words.EXPLANATION, Role.TEXT), (words.ANSWER, Role.TEXT)):
        yield _Pattern(re.compile(rf"\b{text.in_(language)}\b[ \t]*(?:\([^)\n]*\))?[ \t]*[*_]*:[*_]*", _FLAGS), role)
    for text in (words.CHOOSE_GROUP, words.TYPE_HERE, words.TYPE_NAME, words.TYPE_DATE):
        yield _pattern(text, language, Role.NOISE)
    alone = phrase(words.CHOOSE_SCORE.in_(language))
    yield _Pattern(re.compile(rf"(?<=:)[ \t]*{alone}[ \t]*$", _FLAGS), Role.NOISE)
    yield _Pattern(re.compile(_PAGE_FOOTER, _FLAGS), Role.PAGE)
    end = phrase(words.END.in_(language))
    yield _Pattern(re.compile(rf"[(\-]*\s*{end}\)?", _FLAGS), Role.END)


def _of_question(index: int, question: Question, language: str) -> Iterator[_Pattern]:
    title, number = phrase(question.title.in_(language)), question.number
    own = question.kind is Kind.OPEN
    numbered = rf"(?<![\w.,]){number}[ \t]*[.):]?{_GAP}{title}"
    yield _Pattern(re.compile(numbered, _FLAGS), Role.QUESTION, index, own)
    if own:
        yield _Pattern(re.compile(title, _FLAGS), Role.QUESTION, index, own)
    else:
        alone = rf"{_LINE}{title}[*_]*(?=[ \t]*(?:[:|(=\n\t–-]|[1-5]\b|$))"
        yield _Pattern(re.compile(alone, _FLAGS), Role.QUESTION, index)
    if question.description.in_(language):
        yield _pattern(question.description, language, Role.NOISE, own=True)
    if question.section.in_(language):
        heading = phrase(question.section.in_(language))
        yield _Pattern(re.compile(rf"{_LINE}{heading}[ \t]*$", _FLAGS), Role.NOISE)


def _pattern(text: Text, language: str, role: Role, *, own: bool = False) -> _Pattern:
    return _Pattern(re.compile(phrase(text.in_(language)), _FLAGS), role, own=own)

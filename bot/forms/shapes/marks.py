"""Where a questionnaire's own words stand in a text: its questions, its labels, and what is not an answer.

The words are found however the text was wrapped, quoted, indented or put in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire, Text
from bot.forms.shapes.headings import headings

LANGUAGES = ("nl", "en")
_GAP = r"[\s>|*_]+"
_LINE = r"^[ \t>|*_•\-]*"
_FEW = r"[ \t]{0,9}"
_PAGE = r"(?:pagina|page|blz\.?)\s{1,9}\d{1,3}"
_PAGE_FOOTER = rf"^[^\n]{{0,200}}\b{_PAGE}\s{{0,9}}(?:van|of|/)\s{{0,9}}\d{{1,3}}[ \t]*$|^{_FEW}{_PAGE}[ \t]*$"

_SAME = ("'’‘`", '"“”„', "-–—")
_ALIKE = str.maketrans({mark: kinds[0] for kinds in _SAME for mark in kinds})
_ANY_GAP = re.compile(_GAP)


class MarkRole(StrEnum):
    """What a mark is: the start of a question, one of its labels, words without meaning, a page's foot, or the end."""

    QUESTION = "question"
    SCORE = "score"
    TEXT = "text"
    NOISE = "noise"
    PAGE = "page"
    END = "end"


_BEHIND_TITLE = (MarkRole.SCORE, MarkRole.TEXT, MarkRole.NOISE)


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """One place in a text; `question` is an index for Role.QUESTION, `own` says that only our form has these words."""

    start: int
    end: int
    role: MarkRole
    question: int = -1
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    expression: re.Pattern[str]
    role: MarkRole
    question: int = -1
    own: bool = False


def marks(text: str, questionnaire: Questionnaire, language: str) -> tuple[PrintedMark, ...]:
    """All marks in order, none overlapping; of two at one place the longer one."""
    printed = tuple(_all(_lowered(text), questionnaire, language))
    found = sorted((*printed, *_short(text, questionnaire, printed)), key=lambda mark: (mark.start, -mark.end))
    kept: list[PrintedMark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(_meant(text, kept, questionnaire)) if kept else ()


def _meant(text: str, found: list[PrintedMark], questionnaire: Questionnaire) -> Iterator[PrintedMark]:
    """The marks without those that are words of an answer.

    Such are a title that stands elsewhere with nothing but its own words behind it, a score's label below an
    explanation's or at an open question, and a label that is there already.
    """
    ends = [*(mark.start for mark in found[1:]), len(text)]
    following = [*(mark.role for mark in found[1:]), MarkRole.END]
    bare = {
        mark
        for mark, end, role in zip(found, ends, following, strict=True)
        if mark.role is MarkRole.QUESTION and role in _BEHIND_TITLE and not text[mark.end : end].strip(" \t\n>|*_")
    }
    printed = {mark.question for mark in bare}
    seen: set[MarkRole] = set()
    for mark in found:
        if mark.role is MarkRole.QUESTION:
            if mark.question in printed and mark not in bare:
                continue
            scored = questionnaire.questions[mark.question].kind is Kind.SCORE
            seen = set() if scored else {MarkRole.SCORE}
        elif mark.role in (MarkRole.SCORE, MarkRole.TEXT):
            if mark.role in seen:
                continue
            seen |= {MarkRole.SCORE, mark.role}
        yield mark


def _short(text: str, questionnaire: Questionnaire, printed: tuple[PrintedMark, ...]) -> Iterator[PrintedMark]:
    """The writer's own headings, for the questions that are not in the text themselves."""
    asked = {mark.question for mark in printed if mark.role is MarkRole.QUESTION}
    keys = {question.key: index for index, question in enumerate(questionnaire.questions)}
    for heading in headings(text):
        if heading.key in keys and keys[heading.key] not in asked:
            yield PrintedMark(heading.start, heading.end, MarkRole.QUESTION, keys[heading.key])


def plain(text: str) -> str:
    """The text in small letters on one line, without marks of quotation: quick to look for titles in."""
    return _ANY_GAP.sub(" ", text.lower().translate(_ALIKE))


def titles(plain_text: str, questionnaire: Questionnaire, language: str) -> tuple[int, int]:
    """How many passages that only our forms have, and how many questions, stand in a text made `plain`."""
    only, asked = _looked_for(questionnaire.questions, language)
    return _standing(plain_text, only), _standing(plain_text, asked)


def _standing(plain_text: str, passages: tuple[tuple[str, ...], ...]) -> int:
    """How many of these passages stand there, in whichever wording."""
    return sum(1 for wordings in passages if any(one in plain_text for one in wordings))


@cache
def _looked_for(
    questions: tuple[Question, ...], language: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    titled = tuple(tuple(map(plain, question.titles_in(language))) for question in questions)
    described = (q.description.in_(language) for q in questions)
    pairs = tuple(zip(questions, titled, described, strict=True))
    only = tuple(t if q.kind is Kind.OPEN else (plain(d),) for q, t, d in pairs if q.kind is Kind.OPEN or d)
    return only, titled


def phrase(text: str) -> str:
    """A regular expression for these words in small letters, however they are wrapped or quoted."""
    return _GAP.join(_word(word) for word in text.lower().split())


def _word(word: str) -> str:
    escaped = re.escape(word)
    for kinds in _SAME:
        escaped = re.sub(f"\\\\?[{kinds}]", f"[{kinds}]".replace("-", r"\-"), escaped)
    return escaped


def _all(text: str, questionnaire: Questionnaire, language: str) -> Iterator[PrintedMark]:
    for pattern in _patterns(questionnaire, language):
        for match in pattern.expression.finditer(text):
            yield PrintedMark(match.start(), match.end(), pattern.role, pattern.question, pattern.own)


@cache
def _patterns(questionnaire: Questionnaire, language: str) -> tuple[_Pattern, ...]:
    return tuple(_compiled(questionnaire, language))


def _compiled(questionnaire: Questionnaire, language: str) -> Iterator[_Pattern]:
    for index, question in enumerate(questionnaire.questions):
        yield from _of_question(index, question, language)
    words = form_words()
    for text, role in (
        (words.score, MarkRole.SCORE),
        (words.explanation, MarkRole.TEXT),
        (words.answer, MarkRole.TEXT),
    ):
        word = phrase(text.in_(language))
        label = rf"{word}(?<!\w{word})\b{_FEW}(?:\([^)\n]{{0,60}}\))?{_FEW}[*_]{{0,3}}:[*_]{{0,3}}"
        yield _Pattern(re.compile(label), role)
    if questionnaire.scale:
        yield _Pattern(re.compile(_legend(questionnaire, language)), MarkRole.END)
    for text in words.prompts:  # not where a sentence goes on behind it
        prompt = phrase(text.in_(language))
        yield _Pattern(re.compile(rf"{prompt}(?![\w,;'\"”’)])"), MarkRole.NOISE)
    alone = phrase(words.choose_score.in_(language))
    yield _Pattern(re.compile(rf"(?<=:){_FEW}{alone}[ \t]*$", re.M), MarkRole.NOISE)
    yield _Pattern(re.compile(_PAGE_FOOTER, re.M), MarkRole.PAGE)
    end = phrase(words.end.in_(language))
    yield _Pattern(re.compile(rf"\(?{end}\)?", re.M), MarkRole.END)


def _legend(questionnaire: Questionnaire, language: str) -> str:
    """What the mails print above their questions: "Score: 1 = onvoldoende, 2 = …"; no answer stands before them."""
    steps = ", ".join(f"{step.value} = {step.label.in_(language)}" for step in questionnaire.scale)
    words = form_words()
    return phrase(f"{words.score.in_(language)}: {steps}, - = {words.no_opinion.in_(language)}")


def _of_question(index: int, question: Question, language: str) -> Iterator[_Pattern]:
    for title in question.titles_in(language):
        yield from _titled(index, question, phrase(title))
    if question.description.in_(language):
        yield _pattern(question.description, language, MarkRole.NOISE, own=True)
    if question.section.in_(language):
        heading = phrase(question.section.in_(language))
        yield _Pattern(re.compile(rf"{_LINE}{heading}[ \t]*$", re.M), MarkRole.NOISE)


def _titled(index: int, question: Question, title: str) -> Iterator[_Pattern]:
    number = question.number
    own = question.kind is Kind.OPEN
    # a literal in front of the look-behind is found ten times as fast
    numbered = rf"{number}(?<![\w.,]{number})(?:{_FEW}[.):])?[ \t>|*_]+{title}"
    yield _Pattern(re.compile(numbered, re.M), MarkRole.QUESTION, index, own)
    # on the line above, a number that does not begin its line is the score of the question before
    above = rf"{_LINE}{number}{_FEW}[.):]{_GAP}{title}"
    yield _Pattern(re.compile(above, re.M), MarkRole.QUESTION, index, own)
    if own:
        yield _Pattern(re.compile(title, re.M), MarkRole.QUESTION, index, own)
    else:
        alone = rf"{_LINE}{title}[*_]*(?=[ \t]*(?:[:|(=\n\t–-]|[1-5]\b|$))"
        yield _Pattern(re.compile(alone, re.M), MarkRole.QUESTION, index)


def _pattern(text: Text, language: str, role: MarkRole, *, own: bool = False) -> _Pattern:
    return _Pattern(re.compile(phrase(text.in_(language)), re.M), role, own=own)


def _lowered(text: str) -> str:
    """Small letters, at the same places: a few letters become two when made small, and are left as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)

"""Whether answers to our questions are typed in a text, perhaps too few to be a form.

Asked of a mail that may be removed unread: what somebody counts or discusses otherwise ("1. Ontvangst: 4", an agenda
with our titles) must never pass for answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from bot.forms.questionnaires.catalogue import FEEDBACK, form_words, questionnaire
from bot.forms.questionnaires.questionnaire import NO_OPINION, Kind
from bot.forms.shapes import scores
from bot.forms.shapes.between import SPELLED

_FEWEST = 2
"""So many numbers with a score behind them are answers; one alone may be anything."""
_ASKED = r"(?:(?:vraag|question|v|q|nr\.?)[ \t]*)?"
_NUMBER = re.compile(
    rf"(?:(?:^|(?<=\s)){_ASKED}(?P<listed>\d{{1,2}})(?:\.(?!\d)|[):])[ \t]*(?!\d{{1,2}}:)|"
    rf"^[ \t]*{_ASKED}(?P<joined>\d{{1,2}})[ \t]*[=–-][ \t]*)(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
"""`1. `, `2: `, `vraag 3 = `."""
_QUOTED = re.compile(r"(?m)^[ \t]*(?:>[ \t]*)+")
_STEPS = frozenset("12345")
_WORD = re.compile(r"[^\s,.;:!()–-]+")
_AMOUNT = re.compile(r"\d+[.,:]\d\d")
_LEGEND = re.compile(r"[1-5]\s*=\s*[^\W\d].*[1-5]\s*=")
_FULL_STOP = re.compile(r"(\b[1-5])\.(?=[ \t]+[^\W\d])")


def seems_answered(text: str) -> bool:
    """Something behind a label of ours, a score behind a title, or scores behind the numbers of the questions."""
    plain = _QUOTED.sub("", text)
    return _labels_are_answered(plain) or _titles_are_scored(plain) or _numbers_are_scored(plain)


def _labels_are_answered(text: str) -> bool:
    """A score behind its label, or an explanation that is not all there is: a bill may have one."""
    if any(_opens_with_score(text[found.end() :]) for found in _label("score").finditer(text)):
        return True
    explained = list(_label("explanation").finditer(text))
    return len(explained) >= _FEWEST or any(found["number"] for found in explained)


def _titles_are_scored(text: str) -> bool:
    lines = "\n".join(_uncounted(text))
    return any(_opens_with_score(lines[found.end() :]) for found in _titles().finditer(lines))


def _numbers_are_scored(text: str) -> bool:
    """Each number of a question that asks for a score has one; they ascend, and none comes twice."""
    items = list(_items(text))[1:]
    asked = [said for number, said in items if number <= _questions()]
    numbers = [number for number, _ in items]
    ascend = numbers == sorted(set(numbers))
    return ascend and len(asked) >= _FEWEST and all(_opens_with_score(said) for said in asked)


def _uncounted(text: str) -> Iterator[str]:
    """The text cut where a list of it counts on, or counts a title: that number is no score of what precedes."""
    at, expected = 0, 1
    for found in _NUMBER.finditer(text):
        number = int(found["listed"] or found["joined"])
        if (found["listed"] and number in (expected, 1)) or _titles().match("\n" + text[found.end() :]):
            yield text[at : found.start()]
            at, expected = found.end(), number + 1
    yield text[at:]


def _items(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at its numbers; what precedes them has number 0."""
    at, number = 0, 0
    for found in _NUMBER.finditer(text):
        yield number, text[at : found.start()]
        at, number = found.end(), int(found["listed"] or found["joined"])
    yield number, text[at:]


def _opens_with_score(text: str) -> bool:
    """Whether a step of the scale stands first, and not a number of something ("4 uur", "2. Samenwerking") or the
    scale itself.
    """
    line = _FULL_STOP.sub(r"\1;", text.strip().split("\n", 1)[0])
    if _AMOUNT.match(line) or _LEGEND.match(line):
        return False
    found = scores.read(line, questionnaire(FEEDBACK).scale, strict=True)
    said = set(_WORD.findall(line.casefold()))
    return found.value not in ("", NO_OPINION) or bool(found.doubt) or (bool(said & _STEPS) and said <= _scale_words())


@cache
def _scale_words() -> frozenset[str]:
    said = (text for step in questionnaire(FEEDBACK).scale for text in (step.label.nl, step.label.en))
    return frozenset(("score", "cijfer", "zeer", "very", *"12345", *said, *SPELLED))


@cache
def _questions() -> int:
    return sum(q.kind is Kind.SCORE for q in questionnaire(FEEDBACK).questions)


@cache
def _label(which: Literal["score", "explanation"]) -> re.Pattern[str]:
    word = getattr(form_words(), which)
    labels = "|".join(re.escape(word.in_(language)) for language in ("nl", "en"))
    more = r"\s*" if which == "score" else r"[ \t]*"
    return re.compile(rf"(?im)^[\s*_-]*(?P<number>\d{{1,2}}[.)]?\s*)?(?:{labels})[\s*_]*[:=]{more}(?=\S)")


@cache
def _titles() -> re.Pattern[str]:
    """A question's title where a line or a sentence begins, what it asks below it perhaps."""
    asked = [q for q in questionnaire(FEEDBACK).questions if q.kind is Kind.SCORE]
    titles = "|".join(re.escape(text) for q in asked for text in (q.title.nl, q.title.en))
    below = "|".join(_wrapped(text) for q in asked for text in (q.description.nl, q.description.en) if text)
    before = r"(?:^[\s*_•·|–-]*|[.,;:)|][ \t]+|\t)(?:\d{1,2}[.)]?[ \t]*)?"
    after = rf"[ \t*_]*(?:[:=–|-]|\n)?[ \t*_]*(?:(?:{below})\s*)?(?:score[ \t:=]*)?"
    return re.compile(rf"(?im){before}(?:{titles}){after}")


def _wrapped(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())

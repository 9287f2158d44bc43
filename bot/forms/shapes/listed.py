"""Answers without the questions: by number ("1. 4"), as a row of scores, under the writer's own short headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires.catalogue import questionnaires
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire
from bot.forms.shapes import claims, scores
from bot.forms.shapes.headings import headings
from bot.forms.shapes.prose import typed, without_closing
from bot.forms.shapes.scores import ScoreReading

_ITEM = re.compile(
    r"^[ \t>*]{0,9}(?:(?:vraag|question|nr\.?|no\.?)[ \t]{0,9})?"
    r"(?P<number>\d{1,2})[ \t]{0,9}(?:[.:–-](?!\d)|[)=])",
    re.IGNORECASE | re.MULTILINE,
)
_RUN_ON = re.compile(
    r"(?<![\w.,:/-])\(?(?P<number>\d{1,2})[ \t]{0,3}(?:[.:](?!\d)|[)=])[ \t]{0,3}"
    r"(?=[1-5](?!\d)|[-–](?:[\s,;]|$)|g\.?o\b|n\.?v\.?t\b|geen\b|no\b)",
    re.IGNORECASE,
)
_STEP = (
    r"(?:[1-5](?:[ ]?[-/][ ]?[1-5]|[.,]5(?!\d)|[ ](?:à|a|of)[ ][1-5])?|[-–x]|g\.?o\.?|n\.?v\.?t\.?|geen oordeel|n/a)"
)
_ROW = re.compile(
    r"^[ \t>*_]*(?:[^\W\d][^\n:\d]{0,120}:[ \t]*)?"
    rf"(?P<row>{_STEP}(?:(?:[ \t]*[,;|][ \t]*|[ \t]+(?:en |and )?){_STEP}){{3,11}})(?:[ \t.*_]*$|(?=[.;!][ ]))",
    re.IGNORECASE | re.MULTILINE,
)
_DASHED = re.compile(
    r"^[ \t>*_]*(?:[^\W\d][^\n:\d]{0,60}:[ \t]*)?(?P<row>[1-5](?:[ ]?[-/][ ]?[1-5]){3,})[ \t.]*$", re.M
)
_APART = (r"[ \t]*[;|][ \t]*", r",[ \t]+|[ \t]+(?:en|and)[ \t]+", r",", r"[ \t]+")
_MEASURED = "keer|maal|x|dag|dagen|week|weken|maand|maanden|jaar|uur|times|days?|weeks?|months?|years?|hours?"
_LEAST_ITEMS = 3
_LEAST_HEADINGS = 2


def read(text: str, signed: frozenset[str] = frozenset()) -> FilledForm | None:
    """The form, or None for an ordinary mail; a row of another length than the questions is for her eyes."""
    questionnaire = questionnaires()[0]
    titled = _titled(text, signed)
    above = text[: min((heading.start for heading in headings(text)), default=len(text))]
    items, unread = _items(_unrolled(above), len(questionnaire.questions), signed), 0
    if len(items) < _LEAST_ITEMS:
        items = _named(above, questionnaire, signed)
    if len(items) < _LEAST_ITEMS:
        items, unread = _row(above, questionnaire)
    read = tuple((questionnaire.questions[n - 1], said) for n, said in items.items())
    answers = tuple(a for question, said in read for a in _answer(question, said, questionnaire))
    answers += tuple(Answer(key, said) for key, said in titled.items() if key not in {a.question for a in answers})
    doubtful = tuple(d for question, said in read for d in _doubt(question, said, questionnaire))
    scored = len(doubtful) + sum(1 for answer in answers if answer.question.endswith(".score"))
    if scored < _LEAST_ITEMS and len(titled) < _LEAST_HEADINGS and not unread:
        return None
    return FilledForm(
        questionnaire.key, answers, reference=claims.the_reference(text), doubtful=doubtful, unread=unread
    )


def _titled(text: str, signed: frozenset[str]) -> dict[str, str]:
    """What stands under short headings, by the key of the question; the last one without the signature."""
    found = headings(text)
    ends = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
    said: dict[str, str] = {}
    for heading, end in zip(found, ends, strict=True):
        one = typed(text[heading.end : end])
        one = without_closing(one, signed) if heading is found[-1] else one
        if one.strip(" -–*_"):
            said[heading.key] = "\n".join(part for part in (said.get(heading.key, ""), one) if part)
    return said


def _unrolled(text: str) -> str:
    """ "1. 4 2. 3 3. 5" as a line for each number."""
    return "\n".join("\n".join(_run(line)) for line in text.split("\n"))


def _run(line: str) -> Iterator[str]:
    starts: list[re.Match[str]] = []
    for match in _RUN_ON.finditer(line):
        if not starts or int(match["number"]) == int(starts[-1]["number"]) + 1:
            starts.append(match)
    if len(starts) < _LEAST_ITEMS:
        yield line
        return
    ends = [*(match.start() for match in starts[1:]), len(line)]
    for match, end in zip(starts, ends, strict=True):
        said = line[match.end() : end].strip(" \t,;|(").removesuffix(" en")
        yield f"{match['number']}. {said}"


def _named(text: str, questionnaire: Questionnaire, signed: frozenset[str]) -> dict[int, str]:
    """ "Medisch handelen 4, communicatie 5, kennis 3": what stands behind each name, up to the next one."""
    found = {int((match.lastgroup or "")[1:]): match for match in reversed([*_names(questionnaire).finditer(text)])}
    starts = sorted(found.items(), key=lambda one: one[1].start())
    ends = [*(match.start() for _, match in starts[1:]), len(text)][: len(starts)]
    said = {number: text[match.end() : end] for (number, match), end in zip(starts, ends, strict=True)}
    last = starts[-1][0] if starts else 0
    return {n: _whole(without_closing(typed(one), signed) if n == last else typed(one)) for n, one in said.items()}


def _whole(said: str) -> str:
    """Without the comma and the "and" that lead to the next one."""
    return re.sub(r"(?:[\s,;&/]|(?<=\s)(?:en|and))+$", "", said, flags=re.IGNORECASE)


@cache
def _names(questionnaire: Questionnaire) -> re.Pattern[str]:
    """The names of the questions that have a score, whole or by their first word, with a colon or a score behind."""
    titles = [(q.number, t) for q in questionnaire.questions if q.kind is Kind.SCORE for t in (q.title.nl, q.title.en)]
    firsts = Counter(title.split()[0].casefold() for title in {title for _, title in titles})
    names: dict[int, set[str]] = {}
    for number, title in titles:
        first = title.split()[0]
        names.setdefault(number, set()).update({title} | ({first} if firsts[first.casefold()] == 1 else set()))
    one = (f"(?P<q{n}>{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})" for n, known in names.items())
    score = rf"[ \t]*(?:=[ \t]*|-[ \t]*(?=[1-5]))?(?={_STEP}(?!\w)(?![ \t]+(?:{_MEASURED})\b))"
    behind = rf"(?:[*_]*[ \t]*:[*_]*[ \t]*|{score})"
    return re.compile(rf"(?:^[ \t>*_]*|[,;.&/][ \t]*|\b(?:en|and)[ \t]+)(?:{'|'.join(one)}){behind}", re.I | re.M)


def _row(text: str, questionnaire: Questionnaire) -> tuple[dict[int, str], int]:
    """The scores of a row as long as there are questions with one; what else cannot be placed is counted."""
    asked = [question.number for question in questionnaire.questions if question.kind is Kind.SCORE]
    if (dashed := _DASHED.search(text)) and len(steps := re.findall(r"[1-5]", dashed["row"])) == len(asked):
        return dict(zip(asked, steps, strict=True)), 0
    found = [match for match in _ROW.finditer(text) if len(_split(match["row"])) > _LEAST_ITEMS]
    rows = [match for match in found if len(_split(match["row"])) == len(asked)]
    if len(rows) != 1:
        return {}, sum(1 for match in found if re.search(r"[,;|]", match["row"]))
    below = without_closing(typed("\n\n" + text[rows[0].end() :]))
    return dict(zip(asked, _split(rows[0]["row"]), strict=True)), int(bool(re.search(r"\w", below)))


def _split(row: str) -> list[str]:
    apart = next((one for one in _APART if re.search(one, row)), _APART[-1])
    return re.split(apart, row)


def _items(text: str, most: int, signed: frozenset[str]) -> dict[int, str]:
    """What was said at each number; a number that does not rise belongs to an answer's own list."""
    starts: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if int(starts[-1]["number"] if starts else 0) < int(match["number"]) <= most:
            starts.append(match)
    ends = [*(match.start() for match in starts[1:]), len(text)][: len(starts)]
    last = len(starts) - 1
    said = (typed(text[match.end() : end]) for match, end in zip(starts, ends, strict=True))
    return dict(
        _entitled(int(match["number"]), without_closing(one, signed) if n == last else one)
        for n, (match, one) in enumerate(zip(starts, said, strict=True))
    )


def _entitled(number: int, said: str) -> tuple[int, str]:
    """ "2. Communicatie: 4" without the name; what is named is meant, whatever the number."""
    named = _names(questionnaires()[0]).match(said)
    return (int((named.lastgroup or "")[1:]), said[named.end() :]) if named else (number, said)


def _answer(question: Question, said: str, questionnaire: Questionnaire) -> Iterator[Answer]:
    score = scores.read(said, questionnaire.scale) if question.kind is Kind.SCORE else ScoreReading(rest=said)
    if score.value:
        yield Answer(question.score_key, score.value)
    if score.rest:
        yield Answer(question.text_key, score.rest)


def _doubt(question: Question, said: str, questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    doubt = scores.read(said, questionnaire.scale).doubt if question.kind is Kind.SCORE else ()
    if doubt:
        yield question.score_key, doubt

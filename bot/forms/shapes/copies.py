"""Several forms in one file, as a person makes it who scans, prints or merges those of two respondents together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.core.documents import Addition, Document, Field
from bot.forms.shapes.flat import Found
from bot.forms.shapes.marks import MarkRole, PrintedMark

_MOST = 0.6  # of the questions: fewer are a quotation inside an answer


def copies(document: Document, text: str, found: Found) -> tuple[Document, ...]:
    """The file in parts with one form each; the file itself when it holds only one."""
    runs = [run for run in _runs(found.marks) if _asked(run) > _MOST * found.asked]
    if len(runs) < 2:
        return (document,)
    starts = [0, *(_end_of(run, after[0].start) for run, after in pairwise(runs)), len(text)]
    return tuple(_between(document, text, start, end) for start, end in pairwise(starts) if start < end)


def _runs(marks: tuple[PrintedMark, ...]) -> list[list[PrintedMark]]:
    """The marks, cut wherever the first question comes again behind the last one that was asked."""
    runs: list[list[PrintedMark]] = []
    asked: set[int] = set()
    for mark in marks:
        if mark.role is MarkRole.QUESTION:
            if not runs or (mark.question == 0 and len(asked) > 1):
                runs.append([])
                asked = set()
            asked.add(mark.question)
        if runs:
            runs[-1].append(mark)
    return runs


def _asked(run: list[PrintedMark]) -> int:
    return len({mark.question for mark in run if mark.role is MarkRole.QUESTION})


def _end_of(run: list[PrintedMark], following: int) -> int:
    """Behind its last words, else where the next form begins."""
    return next((mark.end for mark in run if mark.role is MarkRole.END), following)


def _between(document: Document, text: str, start: int, end: int) -> Document:
    def inside(at: int) -> bool:
        return start < at <= end or (at < 0 and start == 0) or at == start == 0

    def moved(one: Field | Addition) -> int:
        return one.at - start if one.at >= 0 else one.at

    fields = (replace(one, at=moved(one)) for one in document.fields if inside(one.at))
    additions = (
        replace(one, at=moved(one), to=min(one.to, end) - start if one.to >= 0 else one.to)
        for one in document.additions
        if inside(one.at)
    )
    part = text[start:end]
    return replace(document, text=part, printed=part, fields=tuple(fields), additions=tuple(additions))

"""Our own mail coming back under another name: nothing is in it that we did not write ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.mail.reply.attribution import candidates, introduction
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS

LONG = 3
"""So many words in a row, as a template has them, are ours."""
MOST_LINES = 1_000
_ENOUGH = 25
_MARKS = re.compile(r"^[>|\s]+")
_LINKS = re.compile(r"(?:https?://|mailto:)\S+")
_TOLD = re.compile(r"[:@]|^\W*[-=_*]{2}")
DAY = "daymonth"
"""The word that stands for a day that is written out."""
_WRITTEN_DAY = (
    rf"\b(?:{'|'.join(n for names in WEEKDAYS for n in names.split()[:2])})[\s>]{{1,4}}\d{{1,2}}[\s>]{{1,4}}"
    rf"(?:{'|'.join(n for names in MONTHS for n in names.split())})\b"
)
WORD = re.compile(rf"{_WRITTEN_DAY}|[^\W_]+", re.IGNORECASE)
"""A word, or a day that is written out."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_ANSWERS = frozenset({"ja", "nee", "niet", "wel", "no", "yes", "not", "ok", "akkoord", "ik", "i"})
SALUTATIONS = frozenset({"geachte", "dear"})
_PREFIXES = frozenset({"re", "fw", "fwd", "antw", "antwoord", "doorst"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What the templates say: words in a row, and whole short lines.

    `pairs` are two words between values, `units` one (beside a number: `2 namen`), `told` what a line says of somebody
    (`staat niet meer op de lijst`).
    """

    rows: frozenset[tuple[str, ...]] = frozenset()
    lines: frozenset[tuple[str, ...]] = frozenset()
    pairs: frozenset[tuple[str, ...]] = frozenset()
    units: frozenset[str] = frozenset()
    told: frozenset[tuple[str, ...]] = frozenset()


NO_WORDING = Wording()


def words(text: str) -> list[str]:
    """The words of a text as they are compared; a day that is written out (`donderdag 19 november`) is one of them."""
    return [compared(word) for word in WORD.findall(_LINKS.sub(" ", text))]


def compared(word: str) -> str:
    """A match of WORD as it is compared."""
    return DAY if not word.isalnum() and any(c.isspace() for c in word) else word.lower()


def wording(pieces: Iterable[str], lines: Iterable[str] = (), told: Iterable[str] = ()) -> Wording:
    """What these pieces of templates say, each between two values; `lines` are whole ones, `told` pieces of a list."""
    kept = tuple(pieces)
    said = [words(piece) for piece in kept]
    rows = frozenset(tuple(w[n : n + LONG]) for w in said for n in range(len(w) - LONG + 1))
    short = (tuple(words(line)) for line in lines)
    alone = frozenset(line for line in short if 0 < len(line) < LONG and not _ANSWERS.intersection(line))
    scraps = {tuple(words(scrap)) for piece in kept for scrap in _SENTENCE.split(piece)}
    pairs = frozenset(scrap for scrap in scraps if len(scrap) == LONG - 1)
    units = frozenset(scrap[0] for scrap in scraps if len(scrap) == 1)
    lists = frozenset(line for line in (tuple(words(piece)) for piece in told) if len(line) > 1)
    return Wording(rows, alone, pairs, units, lists)


def only_ours(subject: str, text: str, ours: Wording, names: Iterable[str]) -> bool:
    """Whether all of a mail (subject, quotation, signature and all) is our wording, around these names.

    A line of another's cannot hide in it: it would hold a word that no template has in that place. A mail of ours with
    a date or a number in the middle of a line is not known again, for somebody could have typed it there.
    """
    kept = tuple(names)
    if not is_our_subject(subject, ours, kept):
        return False
    known = frozenset(word for name in kept for word in words(name)) - _ANSWERS
    return _said_by_us([words(line) for line in _without_introductions(text)], ours, known) >= _ENOUGH


def is_our_subject(subject: str, ours: Wording, names: Iterable[str]) -> bool:
    """Whether a subject is one of ours, around these names."""
    known = frozenset(word for name in names for word in words(name)) - _ANSWERS
    return _said_by_us([words(subject)], ours, known | _PREFIXES) >= LONG


def _said_by_us(lines: list[list[str]], ours: Wording, known: frozenset[str]) -> int:
    """How many words are ours; 0 when any is another's."""
    flat = [word for line in lines for word in line]
    covered = [False] * len(flat)
    for n in range(len(flat) - LONG + 1):
        if tuple(flat[n : n + LONG]) in ours.rows:
            covered[n : n + LONG] = [True] * LONG
    at = 0
    for line in lines:
        here, at = covered[at : at + len(line)], at + len(line)
        if tuple(line) not in ours.lines and not _is_ours(line, here, known):
            return 0
    return sum(covered)


def _is_ours(line: list[str], covered: list[bool], known: frozenset[str]) -> bool:
    """A number opens a line of ours (of a question, of a step), and stands nowhere else."""
    numbered = line and line[0].isdigit() and any(covered)
    return all(
        is_ours or word in known or (n == 0 and (numbered or word in SALUTATIONS))
        for n, (word, is_ours) in enumerate(zip(line, covered, strict=True))
    )


def _without_introductions(text: str) -> list[str]:
    """The lines without marks of quotation and without what programs put above a quoted mail."""
    whole = re.sub(_WRITTEN_DAY, lambda day: " ".join(re.split(r"[\s>]+", day[0])), text, flags=re.IGNORECASE)
    lines = [_MARKS.sub("", line) for line in whole.split("\n")[:MOST_LINES]]
    may, kept, at = candidates(lines), list[str](), 0
    while at < len(lines):
        span = introduction(lines, at) if may[at] and lines[at].strip() else 0
        kept += (line for line in lines[at : at + max(span, 1)] if not span or not _TOLD.search(line))
        at += max(span, 1)
    return kept

"""A copy of a mail of ours within what somebody wrote, where no mark tells the two apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.core.mail.machine.echo import LONG, SALUTATIONS, Wording

ROW = 12
"""So many words in a row, as our templates have them, nobody types; short sentences of ours somebody may repeat."""
_OURS = 6
"""So many words in a row are ours where a copy stands."""
_SMALL = SALUTATIONS | {"en", "and"}
_MOST_WORDS = 20_000
_WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[^\s<>()\[\]|,;:\"“”*]+@[^\s<>()\[\]|,;:\"“”*]*[^\W_]")
_CUT = re.compile(r"\n+|(?<=[.!?])\s+(?=[\W\d]*[^\W\da-z])")
_END = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_QUOTED = re.compile(r"\W*“[^“”]*”\W*")
_BULLET = re.compile(r"\s*[-*•·]\s")
_REASON = re.compile(r"(?s).*:\s(?P<reason>[^:]+)")

Span = tuple[int, int]


def runs(flags: list[bool]) -> Iterator[Span]:
    """Where flags are up, from and up to."""
    start = 0
    for end, up in enumerate((*flags, False)):
        if not up:
            if end > start:
                yield start, end
            start = end + 1


@dataclass(slots=True)
class Copied:
    """A text with a copy in it from `start` up to `end`; `told` are the lines of ours with somebody's name in them."""

    text: str
    start: int
    end: int
    ours: Wording
    _found: list[re.Match[str]]
    _soft: list[bool]
    _valued: list[bool]
    _named: list[bool]
    _hard: list[Span]
    _values: frozenset[str]
    told: tuple[str, ...] = ()

    def taken(self, spans: Iterable[Span]) -> None:
        """These parts are known to be ours, too."""
        self._hard = sorted((*self._hard, *spans))

    def others(self) -> Iterator[tuple[int, str]]:
        """What within the copy may be another's, sentence by sentence, each with its place."""
        at = self.start
        for cut in (*(m.span() for m in _CUT.finditer(self.text, self.start, self.end)), (self.end, self.end)):
            if not self._tells(self.text[at : cut[0]]):
                yield from self._pieces(at, cut[0])
            at = cut[1]

    def above(self) -> str:
        """What stands above the copy without the lines that belong to it, as its greeting does."""
        lines = self.text[: self.start].splitlines(keepends=True)
        while lines and not self._is_foreign(sum(map(len, lines[:-1])), lines[-1]):
            lines.pop()
        return "".join(lines)

    def below(self) -> str:
        """What stands below the copy without the lines that belong to it."""
        at = self.end
        for line in self.text[self.end :].splitlines(keepends=True):
            if self._is_foreign(at, line):
                break
            at += len(line)
        return self.text[at:]

    def _tells(self, sentence: str) -> bool:
        """`- Ans Jansen staat niet meer op de lijst.`"""
        said = [w.lower() for w in _WORD.findall(sentence)]
        if not _BULLET.match(sentence) or not any(1 for line in self.ours.told for _ in _places(said, line)):
            return False
        self.told = (*self.told, sentence)
        return True

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        at = start
        for begin, stop in (*(span for span in self._hard if span[1] > start and span[0] < end), (end, end)):
            piece = self.text[at:begin]
            if self._is_foreign(at, piece):
                yield at, piece.strip(" \t|")
            at = max(at, stop)

    def _is_foreign(self, at: int, piece: str) -> bool:
        return re.search(r"\w", piece) is not None and not self._is_ours(at, piece)

    def _is_ours(self, at: int, piece: str) -> bool:
        """Whether our templates and the values in them make up a whole piece."""
        inside = [n for n, w in enumerate(self._found) if at <= w.start() and w.end() <= at + len(piece)]
        apart = [self._soft[n] for n in inside if not _in_address(self.text, self._found[n])]
        strange = any(address.lower() not in self._values for address in ADDRESS.findall(piece))
        if any(self._named[n] for n in inside):
            apart = [self._valued[n] for n in inside]  # no sentence of ours has one of these names
        whole = all(apart) and ("@" not in piece or not strange or len(apart) >= LONG)
        return whole or _QUOTED.fullmatch(piece) is not None or self._ends_with_reason(at, piece)

    def _ends_with_reason(self, at: int, piece: str) -> bool:
        """`Max Leeg, max@@x: het e-mailadres klopt niet`"""
        reason = _REASON.fullmatch(piece)
        if reason is None or not _BULLET.match(piece):
            return False
        start, end = at + reason.start("reason"), at + len(piece)
        told = [self._soft[n] for n, w in enumerate(self._found) if w.start() >= start and w.end() <= end]
        return len(told) >= LONG and all(told)


def copied(text: str, ours: Wording, values: Collection[str], names: Collection[str]) -> Copied | None:
    """The copy in a text, None where there is none; `values` are what our mails say besides, `names` those of rows."""
    found = list(_WORD.finditer(text))[:_MOST_WORDS]
    said = [word[0].lower() for word in found]
    begins = [tuple(said[n : n + LONG]) in ours.rows for n in range(len(said) - LONG + 1)]
    if not any(end - start >= ROW - LONG + 1 for start, end in runs(begins)):
        return None
    ends = [_END.search(text, a.end(), b.start()) is not None for a, b in pairwise(found)]
    begins = [begin and not any(ends[n : n + LONG - 1]) for n, begin in enumerate(begins)]
    rows = [(start, end + LONG - 1) for start, end in runs(begins)]
    told = [(start, end) for start, end in rows if end - start >= _OURS]
    if not told:
        return None
    soft = [False] * len(said)
    for start, end in rows:
        soft[start:end] = [True] * (end - start)
    for n, word in enumerate(said):
        soft[n] = soft[n] or word.isdigit() or word in _SMALL
        if tuple(said[n : n + 2]) in ours.pairs:
            soft[n : n + 2] = [True, True]
    known, named = frozenset(value.lower() for value in (*values, *names)), [False] * len(said)
    valued = list(named)
    for value in known:
        row = tuple(_WORD.findall(value))
        for n in _places(said, row) if row else ():
            soft[n : n + len(row)] = valued[n : n + len(row)] = [True] * len(row)
    for name in names:
        row = tuple(_WORD.findall(name.lower()))
        for n in _places(said, row) if row else ():
            named[n : n + len(row)] = [True] * len(row)
    for n, word in enumerate(said):
        near = range(max(n - 1, 0), min(n + 2, len(said)))
        soft[n] = soft[n] or (word in ours.units and any(valued[m] or said[m].isdigit() for m in near))
    spans = [(found[start].start(), found[end - 1].end()) for start, end in told]
    return Copied(text, spans[0][0], spans[-1][1], ours, found, soft, valued, named, spans, known)


def _places(said: list[str], value: tuple[str, ...]) -> Iterator[int]:
    return (n for n, word in enumerate(said) if word == value[0] and tuple(said[n : n + len(value)]) == value)


def _in_address(text: str, word: re.Match[str]) -> bool:
    start = max(text.rfind(mark, 0, word.start()) for mark in ' \n\t(<|"“,;:') + 1
    address = ADDRESS.match(text, start)
    return address is not None and address.end() >= word.end()

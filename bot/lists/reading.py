"""Every source read by the first shape that fits, and the discipline that the list itself shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.grids.grid import Entry, Grid
from bot.lists.grids.hidden import doubted
from bot.lists.grids.sources import ListSource
from bot.lists.rows.merge import rest
from bot.lists.rows.remnants import left_out
from bot.lists.words.disciplines import discipline, most_common
from bot.lists.words.functions import PEERS
from bot.lists.words.groups import named_group


class Shape(Protocol):
    """What a module that reads one shape has."""

    NAME: str

    def matches(self, grid: Grid, context: ListContext) -> bool:
        """Whether this shape can read the grid."""

    def read(self, grid: Grid, context: ListContext) -> tuple[Entry, ...]:
        """The persons in the grid, in order."""


Reading = tuple[tuple[Entry, ...], tuple[str, ...]]
"""The entries of one source and the names of the shapes that gave them."""


def read_source(source: ListSource, shapes: Sequence[Shape], context: ListContext) -> Reading:
    """Tables first; the text adds what the tables lack."""
    tables, names = _read(source.grids, shapes, context)
    if source.whole or source.unseen:
        whole = _read(source.whole, shapes, context)[0] if source.whole else tables
        tables = doubted(tables, whole, _read(source.unseen, shapes, context)[0])
    text, more = _read(source.text, shapes, context)
    kept = rest(tables, " ".join(c for g in source.grids for row in g.rows for c in row), text)
    return (*tables, *kept), (*names, *(more if kept else ()))


def _read(grids: tuple[Grid, ...], shapes: Sequence[Shape], context: ListContext) -> Reading:
    found: list[Entry] = []
    names: list[str] = []
    for grid in grids:
        shape = next(s for s in shapes if s.matches(grid, context))
        if entries := (*(read := shape.read(grid, context)), *left_out(grid, read, context)):
            found += entries
            names.append(shape.NAME)
    return tuple(found), tuple(dict.fromkeys(names))


def with_discipline(context: ListContext, entries: tuple[Entry, ...], mail_text: str) -> ListContext:
    """The context with the specialist's discipline: as known, as signed, or as the list shows it."""
    found = (
        discipline(context.discipline)
        or _signed(context, mail_text)
        or _of_peers(entries, context)
        or most_common(e.function for e in entries if not e.group)
    )
    return replace(context, discipline=found)


def _signed(context: ListContext, mail_text: str) -> str:
    """`Jan Bakker, cardioloog` or the two on two lines."""
    family = folded(context.specialist_name).split()[-1:]
    lines = [line.strip() for line in mail_text.splitlines() if line.strip() and "@" not in line]
    for line, below in zip(lines, (*lines[1:], ""), strict=False):
        named = bool(family) and family[0] in folded(line).split() and len(line.split()) <= 8
        if named and (found := discipline(line) or (discipline(below) if len(below.split()) <= 4 else "")):
            return found
    return ""


def _of_peers(entries: tuple[Entry, ...], context: ListContext) -> str:
    """`Collega's cardiologie` as heading, or cardiologists under *vakgenoten*."""
    bare = replace(context, discipline="")
    peers = [e for e in entries if e.group and named_group(e.group, bare) == PEERS]
    for text in (*(e.group for e in peers), *(e.function for e in peers)):
        if found := discipline(text):
            return found
    return ""

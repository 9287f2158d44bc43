"""What a sheet's formatting means for its people: links, what is struck out, what is hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.documents import Table
from bot.core.mail import links
from bot.readers.shared import result

Place = tuple[int, int]
"""Row and column of a cell, both from nought."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one sheet has: targets of links, what cells say instead of their value, hidden rows and columns.

    A struck-out cell says nothing instead, or what is left of it.
    """

    links: Mapping[Place, str] = field(default_factory=dict)
    instead: Mapping[Place, str] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


NOTHING = Marks()


def marked(rows: Sequence[Sequence[str]], marks: Marks, name: str = "") -> Table:
    """The table as people read it: rows whose person is struck out are gone, links say where they lead."""
    if marks is NOTHING or marks == NOTHING:
        return result.table(rows, name)
    kept: list[list[str]] = []
    hidden: list[int] = []
    linked = defaultdict[int, list[int]](list)
    for line, column in marks.links:
        if (line < len(rows) and column < len(rows[line])) or (line, column) in marks.instead:
            linked[line].append(column)
    for number in range(max(len(rows), *(line + 1 for line in linked), 0)):
        shown = list(rows[number]) if number < len(rows) else []
        row = _row(shown, number, marks, linked.get(number, ()))
        if _is_struck(shown, row, number, marks):
            continue
        if number in marks.rows and any(row):
            hidden.append(len(kept))
        kept.append(row)
    found = result.table(kept, name)
    wide = len(found.rows[0]) if found.rows else 0
    return Table(found.rows, found.name, tuple(hidden), tuple(sorted(one for one in marks.columns if one < wide)))


def _row(shown: list[str], number: int, marks: Marks, linked: Sequence[int]) -> list[str]:
    row = shown + [""] * (max(linked, default=-1) + 1 - len(shown))
    if marks.instead:
        row = [marks.instead.get((number, column), text) for column, text in enumerate(row)]
    for column in linked:
        row[column] = links.linked(row[column], marks.links[number, column])
    return row


def _is_struck(shown: list[str], row: list[str], number: int, marks: Marks) -> bool:
    """Whether the first words of a row are struck out and no address is left: that person is gone."""
    if not any((number, column) in marks.instead for column in range(len(shown))):
        return False
    first = next((n for n, text in enumerate(shown) if any(c.isalpha() for c in text)), -1)
    return first >= 0 and not row[first].strip() and not any("@" in text for text in row)

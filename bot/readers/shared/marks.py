"""What a sheet's formatting means for its people: links, what is struck out, what is hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.documents import GOES_ON, Table
from bot.core.mail.markup import links
from bot.readers.shared import result
from bot.readers.shared.limits import Limits
from bot.readers.shared.source import too_large

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
GAP = 20  # empty rows or columns that are kept as they are


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
            below = rows[number + 1] if number + 1 < len(rows) else ()
            begins = any(b == GOES_ON != one for one, b in zip(shown, below, strict=False))
            kept += [[]] if begins else []  # what goes on below has lost its name
            continue
        if number in marks.rows and any(row):
            hidden.append(len(kept))
        kept.append(row)
    found = result.table(kept, name)
    wide = len(found.rows[0]) if found.rows else 0
    unseen = tuple(sorted(one for one in marks.columns if one < wide))
    return replace(found, hidden_rows=tuple(hidden), hidden_columns=unseen)


def _row(shown: list[str], number: int, marks: Marks, linked: Sequence[int]) -> list[str]:
    row = shown + [""] * (max(linked, default=-1) + 1 - len(shown))
    if marks.instead:
        row = [marks.instead.get((number, column), text) for column, text in enumerate(row)]
    for column in linked:
        row[column] = links.linked(row[column], marks.links[number, column])
    return row


def _is_struck(shown: list[str], row: list[str], number: int, marks: Marks) -> bool:
    return any((number, column) in marks.instead for column in range(len(shown))) and is_gone(shown, row)


def is_gone(shown: Sequence[str], left: Sequence[str]) -> bool:
    """Whether of a row's cells the first words are struck out and no address is left: that person is gone."""
    first = next((n for n, text in enumerate(shown) if any(c.isalpha() for c in text)), -1)
    return 0 <= first < len(left) and not left[first].strip() and not any("@" in text for text in left)


def compacted(cells: Mapping[Place, str], marks: Marks, limits: Limits, name: str = "") -> Table:
    """A table of cells at their places; of long stretches in which nothing stands one row or column is kept."""
    rows, columns = kept({row for row, _ in cells}), kept({column for _, column in cells})
    if len(rows) > limits.rows or len(columns) > limits.columns or len(rows) * len(columns) > limits.cells:
        raise too_large(f"A sheet of {len(rows)} rows by {len(columns)} columns.")
    shown = [[""] * len(columns) for _ in rows]
    for (row, column), text in cells.items():
        shown[rows[row]][columns[column]] = text
    return marked(shown, moved(marks, rows, columns), name)


def kept(used: set[int]) -> dict[int, int]:
    """Where every place that is used comes to stand, short gaps kept as they are."""
    found: dict[int, int] = {}
    at = last = -1
    for one in sorted(used):
        gap = one - last - 1
        skipped = gap if gap <= GAP else 1
        for n in range(skipped):
            found[last + 1 + n] = at + 1 + n
        at += skipped + 1
        found[one] = at
        last = one
    return found


def moved(marks: Marks, rows: Mapping[int, int], columns: Mapping[int, int]) -> Marks:
    """The marks where rows and columns come to stand."""

    def there(places: Mapping[Place, str]) -> dict[Place, str]:
        return {(rows[r], columns[c]): text for (r, c), text in places.items() if r in rows and c in columns}

    if marks == NOTHING:
        return NOTHING
    lines, wide = (rows[one] for one in marks.rows if one in rows), (columns[c] for c in marks.columns if c in columns)
    return Marks(there(marks.links), there(marks.instead), frozenset(lines), frozenset(wide))

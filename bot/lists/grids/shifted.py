"""Rows of a typed list in which a comma inside a cell made two of it, put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

from bot.core.list_context import ListContext
from bot.core.people.name_words import is_particle
from bot.core.people.names import looks_full
from bot.lists.grids.columns import Col, heads, roles
from bot.lists.grids.grid import Grid
from bot.lists.words.functions import is_function
from bot.lists.words.groups import is_group_cell

Header = tuple[Col | None, ...]
_NAMES = (Col.NAME, Col.LAST, Col.PERSON)
_FREE = (Col.FUNCTION, Col.DEPARTMENT, Col.OTHER)  # columns in which people write commas, besides the name's
_MOST = 4  # commas too many in one row
_WIDEST = 10  # columns of such a list


def shifted_back(grid: Grid, context: ListContext) -> Grid:
    """The grid with one cell again for each column; a row that can be cut in two ways becomes one cell."""
    start, header = next(((i, roles(grid.rows[i]) or ()) for i in heads(grid.rows)), (-1, ()))
    header = header[: _length(grid.rows[start])] if start >= 0 else _guessed(grid, context)
    if start < 0 and len({row.index(c) for row in grid.rows for c in row if "@" in c}) > 1 and not _is_sure(header):
        return replace(grid, rows=tuple((_whole(row, context),) for row in grid.rows))
    if len(header) > _WIDEST or Col.ADDRESS not in header:
        return grid
    below = (row if _is_regular(row, header) else _cut(row, header, context) for row in grid.rows[start + 1 :])
    return replace(grid, rows=(*grid.rows[: start + 1], *below))


def _is_sure(header: Header) -> bool:
    """Whether the shortest rows of a list without a header agree on what each column holds, each thing once."""
    return bool(header) and None not in header and len(set(header)) == len(header)


def _length(row: tuple[str, ...]) -> int:
    return max((n + 1 for n, cell in enumerate(row) if cell), default=0)


def _is_regular(row: tuple[str, ...], header: Header) -> bool:
    """Whether every cell stands where its column is, as far as a glance tells."""
    length, place = _length(row), header.index(Col.ADDRESS)
    if not any("@" in cell for cell in row):
        return length <= len(header)
    name = next((n for n, role in enumerate(header) if role in _NAMES), -1)
    whole = name < 0 or not row[name] or _is_full(row[name]) or Col.LAST in header
    return length <= len(header) and "@" in row[place] and whole


def _cut(row: tuple[str, ...], header: Header, context: ListContext) -> tuple[str, ...]:
    """The row cut in the likeliest way; as it is when there is none, one cell when there are two."""
    length = _length(row)
    scored: dict[tuple[str, ...], int] = {}
    for over in range(max(0, length - len(header)), min(_MOST, length - 1) + 1):
        for cells in _cuts(row[:length], min(length - over, len(header)), over):
            value = _likely(cells, header, context)
            if value is not None:
                scored[tuple(", ".join(cell) for cell in cells)] = value
    best = max(scored.values(), default=0)
    found = [cells for cells, value in scored.items() if value == best]
    blank = ("",) * len(row)
    if len(found) == 1:
        return (*found[0], *blank)[: max(len(row), len(found[0]))]
    return row if not found and length <= len(header) else (_whole(row, context), *blank[1:])


def _whole(row: tuple[str, ...], context: ListContext) -> str:
    """The row as one cell; where a tussenvoegsel shows that the surname stands first, it is put behind."""
    cells = [one for one in row if one]
    surname, given = cells[:2] if len(cells) > 2 and not any("@" in one for one in cells[:2]) else ("", "")
    if surname and is_particle(surname.split()[0]) and _is_cut_name((surname, given), context):
        cells[:2] = [f"{given} {surname}"]
    return ", ".join(cells)


def _cuts(row: tuple[str, ...], columns: int, over: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every way in which some columns take more than one cell."""
    for more in combinations_with_replacement(range(columns), over):
        at, cells = 0, []
        for column in range(columns):
            wide = 1 + more.count(column)
            cells.append(row[at : at + wide])
            at += wide
        yield tuple(cells)


def _likely(cells: tuple[tuple[str, ...], ...], header: Header, context: ListContext) -> int | None:
    """How well cells fit their columns; None when they cannot."""
    found = 0
    for cell, role in zip(cells, header, strict=False):
        fits = _fits(cell, role, context)
        if fits is None:
            return None
        found += fits
    return found


def _fits(cell: tuple[str, ...], role: Col | None, context: ListContext) -> int | None:
    first, several = cell[0], len(cell) > 1
    if role is Col.ADDRESS:
        return None if several or "@" not in first else 3
    if any("@" in one for one in cell):
        return None
    if role in _NAMES:
        whole = _is_cut_name(cell, context) if several else _is_full(first)
        return 2 if whole else None if several else 0
    if several and role not in _FREE:
        return None
    if role is Col.GROUP:
        return 2 * is_group_cell(first, context)
    return int(is_function(first, context)) - several if role in _FREE else 0


def _is_full(text: str) -> bool:
    """Whether a cell is a whole name: `'t Hart` is half of one."""
    return looks_full(" ".join(one for one in text.split() if not is_particle(one)))


def _is_cut_name(cells: tuple[str, ...], context: ListContext) -> bool:
    """`Vries` and `Piet de`: a surname, and behind it nothing but what goes with it."""
    surname, *given = cells
    words = [one for one in surname.split() if not is_particle(one)]
    short = all(0 < len(one.split()) <= 4 and not any(c.isdigit() for c in one) for one in given)
    told = any(is_function(one, context) or is_group_cell(one, context) for one in cells)
    return 1 <= len(words) <= 2 and not _is_full(surname) and short and not told


def _guessed(grid: Grid, context: ListContext) -> Header:
    """What the columns of a list without a header hold, by its shortest rows, when others are longer."""
    lengths = Counter(_length(row) for row in grid.rows if any("@" in cell for cell in row))
    if len(lengths) < 2 or min(lengths) < 2:
        return ()
    short = [row for row in grid.rows if _length(row) == min(lengths)]
    columns = [{_role(row[n], context) for row in short} for n in range(min(lengths))]
    found = tuple(one.pop() if len(one) == 1 else None for one in columns)
    return found if found.count(Col.ADDRESS) == 1 else ()


def _role(cell: str, context: ListContext) -> Col | None:
    if "@" in cell:
        return Col.ADDRESS
    if is_group_cell(cell, context):
        return Col.GROUP
    if is_function(cell, context):
        return Col.FUNCTION
    return Col.NAME if _is_full(cell) else None

"""A group written once beside the first of its people counts for all of them: for certain where cells are merged."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.core.documents import GOES_ON
from bot.core.list_context import ListContext
from bot.lists.grids.columns import Col, heads, roles
from bot.lists.grids.grid import Grid, filled
from bot.lists.words.groups import is_group_cell

_DITTO = frozenset(
    {'"', "''", "”", "“", "„", "〃", ",,", '""', "idem", "id.", "id", "ditto", "zelfde", "dezelfde", "↓"}
)
_NAMED = "groep"  # what a column of groups is called that has no name


def reached(rows: tuple[tuple[str, ...], ...], context: ListContext) -> tuple[tuple[str, ...], ...]:
    """The rows with a group in every cell into which its merged cell reaches, and nothing in the others."""
    if not any(GOES_ON in row for row in rows):
        return rows
    start = next(heads(rows), -1)
    header = (roles(rows[start]) or ()) if start >= 0 else ()
    done: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    for row in rows:
        above = tuple(_value(above, n) if cell == GOES_ON else cell for n, cell in enumerate(row))
        apart = len(filled(tuple(cell.strip() for cell in row))) == 0
        done.append(
            tuple(
                said if cell != GOES_ON else said if not apart and _is_groups(header, n, said, context) else ""
                for n, (cell, said) in enumerate(zip(row, above, strict=True))
            )
        )
    return tuple(done)


def _is_groups(header: tuple[Col | None, ...], column: int, cell: str, context: ListContext) -> bool:
    return (header[column] if column < len(header) else None) is Col.GROUP or is_group_cell(cell, context)


def filled_down(grid: Grid, context: ListContext) -> Grid:
    """The grid with such columns completed, and with a name above a column of groups that has none."""
    start, header = next(((i, roles(grid.rows[i]) or ()) for i in heads(grid.rows)), (-1, ()))
    rows = [list(row) for row in grid.rows]
    assumed = set[int]()
    for column in range(grid.width if grid.rows else 0):
        role = header[column] if column < len(header) else None
        if role is None and start >= 0 and _is_nameless(grid, column, start, context):
            rows[start][column], role = _NAMED, Col.GROUP
        if role in (None, Col.GROUP):
            below = start if role is Col.GROUP else -1
            assumed |= _complete(grid, rows, column, below, certain=role is Col.GROUP, context=context)
    return replace(grid, rows=tuple(map(tuple, rows)), assumed=frozenset(assumed))


def _is_nameless(grid: Grid, column: int, header: int, context: ListContext) -> bool:
    """Whether a column without a name holds nothing but groups, and its rows hold more."""
    cells = [row[column] for row in grid.rows[header + 1 :] if column < len(row) and row[column]]
    unnamed = column < len(grid.rows[header]) and not grid.rows[header][column]
    beside = any(len(filled(row)) > 1 and column < len(row) and row[column] for row in grid.rows[header + 1 :])
    return unnamed and beside and all(is_group_cell(c, context) for c in cells)


def _complete(
    grid: Grid, rows: list[list[str]], column: int, header: int, *, certain: bool, context: ListContext
) -> set[int]:
    """Fills a column in which each value stands once; `certain` when the header says that it is a group's.

    The rows that were filled are told, unless more people lack a group than have one of their own or each second one
    does: a gap may else as well be forgotten as meant.
    """
    body = [i for i, row in enumerate(grid.rows) if i > header and _is_body(row, column, certain=certain)]
    cells = [_value(grid.rows[i], column) for i in body]
    values = [c for c in cells if c and c.casefold() not in _DITTO]
    if not cells or not cells[0] or len(values) == len(cells) or not _is_written_once(cells, values):
        return set()
    if not certain and (len(values) < 2 or not all(is_group_cell(v, context) for v in values)):
        return set()
    value, last = "", body[0]
    for i, cell in zip(body, cells, strict=True):
        if any(not any(grid.rows[n]) for n in range(last + 1, i)) and not _is_alone(grid.rows[last], column):
            value = ""  # an empty row ends what stands above
        value = value if cell.casefold() in _DITTO or not cell else cell
        rows[i] += [""] * (column + 1 - len(rows[i]))
        rows[i][column] = "" if certain and _is_alone(grid.rows[i], column) else value
        last = i
    gaps = {i for i, cell in zip(body, cells, strict=True) if not cell}
    own = len(values) - sum(_is_alone(grid.rows[i], column) for i in body)
    in_turn = own > 1 and all(bool(one) != bool(other) for one, other in pairwise(cells))
    return gaps if len(gaps) < own or (len(gaps) == own and not in_turn) else set()


def _is_alone(row: tuple[str, ...], column: int) -> bool:
    """Whether a row holds its group only: that goes to the people below, and no further than they reach."""
    return bool(_value(row, column)) and len(filled(row)) == 1


def _is_written_once(cells: list[str], values: list[str]) -> bool:
    """Whether no value stands there twice, or every gap is marked as a repetition."""
    return len(set(values)) == len(values) or all(cells)


def _is_body(row: tuple[str, ...], column: int, *, certain: bool) -> bool:
    """Whether a row is a person's, or where the column is known to be a group's, the group's own."""
    whole = len(filled(row)) > 1 or (certain and (bool(_value(row, column)) or any("@" in c for c in row)))
    return whole and not roles(row)


def _value(row: tuple[str, ...], column: int) -> str:
    return row[column] if column < len(row) else ""

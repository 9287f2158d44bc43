"""A group written once beside the first of its people, as merged cells come out, counts for all of them."""

from __future__ import annotations

from dataclasses import replace

from bot.core.list_context import ListContext
from bot.lists.grids.columns import roles
from bot.lists.grids.grid import Grid, filled
from bot.lists.words.groups import is_group_cell


def filled_down(grid: Grid, context: ListContext) -> Grid:
    """The grid with such columns completed."""
    body = [i for i, row in enumerate(grid.rows) if len(filled(row)) > 1 and not roles(row)]
    columns = [c for c in range(grid.width) if body and _is_written_once(grid, c, body, context)]
    rows = [list(row) for row in grid.rows]
    for column in columns:
        value = ""
        for i in body:
            if column < len(rows[i]):
                value = rows[i][column] = rows[i][column] or value
    return replace(grid, rows=tuple(map(tuple, rows))) if columns else grid


def _is_written_once(grid: Grid, column: int, body: list[int], context: ListContext) -> bool:
    """At least two different groups, each once, the first beside the first person, and gaps between them."""
    cells = [grid.rows[i][column] if column < len(grid.rows[i]) else "" for i in body]
    values = [c for c in cells if c]
    distinct = len(set(values)) == len(values) >= 2 and len(values) < len(cells)
    return distinct and bool(cells[0]) and all(is_group_cell(v, context) for v in values)

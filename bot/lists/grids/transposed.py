"""Sheets turned on their side: what things are called stands in the first column, and the people in the others."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from bot.lists.grids.columns import roles
from bot.lists.grids.grid import Grid, GridKind

_LOOK = 25  # rows with something in them that such a sheet has at most
_BESIDE = 3  # columns in which the names of things may stand


def upright(grid: Grid) -> Grid:
    """The grid with one person a row."""
    lines = [row for row in grid.rows if any(row)][: _LOOK + 1]
    if grid.kind is GridKind.TEXT or len(lines) > _LOOK or any(roles(row) for row in lines):
        return grid
    for column in range(min(_BESIDE, grid.width - 1)):
        if roles(tuple(row[column] if column < len(row) else "" for row in lines)):
            turned = tuple(zip_longest(*(row[column:] for row in lines), fillvalue=""))
            return replace(grid, rows=turned)
    return grid

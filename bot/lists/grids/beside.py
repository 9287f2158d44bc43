"""Sheets about something else (a rota, an explanation) beside the sheet with the list."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.list_context import ListContext
from bot.lists.grids.columns import Col, heads, role_of, roles
from bot.lists.grids.grid import Grid
from bot.lists.words.groups import is_heading


def about_people(grids: tuple[Grid, ...], context: ListContext) -> tuple[Grid, ...]:
    """The sheets that may list respondents; when one plainly does, those without any sign of it are left out."""
    if len(grids) < 2 or not any(_is_list(grid) for grid in grids):
        return grids
    return tuple(grid for grid in grids if not _is_other(grid, context))


def _is_list(grid: Grid) -> bool:
    return any(told & {Col.ADDRESS, Col.PERSON} for told in _told(grid)) and _has_address(grid)


def _is_other(grid: Grid, context: ListContext) -> bool:
    """No address, no group, nobody's function: names alone, as on a rota, are no respondents."""
    if grid.heading or _has_address(grid):
        return False
    told = {role for roles_ in _told(grid) for role in roles_}
    grouped = any(is_heading(cell, context) for row in grid.rows[:200] for cell in row if cell and not role_of(cell))
    return not told & {Col.GROUP, Col.FUNCTION, Col.ADDRESS, Col.PERSON} and not grouped


def _has_address(grid: Grid) -> bool:
    return any("@" in cell for row in grid.rows for cell in row)


def _told(grid: Grid) -> Iterator[set[Col | None]]:
    """What each header row names."""
    return (set(roles(grid.rows[number]) or ()) for number in heads(grid.rows))

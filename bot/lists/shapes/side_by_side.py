"""Shape: the groups stand beside each other, each with its own columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.core.list_context import ListContext
from bot.lists.grids.columns import Col, role_of, roles
from bot.lists.grids.grid import Entry, Grid, GridKind, filled
from bot.lists.rows.persons import names
from bot.lists.shapes import headed, headless, lines
from bot.lists.words.functions import is_function
from bot.lists.words.given import is_plainly_a_name
from bot.lists.words.groups import group_of_text, is_group_cell
from bot.lists.words.headings import ends_group

NAME = "side-by-side"
_LOOK = 15  # rows with something in them
_INNER = (headed, headless, lines)


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether a row holds several groups, or a header repeats itself."""
    return grid.kind is not GridKind.TEXT and bool(_starts(grid, context))


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """Each block read by itself, under its own heading."""
    headings, top = _headings(grid, context)
    starts = _starts(grid, context)
    found: list[Entry] = []
    for start, end in zip(starts, (*starts[1:], grid.width), strict=True):
        heading = next((headings[c] for c in range(start, end) if c in headings), None)
        if heading is None:
            heading = headings[max((c for c in headings if c <= start), default=min(headings))] if headings else ""
        block = Grid(tuple(r[start:end] for r in grid.rows[top:]), heading if headings else grid.heading, grid.kind)
        shape = next(s for s in _INNER if s.matches(block, context))
        found += shape.read(block, context)
    return tuple(found)


def _first(grid: Grid) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first rows with something in them, and where they stand."""
    return islice(((number, row) for number, row in enumerate(grid.rows) if any(row)), _LOOK)


def _starts(grid: Grid, context: ListContext) -> tuple[int, ...]:
    """The columns at which a block begins; empty when this is not the shape."""
    headings, top = _headings(grid, context)
    for row in grid.rows[top : top + 3] if headings else (row for _, row in _first(grid)):
        if starts := _repeats(row):
            return starts
    return tuple(sorted(headings))


def _repeats(row: tuple[str, ...]) -> tuple[int, ...]:
    """Where a header row begins anew."""
    head = roles(row)
    if head is None:
        return ()
    for role in (Col.NAME, Col.PERSON, Col.ADDRESS, Col.LAST):
        if head.count(role) > 1:
            first = next(r for r in head if r is not None)
            lead = first if head.count(first) == head.count(role) else role
            return tuple(i for i, r in enumerate(head) if r is lead)
    return ()


def _headings(grid: Grid, context: ListContext) -> tuple[dict[int, str], int]:
    """The row of group names: column to text ("" where it is not understood), and the row below it."""
    for number, row in _first(grid):
        if roles(row) or any("@" in cell for cell in row):
            break  # the names of groups stand above their people
        cells = filled(row)
        known = [group_of_text(c, context)[0] for c in cells if is_group_cell(c, context)]
        unknown = [c for c in cells if not is_group_cell(c, context)]
        told = all(_is_unknown(c, context) for c in unknown)
        distinct = len(set(known)) == len(known) or len(set(known)) > 1
        if len(cells) >= 2 and distinct and len(known) >= max(1, len(unknown)) and told:
            heads = {i: c for i, c in enumerate(row) if c and (i == 0 or row[i - 1] != c)}
            if any(_holds_groups(grid, i, number, context) for i in heads):
                break  # each row tells its own group
            return {i: c if group_of_text(c, context)[0] else "" for i, c in heads.items()}, number + 1
        if roles(row):
            break  # what stands below a header is people
    return {}, 0


def _holds_groups(grid: Grid, column: int, above: int, context: ListContext) -> bool:
    """Whether groups stand below each other in a column, rather than the people of one."""
    below = [r[column] for r in grid.rows[above + 1 : above + 1 + _LOOK] if column < len(r) and r[column]]
    return 2 * sum(is_group_cell(c, context) for c in below) > len(below)


def _is_unknown(cell: str, context: ListContext) -> bool:
    """Whether a cell heads a column without telling a group; a function, a name and the name of a column do not."""
    told = role_of(cell) is not None or is_function(cell, context) or (names(cell, context) and is_plainly_a_name(cell))
    return not told and ends_group(cell, context)

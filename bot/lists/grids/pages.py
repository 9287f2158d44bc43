"""Tables on a page: they go on over the next page, and the headings that stand above them are in the text."""

from __future__ import annotations

from bot.core.list_context import ListContext
from bot.lists.grids.grid import Grid
from bot.lists.words.groups import is_heading
from bot.lists.words.headings import ends_group, may_name

Rows = tuple[tuple[str, ...], ...]
_ENOUGH = 6  # characters of an address by which its line is found; the rest may stand on the next


def with_headings(rows: Rows, text: str, context: ListContext) -> Rows:
    """The rows with every heading that the text has above an address, and no cell has, put before its row."""
    own = {piece.strip(" #*:") for row in rows for cell in row for piece in (cell, *cell.splitlines())}
    lines = ["".join(line.split()) for line in text.splitlines()]
    stripped = ("" if "\t" in line else line.strip(" #*") for line in text.splitlines())  # a row is no heading
    whole = " ".join("".join("".join(row).split()) for row in rows)
    inside = any(is_heading(cell, context) for row in rows for cell in row[:1] if not any(row[1:]))
    headings = [
        ""
        if one.strip(" :") in own or not (is_heading(one, context) or (not inside and _heads(one, whole, context)))
        else one.strip(":")
        for one in stripped
    ]
    found: list[tuple[str, ...]] = []
    current, place = "", 0
    for row in rows:
        address = next(("".join(c.split()) for c in row if "@" in c), "")
        index = next((i for i in range(place, len(lines)) if address and address[:_ENOUGH] in lines[i]), -1)
        if index >= 0:
            above = next((h for h in reversed(headings[: index + 1]) if h), "")
            if above != current:
                found.append((above, *("" for _ in row[1:])))  # as wide as the table: one word alone may be a header
            current, place = above, index
        found.append(row)
    return tuple(found)


def _heads(line: str, whole: str, context: ListContext) -> bool:
    """Whether a line is a heading that is not understood; a piece of the table, found in the text `whole`, is none."""
    return "".join(line.split()) not in whole and ends_group(line, context) and not may_name(line)


def continued(tables: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Tables of the same width read as one: a page ended between them."""
    whole: list[Grid] = []
    for grid in tables:
        if whole and not grid.heading and grid.width == whole[-1].width:
            whole[-1] = Grid((*whole[-1].rows, *grid.rows), whole[-1].heading, grid.kind)
        else:
            whole.append(grid)
    return tuple(whole)

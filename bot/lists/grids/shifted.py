"""A row that a comma inside a cell pushed to the right, as programs write it that do not quote."""

from __future__ import annotations

from bot.core.list_context import ListContext
from bot.lists.grids.columns import Col
from bot.lists.words.groups import is_group_cell

Row = tuple[str, ...]


def shifted_back(row: Row, columns: tuple[Col | None, ...], context: ListContext) -> Row:
    """The row with the two halves of a cell joined again, where it then fits its header and before it did not."""
    if Col.ADDRESS not in columns or _fits(row, columns, context):
        return row
    for place in range(min(len(row), len(columns)) - 1 if len(row) > 1 else 0):
        joined = (*row[:place], f"{row[place]}, {row[place + 1]}", *row[place + 2 :])
        if "@" not in joined[place] and row[place] and row[place + 1] and _fits(joined, columns, context):
            return joined
    return row


def _fits(row: Row, columns: tuple[Col | None, ...], context: ListContext) -> bool:
    """Whether an address stands where the header says, nothing stands beyond it, and a group's cell is one."""
    cells = dict(zip(columns, row, strict=False))
    beyond = any(row[len(columns) :]) or not any("@" in c for c in row)
    elsewhere = any("@" in c for c in row) and "@" not in cells.get(Col.ADDRESS, "")
    group = cells.get(Col.GROUP, "")
    return (
        not elsewhere
        and not (beyond and any("@" in c for c in row))
        and (not group or is_group_cell(group, context) or not beyond)
    )

"""A specialist's context and short ways to write a document, for the tests of lists."""

from __future__ import annotations

from bot.core.documents import GOES_ON, Document, Table
from bot.core.listed import RespondentList
from bot.core.traject.value import Group
from bot.lists import ListContext

GROUPS = (
    Group("vakgenoten", "Collega's van dezelfde discipline", "Colleagues of the same discipline"),
    Group("artsen", "Artsen, aios en specialisten van een andere discipline", "Doctors of another discipline"),
    Group("niet_artsen", "Niet-artsen", "Non-doctors"),
)
CONTEXT = ListContext(GROUPS, "Jan Bakker", "j.bakker@ziekenhuis.example", "cardioloog", ("info@praktijk.example",))


def document(*tables: list[list[str]], format: str = "xlsx", text: str = "", names: tuple[str, ...] = ()) -> Document:
    """A document with these tables; a cell that is GOES_ON is merged with the one above."""
    padded = (*names, *[""] * len(tables))
    made = (_table(rows, name) for rows, name in zip(tables, padded, strict=False))
    return Document(format, text=text, tables=tuple(made))


def _table(rows: list[list[str]], name: str) -> Table:
    merged = tuple((r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell == GOES_ON)
    return Table(tuple(tuple("" if c == GOES_ON else c for c in row) for row in rows), name, merged=merged)


def plain(found: RespondentList) -> list[tuple[str, str, str, str]]:
    """Name, address, group and problem of every row."""
    return [(r.name, r.address, r.group, str(r.problem or "")) for r in found.rows]

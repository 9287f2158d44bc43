"""A specialist's context and short ways to write a document, for the tests of lists."""

from __future__ import annotations

from bot.core.documents import Document, Table
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
    """A document with these tables."""
    padded = (*names, *[""] * len(tables))
    made = (Table(tuple(map(tuple, rows)), name) for rows, name in zip(tables, padded, strict=False))
    return Document(format, text=text, tables=tuple(made))


def plain(found: RespondentList) -> list[tuple[str, str, str, str]]:
    """Name, address, group and problem of every row."""
    return [(r.name, r.address, r.group, str(r.problem or "")) for r in found.rows]

"""A table of changes: what stands on the list beside what it becomes (`Naam;Oud;Nieuw`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.documents import Document
from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.changes import Correction, carried_out
from bot.lists.grids.columns import Col, role_of
from bot.lists.targets import target
from bot.lists.wishes import Wish
from bot.lists.wordings import Action

_OLD = words(
    "oud oude huidig huidige was vorig vorige fout foute foutief verkeerd verkeerde old current previous wrong"
)
_NEW = words("nieuw nieuwe wordt juist juiste correct correcte goed goede new right becomes")
_NAMES = frozenset({Col.NAME, Col.LAST, Col.PERSON})
_BETWEEN = re.compile(r"\s*[;\t|]\s*")
_MOST_ROWS = 200
_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The changes of such tables, the rows that are not understood, and the letter without those typed in it."""

    changes: tuple[Correction, ...] = ()
    unclear: tuple[str, ...] = ()
    rest: str = ""

    @property
    def found(self) -> bool:
        """Whether there is such a table at all."""
        return bool(self.changes or self.unclear)


def exchanged(
    text: str, documents: tuple[Document, ...], context: ListContext, listed: tuple[ListedRespondent, ...]
) -> Exchanged:
    """Each row is a change of its own; one that contradicts the list, or says too little, is said back."""
    typed, rest = _typed(text)
    changes, unclear = list[Correction](), list[str]()
    for table in (*typed, *_tables(documents)):
        for row, cells in _rows(table):
            change = _change(cells, context, listed)
            if change is None:
                unclear.append(" ; ".join(filter(None, row)))
            else:
                changes += change
    return Exchanged(tuple(changes), tuple(unclear), rest)


def _typed(text: str) -> tuple[list[list[_Row]], str]:
    """Tables between the lines of a letter, from their heading on, and the other lines."""
    tables, rest, current = list[list[_Row]](), list[str](), list[_Row]()
    for line in text.splitlines():
        row = tuple(_BETWEEN.split(line.strip(" |")))
        if len(row) > 1 and (current or _columns(row) is not None):
            current.append(row)
            continue
        tables += [current] if current else []
        current = []
        rest.append(line)
    return [*tables, *([current] if current else [])], "\n".join(rest)


def _tables(documents: tuple[Document, ...]) -> Iterator[list[_Row]]:
    for document in documents:
        yield from ([tuple(cell.strip() for cell in row) for row in table.rows] for table in document.tables)
        yield from _tables(tuple(part for _, part in document.parts))


def _columns(row: _Row) -> tuple[int, int, int | None] | None:
    """Where old and new stand, and the name, in a row that heads such a table."""
    said = [folded(cell).split() for cell in row]
    old = [n for n, cell in enumerate(said) if cell and cell[0] in _OLD]
    new = [n for n, cell in enumerate(said) if cell and cell[0] in _NEW]
    if len(old) != 1 or len(new) != 1 or any("@" in cell for cell in row):
        return None
    who = [n for n, cell in enumerate(row) if n not in (*old, *new) and role_of(cell) in _NAMES]
    return old[0], new[0], who[0] if who else None


def _rows(table: list[_Row]) -> Iterator[tuple[_Row, tuple[str, str, str]]]:
    """The rows below the heading, as name, old and new."""
    columns = None
    for row in table[:_MOST_ROWS]:
        if columns is None:
            columns = _columns(row)
            continue
        old, new, who = ("" if n is None or n >= len(row) else row[n].strip() for n in columns)
        if any(row) and not (new and key(old) == key(new)):
            yield row, (who, old, new)


def _change(
    cells: tuple[str, str, str], context: ListContext, listed: tuple[ListedRespondent, ...]
) -> list[Correction] | None:
    """What a row asks; None where name and old address are not one listed person's, or nothing can be told."""
    who, old, new = cells
    meant = {target(said, listed)[0] for said in (who, old) if said}
    if len(meant) != 1 or None in meant or "@" not in new:
        return None
    lone = not re.sub(r"[\s<>]*\S+@\S+[\s<>]*", "", new)
    asked = Wish(Action.ADDRESS if lone else Action.REPLACE, old or who, new)
    found = carried_out(asked, listed, context)
    return found if all(c.problem is None for c in found) else None

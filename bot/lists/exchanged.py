"""What stands on the list beside what it becomes: a table (`Naam;Oud;Nieuw`), or lines `Oud: …` and `Nieuw: …`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.documents import Document
from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import folded
from bot.lists.changes import Correction, carried_out
from bot.lists.grids.labels import LabelKind, Row, columns, pairs, unlabelled
from bot.lists.mentions import mentioned
from bot.lists.targets import target
from bot.lists.wishes import Wish
from bot.lists.wordings import Action

_BETWEEN = re.compile(r"\s*[;\t|]\s*")
_ADDRESS = re.compile(r"[\s<>(,]*[^\s<>(),;]+@[^\s<>(),;]+[\s<>),]*")
_REFERS = re.compile(
    r"(?i)\b(?:bijlage|bijgaande?|bijgevoegde?|hierbij|hieronder|onderstaande?|als volgt|volgende|attached|below|"
    r"following)\b|\b(?:veranderd|gewijzigd|changed)$"
)
_MOST_ROWS = 200
_Listed = tuple[ListedRespondent, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One row: who it is about by name, what stands on the list, and what it becomes."""

    shown: str
    who: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The changes of such rows, the rows that are not understood, and the letter without those typed in it."""

    changes: tuple[Correction, ...] = ()
    unclear: tuple[str, ...] = ()
    rest: str = ""

    @property
    def found(self) -> bool:
        """Whether there is such a row at all."""
        return bool(self.changes or self.unclear)


def exchanged(text: str, documents: tuple[Document, ...], context: ListContext, listed: _Listed) -> Exchanged:
    """Each row is a change of its own; one that contradicts the list, or says too little, is said back."""
    tables, rest = _typed(text)
    asked = [row for table in (*tables, *_tables(documents)) for row in _rows(table)]
    typed, rest = _labelled(rest, listed)
    asked += typed
    for document in _flat(documents):
        asked += _labelled(document.text, listed)[0] if not document.tables else ()
    changes, unclear = list[Correction](), list[str]()
    for row, place in zip(asked, (places := [_place(row, listed) for row in asked]), strict=True):
        once = place is not None and places.count(place) == 1
        change = _change(row, place, _as_they_become(listed, place, asked, places), context) if once else None
        if change is None:
            unclear.append(row.shown)
        else:
            changes += change
    twice = {a for a, n in Counter(key(c.row.address) for c in changes if c.row is not None).items() if n > 1}
    sure = [c for c in changes if c.row is None or key(c.row.address) not in twice]
    unclear += [f"{c.target} ; {c.row.address}" for c in changes if c.row is not None and c not in sure]
    return Exchanged(tuple(sure), tuple(unclear), rest)


def only_refers(said: str, listed: _Listed) -> bool:
    """`Zie bijlage`, `Enkele adressen zijn veranderd:`: words that go with such rows and ask for nothing else."""
    plain = said.strip()
    bare = "@" not in plain and not mentioned(plain, listed)
    return bare and (plain.endswith(":") or bool(_REFERS.search(plain.rstrip(" .:"))))


def _typed(text: str) -> tuple[list[list[Row]], str]:
    """Tables between the lines of a letter, from their heading on, and the other lines."""
    tables, rest, current = list[list[Row]](), list[str](), list[Row]()
    for line in text.splitlines():
        row = tuple(_BETWEEN.split(line.strip(" |")))
        if len(row) > 1 and (current or columns(row) is not None):
            current.append(row)
            continue
        tables += [current] if current else []
        current = []
        rest.append(line)
    return [*tables, *([current] if current else [])], "\n".join(rest)


def _labelled(text: str, listed: _Listed) -> tuple[list[_Asked], str]:
    """Lines `Oud: …` and `Nieuw: …` that go two by two, below a listed person's name or not, and the other lines."""
    asked, rest = list[_Asked](), list[str]()
    for run in pairs(text.splitlines()):
        if isinstance(run, str):
            rest.append(run)
            continue
        above = rest[-1].strip(" :*-•") if rest else ""
        who = above if len(run) == 1 and "@" not in above and target(above, listed)[0] is not None else ""
        rest = rest[:-1] if who else rest
        asked += (_Asked(f"{old} ; {new}", who, old, new) for old, new in run)
    return asked, "\n".join(rest)


def _flat(documents: tuple[Document, ...]) -> Iterator[Document]:
    for document in documents:
        yield document
        yield from _flat(tuple(part for _, part in document.parts))


def _tables(documents: tuple[Document, ...]) -> Iterator[list[Row]]:
    for document in _flat(documents):
        yield from ([tuple(cell.strip() for cell in row) for row in table.rows] for table in document.tables)


def _rows(table: list[Row]) -> Iterator[_Asked]:
    """The rows below the heading; of a table without one those whose first cells say `Oud` and `Nieuw`."""
    found = None
    for row in table[:_MOST_ROWS]:
        if found is None:
            found = columns(row)
            continue
        old, new, who = (", ".join(filter(None, (row[n] for n in found[kind] if n < len(row)))) for kind in LabelKind)
        if any(row) and not (new and key(old) == key(new)):
            yield _Asked(" ; ".join(filter(None, row)), who, old, new)
    if found is None:
        lines = [unlabelled(row) for row in table[:_MOST_ROWS]]
        for run in pairs(lines):
            yield from (_Asked(f"{old} ; {new}", "", old, new) for old, new in (() if isinstance(run, str) else run))


def _place(row: _Asked, listed: _Listed) -> int | None:
    """Whose row it is; None where name and old address are not one listed person's."""
    said = (
        row.who,
        *(m[0].strip(" <>(),") for m in _ADDRESS.finditer(row.old)),
        _ADDRESS.sub(" ", row.old).strip(" ,"),
    )
    meant = {target(one, listed)[0] for one in said if one}
    return meant.pop() if len(meant) == 1 else None


def _as_they_become(listed: _Listed, place: int | None, asked: list[_Asked], places: list[int | None]) -> _Listed:
    """The list with the addresses of the others as these rows make them: two may swap theirs."""
    new = {p: m[0].strip(" <>(),") for p, row in zip(places, asked, strict=True) if (m := _ADDRESS.search(row.new))}
    return tuple(
        ListedRespondent(r.name, new[n], r.group, r.function) if n in new and n != place else r
        for n, r in enumerate(listed)
    )


def _change(row: _Asked, place: int | None, listed: _Listed, context: ListContext) -> list[Correction] | None:
    """What a row asks; None where nothing can be told."""
    if place is None or "@" not in row.new or folded(row.old) == folded(row.new):
        return None
    lone = not _ADDRESS.sub("", row.new)
    asked = Wish(Action.ADDRESS if lone else Action.REPLACE, f"nr {place + 1}", row.new)
    found = carried_out(asked, listed, context)
    sure = len(found) == 1 and found[0].problem is None
    return [replace(found[0], target=listed[place].name)] if sure else None

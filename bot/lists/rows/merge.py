"""The same person in the mail, in a table and in a second file is one row; twice in one place is a doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.people.addresses import key
from bot.core.people.names import folded, tidy
from bot.lists.grids.grid import Entry


def merged(parts: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """All parts in order; what an earlier part has already is only completed by a later one."""
    rows: list[Entry] = []
    for part in parts:
        known = _index(rows)
        for entry in part:
            place = next((known[m] for m in _marks(entry) if m in known), None)
            if place is not None and _compatible(rows[place], entry):
                rows[place] = _completed(rows[place], entry)
            else:
                rows.append(entry)
    return tuple(rows)


def rest(tables: tuple[Entry, ...], cells: str, text: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What a document's text has beyond its own tables, which it may repeat in pieces; `cells` is all they hold."""
    if not tables:
        return text
    flat = "".join(cells.split()).casefold()
    return tuple(e for e in text if e.address and "".join(key(e.address).split()) not in flat)


def _index(rows: list[Entry]) -> dict[str, int]:
    index: dict[str, int] = {}
    for place, row in enumerate(rows):
        for mark in _marks(row):
            index.setdefault(mark, place)
    return index


def _marks(entry: Entry) -> tuple[str, ...]:
    name = folded(tidy(entry.name))
    address = (f"<{key(entry.address)}>",) if entry.address else ()
    return (*address, name) if " " in name else address


def _compatible(one: Entry, two: Entry) -> bool:
    """Two different addresses are two rows, even under one name."""
    return not (one.address and two.address) or key(one.address) == key(two.address)


def _completed(one: Entry, two: Entry) -> Entry:
    done = replace(
        one,
        name=one.name or two.name,
        address=one.address or two.address,
        group=one.group or two.group,
        function=one.function or two.function,
        hostile=one.hostile or two.hostile,
    )
    shown = two if one.hidden else one
    return replace(done, hidden=(one.hidden and two.hidden) or ((one.hidden or two.hidden) and not _same(done, shown)))


def _same(one: Entry, two: Entry) -> bool:
    return (one.name, one.address, one.group) == (two.name, two.address, two.group)

"""What nobody saw who sent the sheet: whoever is known from hidden rows, columns or sheets only is a doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.documents import Table
from bot.core.people.addresses import key
from bot.core.people.names import folded
from bot.lists.grids.grid import Entry


def seen(table: Table) -> Table:
    """The table without its hidden rows and columns."""
    columns = frozenset(table.hidden_columns)
    lines = frozenset(table.hidden_rows)
    kept = (row for number, row in enumerate(table.spelt()) if number not in lines)
    shown = tuple(tuple(c for n, c in enumerate(row) if n not in columns) for row in kept)
    return Table(shown, table.name)


def has_hidden(table: Table) -> bool:
    """Whether hidden rows or columns hold anything."""
    lines = any(any(table.rows[number]) for number in table.hidden_rows if number < len(table.rows))
    return lines or any(row[n] for row in table.rows for n in table.hidden_columns if n < len(row))


def doubted(visible: tuple[Entry, ...], whole: tuple[Entry, ...], sheets: Iterable[Entry]) -> tuple[Entry, ...]:
    """Everyone in the whole tables, as a doubt where what is hidden changes anything; then those on hidden sheets."""
    same = {_sign(e) for e in visible}
    found = [e if _sign(e) in same else replace(e, hidden=True) for e in whole]
    there = {mark for e in found for mark in _marks(e)}
    found += [replace(e, hidden=True) for e in visible if not _marks(e) & there]
    known = {key(e.address) for e in found if e.address}
    return (*found, *(replace(e, hidden=True) for e in sheets if e.address and key(e.address) not in known))


def _sign(entry: Entry) -> tuple[str, str, str, str]:
    return entry.name, entry.address, entry.group, entry.function


def _marks(entry: Entry) -> set[str]:
    return {m for m in (key(entry.address) if entry.address else "", folded(entry.name)) if m}

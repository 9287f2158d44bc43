"""Addresses of a table that no shape took for anybody's: they are shown as doubts rather than dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.people.addresses import key
from bot.lists.grids.grid import Entry, Grid, GridKind
from bot.lists.rows.persons import persons


def left_out(grid: Grid, found: Iterable[Entry], context: ListContext) -> tuple[Entry, ...]:
    """Whoever stands with an address in a cell of a table and is not among those found there."""
    if grid.kind is GridKind.TEXT:
        return ()
    known = {key(e.address) for e in found if "@" in e.address}
    whole = " ".join(f"{e.address} {e.name if e.hostile else ''}" for e in found).casefold()
    cells = [c for row in grid.rows for c in row if "@" in c]
    people = [p for c in cells for p in persons(c, context) if p.address and key(p.address) not in known]
    return tuple(replace(p, unsure=True) for p in people if key(p.address) not in whole)

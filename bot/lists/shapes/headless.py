"""Shape: a table without a header; what the columns hold decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.people.name_words import is_particle
from bot.core.people.names import folded, looks_full
from bot.lists.grids.columns import roles
from bot.lists.grids.grid import Entry, Grid, GridKind, filled, has_controls, printable, typed
from bot.lists.grids.merged_cells import filled_down
from bot.lists.rows.cells import people_of
from bot.lists.rows.persons import names, persons
from bot.lists.rows.pieces import is_known
from bot.lists.shapes.headed import heading_of, may_head
from bot.lists.words.functions import is_function
from bot.lists.words.groups import is_group_cell
from bot.lists.words.headings import is_no_name
from bot.lists.words.words import BULLET, is_prose, looks_like_name

NAME = "headless"


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether there are columns, and people in them."""
    wide = [r for r in grid.rows if len(filled(r)) >= 2]
    return (
        grid.kind is not GridKind.TEXT
        and bool(wide)
        and (any("@" in c for r in wide for c in r) or _has_names(wide, context))
    )


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """One entry per row; a row with a single cell may be a heading or a whole person."""
    grid = filled_down(grid, context)
    if grid.kind is not GridKind.SHEET:
        grid = replace(grid, rows=tuple((BULLET.sub("", r[0]), *r[1:]) if r else r for r in grid.rows))
    people = [r for r in grid.rows if len(filled(r)) >= 2 and not roles(r)]
    where = _columns(people, context)
    heading = top = grid.heading
    found: list[Entry] = []
    for number, row in enumerate(grid.rows):
        cells = filled(row)
        if roles(row):
            continue  # it names columns far below the first people
        if (told := heading_of(cells, context)) is not None:
            heading, top = told, top if found else told
        elif len(cells) == 1:
            heading = "" if may_head(cells, found) else heading
            found += [_in(p, heading) for p in _alone(cells[0], found, context)]
        elif cells:
            own = 0 <= where["group"] < len(row) and row[where["group"]]
            assumed = number in grid.assumed or (where["group"] >= 0 and not own and heading == top != "")
            found += (replace(e, assumed=assumed) for e in _entry(row, where, heading, grid.kind, context))
    return tuple(found)


def _alone(cell: str, found: Sequence[Entry], context: ListContext) -> tuple[Entry, ...]:
    """A whole person in one cell, or among people a name without an address."""
    named = bool(found) and looks_like_name(cell) and not is_no_name(cell)
    return persons(cell, context) or (names(cell, context) if named else ())


def _columns(rows: list[tuple[str, ...]], context: ListContext) -> dict[str, int]:
    """The column that looks most like each thing; -1 when none does."""
    where = {"address": _best(rows, lambda c: "@" in c, 0.3, set())}
    where["group"] = _best(
        rows, lambda c: is_group_cell(c, context) and not is_function(c, context), 0.4, set(where.values())
    )
    if where["group"] < 0:
        where["group"] = _best(rows, lambda c: is_group_cell(c, context), 0.8, set(where.values()))
    if where["group"] < 0:
        where["group"] = _told_by_few(rows, set(where.values()), context)
    where["function"] = _best(rows, lambda c: is_known(c, context), 0.3, set(where.values()))
    where["name"] = _best(rows, looks_full, 0.5, set(where.values()))
    return where


def _told_by_few(rows: list[tuple[str, ...]], taken: set[int], context: ListContext) -> int:
    """A column that is mostly empty, and holds nothing but groups."""
    for column in sorted({n for row in rows for n in range(len(row))} - taken):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        if cells and all(is_group_cell(c, context) for c in cells):
            return column
    return -1


def _best(rows: list[tuple[str, ...]], test: Callable[[str], bool], least: float, taken: set[int]) -> int:
    width = max((len(r) for r in rows), default=0)
    scores = {
        i: sum(1 for r in rows if i < len(r) and r[i] and test(r[i])) / max(1, len(rows))
        for i in range(width)
        if i not in taken
    }
    best = max(scores, key=lambda i: scores[i], default=-1)
    return best if best >= 0 and scores[best] >= least else -1


def _entry(
    row: tuple[str, ...], where: dict[str, int], heading: str, kind: GridKind, context: ListContext
) -> list[Entry]:
    def at(what: str) -> str:
        return row[where[what]] if 0 <= where[what] < len(row) else ""

    raw = at("address") or next((c for c in row if "@" in c), "")
    if where["name"] < 0 and raw and folded(raw.rpartition("<")[0]):
        return [_in(p, at("group") or heading) for p in persons(" | ".join(c for c in row if c), context)]
    if where["name"] < 0 and any(p.name for p in persons(raw, context)):  # a group beside a cell of people
        found = [p for line in raw.splitlines() for p in persons(line, context) or names(line, context)]
        return [_in(p, printable(at("group")) or heading) for p in found]
    name = at("name") or _spread(row, set(where.values()) - {where["name"]}, raw)
    if not raw and (not name or is_prose(name)):
        return []
    broken = has_controls(name) if kind is GridKind.SHEET else False
    group, function = printable(at("group")) or heading, printable(at("function"))
    people = [Entry(printable(name), printable(raw))] if broken else people_of(name, raw, kind, context)
    return [
        replace(p, group=group or p.group, function=function or p.function, as_typed=typed(row), hostile=broken)
        for p in people
    ]


def _spread(row: tuple[str, ...], taken: set[int], address: str) -> str:
    """A name over several columns; the address tells whether the surname comes first."""
    parts = [c for i, c in enumerate(row) if i not in taken and c and "@" not in c and not any(d.isdigit() for d in c)][
        :3
    ]
    if len(parts) < 2:
        return "".join(parts)
    local = folded(address.partition("@")[0]).replace(" ", "")
    family_first = (len(folded(parts[0])) > 1 and folded(parts[0]) in local[-len(folded(parts[0])) :]) or (
        len(parts) == 3 and is_particle(parts[2])
    )
    if not family_first:
        return " ".join(parts)
    particles = [p for p in parts[1:] if all(is_particle(t) for t in p.split())]
    return " ".join([*(p for p in parts[1:] if p not in particles), *particles, parts[0]])


def _in(entry: Entry, heading: str) -> Entry:
    return replace(entry, group=entry.group or heading)


def _has_names(rows: list[tuple[str, ...]], context: ListContext) -> bool:
    where = _columns(rows, context)
    return len(rows) >= 2 and where["name"] >= 0 and (where["group"] >= 0 or where["function"] >= 0)

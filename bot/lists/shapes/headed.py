"""Shape: a table whose header row names the columns, in any order; group names may stand between the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.core.list_context import ListContext
from bot.lists.grids.columns import Col, heads, roles
from bot.lists.grids.grid import Entry, Grid, GridKind, filled, has_controls, printable, typed
from bot.lists.grids.merged_cells import filled_down
from bot.lists.rows.cells import people_of
from bot.lists.rows.persons import names, persons
from bot.lists.words.given import is_plainly_a_name
from bot.lists.words.groups import group_of_text, is_group_cell, is_heading
from bot.lists.words.headings import ends_group
from bot.lists.words.withheld import is_withheld
from bot.lists.words.words import is_prose

NAME = "headed"
_SUMMARY = re.compile(r"^(?:totaal|total|aantal|subtotaal)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:tel|mob|sein|fax)?[\W\d]*", re.IGNORECASE)


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether one of the rows is a header."""
    return grid.kind is not GridKind.TEXT and any(True for _ in heads(grid.rows))


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """One entry per row under a header."""
    grid = filled_down(grid, context)
    columns: tuple[Col | None, ...] | None = None
    header: tuple[str, ...] = ()
    heading = under = grid.heading
    found: list[Entry] = []
    for number, row in enumerate(grid.rows):
        cells = filled(row)
        if not cells:
            continue
        if head := roles(row):
            columns, header = _as_filled(head, grid.rows[number + 1 :]), row
            if own := _groups_below(columns, grid.rows[number + 1 :]):
                heading, under = "", heading if len(own) == 1 else ""  # a title: each row tells its own group
            continue
        if (told := heading_of(cells, context)) is not None and (columns or told):
            heading, under = told, "" if _is_a_groups_cell(row, columns) else told
            continue
        if columns is None:
            found += persons(" | ".join(cells), context)
            continue
        if may_head(cells, found):
            heading = under = ""  # whichever it is: those below have no group, and a name is asked about
        entries = _entry(row, columns, header, heading, grid.kind, context)
        assumed = number in grid.assumed
        found += (
            replace(e, under=under if e.group != under else "", assumed=assumed and e.group != heading) for e in entries
        )
    return tuple(found)


def _groups_below(columns: tuple[Col | None, ...], below: Sequence[tuple[str, ...]]) -> set[str]:
    """What stands in the column of groups, down to the next header."""
    if Col.GROUP not in columns:
        return set()
    place, rows = columns.index(Col.GROUP), takewhile(lambda row: not roles(row), below)
    return {row[place] for row in rows if place < len(row) and row[place]}


def _is_a_groups_cell(row: tuple[str, ...], columns: tuple[Col | None, ...] | None) -> bool:
    """Whether a row with nothing but a group has it in the column of groups: somebody was taken out of it."""
    return columns is not None and any(c and r is Col.GROUP for c, r in zip(row, columns, strict=False))


def _as_filled(head: tuple[Col | None, ...], below: Sequence[tuple[str, ...]]) -> tuple[Col | None, ...]:
    """The columns as the rows have them: names under *E-mail* and addresses under *Naam* are the other way round."""
    if head.count(Col.NAME) != 1 or head.count(Col.ADDRESS) != 1:
        return head
    name, address = head.index(Col.NAME), head.index(Col.ADDRESS)
    rows = [r for r in below if max(name, address) < len(r)]
    turned = sum("@" in r[name] and "@" not in r[address] for r in rows)
    if not turned or any("@" in r[address] for r in rows):
        return head
    swapped = {name: Col.ADDRESS, address: Col.NAME}
    return tuple(swapped.get(i, role) for i, role in enumerate(head))


def heading_of(cells: tuple[str, ...], context: ListContext) -> str | None:
    """The heading that a row is, "" for one that is not understood; None when it is none.

    A row with one text in it, or a text and a count, heads those below; a lone name, a total or a note does not.
    """
    words = [c for c in cells if re.search(r"[^\W\d_]{2}", c)]
    if len(words) != 1 or any("@" in c for c in cells) or _SUMMARY.match(words[0]):
        return None
    if is_heading(words[0], context):
        return words[0]
    if names(words[0], context) or not ends_group(words[0], context) or _NUMBERS.fullmatch(words[0]):
        return None
    return words[0] if group_of_text(words[0], context)[0] or is_withheld(words[0]) else ""


def may_head(cells: tuple[str, ...], found: Sequence[Entry]) -> bool:
    """Whether a row with nothing but two words with capitals may head those below: `Zorgpad Heup`."""
    return len(cells) == 1 and bool(found) and all(e.address for e in found) and not is_plainly_a_name(cells[0])


def _entry(
    row: tuple[str, ...],
    columns: tuple[Col | None, ...],
    header: tuple[str, ...],
    heading: str,
    kind: GridKind,
    context: ListContext,
) -> tuple[Entry, ...]:
    def value(*wanted: Col) -> str:
        return next((c for w in wanted for c, r in zip(row, columns, strict=False) if r is w and c), "")

    person, name = value(Col.PERSON), _name(value)
    if "@" in name and (Col.ADDRESS not in columns or not value(Col.ADDRESS)):
        person, name = name, ""
    if person and "@" in person and not _breaks(person, kind, name_only=False):
        return _with(persons(person, context), value, _group(row, columns, header, value, heading, context), typed(row))
    name = name or person
    raw = value(Col.ADDRESS) or next(
        (c for c, r in zip(row, columns, strict=False) if "@" in c and r is not Col.NAME), ""
    )
    function = value(Col.FUNCTION, Col.DEPARTMENT)
    if not raw and not function and (not name or _SUMMARY.match(name) or is_prose(name)):
        return ()
    group = _group(row, columns, header, value, heading, context)
    hostile = _breaks(name, kind) or _breaks(raw, kind)
    people = [Entry(printable(name), printable(raw))] if hostile else people_of(name, raw, kind, context)
    aside = " ".join(c for c, r in zip(row, columns, strict=False) if r is Col.OTHER and "@" not in c)
    told = Entry(as_typed=typed(row), aside=printable(aside), hostile=hostile, function=printable(function))
    return tuple(
        replace(
            told,
            name=p.name,
            address=p.address,
            group=group or p.group,
            unsure=p.unsure,
            function=told.function or p.function,
        )
        for p in people
    )


def _breaks(text: str, kind: GridKind, *, name_only: bool = True) -> bool:
    """Whether a cell holds control characters; a page breaks lines, a spreadsheet does not (h37)."""
    allowed = re.sub(r"[\r\n\t]", " ", text) if kind is not GridKind.SHEET or not name_only else text
    return has_controls(allowed.strip(" "))


def _name(value: Callable[..., str]) -> str:
    first, infix, last = value(Col.FIRST, Col.INITIALS), value(Col.INFIX), value(Col.LAST)
    whole = value(Col.NAME)
    if not last and whole and first:
        last = whole  # "Naam" beside "Voornaam" is the surname
    if not last:
        return whole or first
    if "," in last:
        return last if first in last else f"{last} {first}".strip()
    title = value(Col.TITLE)
    return " ".join(p for p in (title if re.match(r"(?i)(?:prof|dr)", title) else "", first, infix, last) if p)


def _group(
    row: tuple[str, ...],
    columns: tuple[Col | None, ...],
    header: tuple[str, ...],
    value: Callable[..., str],
    heading: str,
    context: ListContext,
) -> str:
    """The group's own column, a ticked column, or the heading above."""
    ticked = (
        h
        for h, c, r in zip(header, row, columns, strict=False)
        if r is None
        and c.casefold().strip() in {"x", "v", "1", "ja", "yes", "✓", "✔", "☒", "☑"}
        and is_group_cell(h, context)
    )
    return printable(value(Col.GROUP)) or "/".join(ticked) or heading


def _with(people: tuple[Entry, ...], value: Callable[..., str], group: str, shown: str) -> tuple[Entry, ...]:
    function = printable(value(Col.FUNCTION, Col.DEPARTMENT))
    return tuple(
        replace(p, group=p.group or group, function=p.function or function, as_typed=shown, hostile=False)
        for p in people
    )

"""The mail's text and its documents as grids, in reading order, with the headings that stand above tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.documents import GOES_ON, Document, Read, Table
from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.grids.beside import about_people
from bot.lists.grids.columns import roles
from bot.lists.grids.grid import Grid, GridKind, filled
from bot.lists.grids.hidden import has_hidden, seen
from bot.lists.grids.mended import mended
from bot.lists.grids.merged_cells import reached
from bot.lists.grids.pages import continued, with_headings
from bot.lists.grids.remarks import without_remarks
from bot.lists.grids.shifted import shifted_back
from bot.lists.grids.spans import once_linked
from bot.lists.grids.transposed import upright
from bot.lists.words.functions import PEERS
from bot.lists.words.groups import is_heading, named_group
from bot.lists.words.headings import heading_above
from bot.lists.words.senses import is_plain

_SHEETS = frozenset({"xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv"})
_TYPED = frozenset({"csv", "tsv"})
_INVISIBLE = {0xA0: " ", 0x200B: None, 0xFEFF: None, 0xAD: None}
_MAXIMUM = 20_000  # rows of one table; the readers bound them too
_LINES = 5_000  # lines of text: nobody types more, and what is pasted beyond it is no list

_LONGEST_NAME = 30  # characters of a sheet's name: 31 is the most, and a number may stand behind a cut one
_STRUCK = re.compile(
    r"(?<!~)~~(?=[^\s~])[^~\n]*[^\s~]~~(?!~)|(?:[^\n]\u0336)+"
)  # Markdown's, and a mark on each letter
_RULERS = 3  # lines of dashes above a table


@dataclass(frozen=True, slots=True)
class ListSource:
    """One file or the mail's own text: its tables, and its text outside them.

    `whole` are the tables with their hidden rows and columns, when they have any; `unseen` are hidden sheets.
    """

    grids: tuple[Grid, ...]
    text: tuple[Grid, ...] = ()
    whole: tuple[Grid, ...] = ()
    unseen: tuple[Grid, ...] = ()


def sources(mail_text: str, documents: tuple[Document, ...], context: ListContext) -> tuple[ListSource, ...]:
    """The mail's text first, then every document that could be read, files inside files included."""
    return (ListSource((), text_grids(mail_text, context)), *(_document(d, context) for d in _flat(documents)))


def text_grids(text: str, context: ListContext) -> tuple[Grid, ...]:
    """Lines of text; runs of lines with tabs, bars or a header with separators become tables."""
    grids: list[Grid] = []
    plain: list[str] = []
    header: tuple[str, ...] = ()
    lines = mended(_STRUCK.sub("", text)).translate(_INVISIBLE).splitlines()[:_LINES]
    number = 0
    while number < len(lines):
        table, end = _table_at(lines, number, header)
        if len(table) < 2:
            alone = _cells(lines[number], "\t", []) or ()
            header = alone if roles(alone) else header
            plain.append(lines[number])
            number += 1
            continue
        header = next((row for row in table if roles(row)), header)
        heading = heading_above(plain, context)
        grids += [_plain(plain), _put_right(Grid(reached(table, context), heading.strip(" #*:"), GridKind.LAYOUT))]
        plain, number = ([heading] if heading else []), end
    return tuple(g for g in (*grids, _plain(plain)) if g.rows)


def _plain(lines: list[str]) -> Grid:
    rows = tuple((line.strip(),) for line in lines)
    return without_remarks(Grid(rows if any(r[0] for r in rows) else ()))


def _table_at(lines: list[str], start: int, header: tuple[str, ...] = ()) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The table that begins at this line: its rows and where it ends; one that goes on has the header from above."""
    for mark in ("\t", "|", ";", ","):
        drawn = mark == "\t" or (mark == "|" and lines[start].lstrip().startswith("|"))
        if not drawn and not roles(_cells(lines[start], mark, []) or ()):
            continue  # only a header makes a table of these: without one nothing below needs to be looked at
        rows: list[tuple[str, ...]] = []
        end = start
        while (
            end < len(lines)
            and (rows or end < start + _RULERS)
            and (cells := _cells(lines[end], mark, rows)) is not None
        ):
            if cells:
                rows.append(cells)
            end += 1
        goes_on = mark == "\t" and header and rows and len(rows[0]) == len(header) and not any(map(roles, rows))
        if goes_on:
            rows.insert(0, header)
        if len(rows) > 1:
            return tuple(rows), end
    return (), start


def _cells(line: str, mark: str, above: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """A line's cells; () for a ruler, None when it is no row of this table."""
    if mark not in line:
        return None
    if mark == "|" and re.fullmatch(r"[\s|:\-+=]+", line):
        return ()
    inner = line.strip().strip("|") if mark == "|" else line.rstrip(" \t")
    cells = tuple(c if c == GOES_ON else c.strip() for c in inner.split(mark))
    if mark in ";," and above and len(cells) != len(above[0]):
        return None
    return cells if len(filled(cells)) > 1 or above else None


def _flat(documents: tuple[Document, ...]) -> Iterator[Document]:
    for document in documents:
        if document.read is Read.OK and not document.picture:
            yield document
        yield from _flat(tuple(part for _, part in document.parts))


def _document(document: Document, context: ListContext) -> ListSource:
    kind = GridKind.SHEET if document.format in _SHEETS else GridKind.LAYOUT
    shown = tuple(seen(t) if has_hidden(t) else t for t in document.tables)
    tables = _grids(shown, document, kind, context)
    whole = _grids(document.tables, document, kind, context) if shown != document.tables else ()
    unseen = _grids(document.hidden, document, kind, context)
    if kind is GridKind.SHEET and (tables or whole or unseen):
        return ListSource(about_people(tables, context), (), about_people(whole, context), unseen)
    return ListSource(continued(tables) if document.format == "pdf" else tables, text_grids(document.text, context))


def _grids(tables: tuple[Table, ...], document: Document, kind: GridKind, context: ListContext) -> tuple[Grid, ...]:
    several = len(document.tables) > 1
    return tuple(_grid(t, document, kind, several, context) for t in tables if any(map(filled, t.rows)))


def _grid(table: Table, document: Document, kind: GridKind, several: bool, context: ListContext) -> Grid:
    trim = " \t\u00a0\u200b\ufeff" if kind is GridKind.SHEET else None
    whole = reached(table.spelt()[:_MAXIMUM], context)
    rows = tuple(once_linked(tuple(_trimmed(c, trim) for c in row)) for row in whole)
    named = is_heading(table.name, context) or (several and bool(named_group(table.name, context)))
    if kind is GridKind.LAYOUT and not named:
        return _put_right(Grid(with_headings(rows, document.text, context), "", kind))
    grid = _put_right(Grid(rows, table.name if named and not _is_cut(table.name, context) else "", kind))
    return shifted_back(grid, context) if document.format in _TYPED else grid


def _is_cut(name: str, context: ListContext) -> bool:
    """Whether a sheet's name is as long as one may be and the rest may turn it: `Collega's uit een ande`."""
    return len(name) >= _LONGEST_NAME and named_group(name, context) == PEERS and not is_plain(folded(name))


def _put_right(grid: Grid) -> Grid:
    return without_remarks(upright(grid))


def _trimmed(cell: str, trim: str | None) -> str:
    return mended(cell.strip()).translate(_INVISIBLE).strip(trim)

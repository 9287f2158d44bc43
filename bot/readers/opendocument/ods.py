"""OpenDocument spreadsheets: cells as displayed, dates as ISO, and what their formatting means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.core.documents import GOES_ON, Document, Table
from bot.core.mail.markup import links
from bot.readers.opendocument import odf
from bot.readers.shared import cells, result
from bot.readers.shared.limits import Limits
from bot.readers.shared.marks import Marks, Place, compacted
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, too_large
from bot.readers.shared.xml import XML_ERRORS, Element, attribute, below, children, local

ROWS = ("table-row-group", "table-rows", "table-header-rows")
UNSEEN = ("collapse", "filter")
WIDEST = 16_384
REACH = 200  # rows into which a merged cell reaches at most


def claims(source: Source) -> str:
    """The package says so."""
    kind = odf.kind(source.package)
    return kind if kind in ("ods", "ots") else ""


def read(source: Source) -> Document:
    """The sheets."""
    root = odf.content(source)
    unseen = _hidden_styles(root)
    struck = odf.struck_styles(source, root)
    tables: tuple[list[Table], list[Table]] = ([], [])
    for one in below(root, "table"):
        if local(one.getparent()) == "spreadsheet":
            tables[attribute(one, "style-name") in unseen].append(_Sheet(source.limits, struck).read(one))
    flags = odf.flags(source) | ({"hidden-sheets"} if tables[1] else set())
    text = result.as_lines(one for one in tables[0] if one.rows)
    return result.document(source, text, tables[0], (), odf.properties(source), flags=flags, hidden=tables[1])


def _hidden_styles(root: Element) -> set[str]:
    return {
        attribute(style, "name")
        for style in below(root, "style")
        if any(attribute(one, "display") == "false" for one in children(style, "table-properties"))
    }


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read: only cells that say something are kept, each at its place."""

    limits: Limits
    struck: frozenset[str]
    cells: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    instead: dict[Place, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)

    def read(self, sheet: Element) -> Table:
        """The sheet as a table, without the stretches in which nothing stands."""
        columns = _hidden_columns(sheet)
        number = 0
        for row in _rows(sheet):
            repeated = _repeated(row, "number-rows-repeated")
            self._row(row, number, repeated)
            number += repeated
        found = Marks(self.links, self.instead, frozenset(self.rows), columns)
        return compacted(self.cells, found, self.limits, attribute(sheet, "name"))

    def _row(self, row: Element, number: int, repeated: int) -> None:
        column = 0
        for one in children(row, "table-cell", "covered-table-cell"):
            wide = _repeated(one, "number-columns-repeated")
            if len(one) or one.attrib:
                self._cell(one, range(number, number + repeated), range(column, column + wide))
            column += wide
        if attribute(row, "visibility") in UNSEEN and column:
            self.rows.update(range(number, number + min(repeated, self.limits.rows)))

    def _cell(self, cell: Element, rows: range, columns: range) -> None:
        text = _cell(cell)
        orders = attribute(cell, "formula") if "HYPERLINK" in attribute(cell, "formula").upper() else ""
        target = links.ordered(orders) or _target(cell)
        text = text or (links.friendly(orders) if orders else "")
        if not text:
            return
        if len(self.cells) + len(rows) * len(columns) > self.limits.cells:
            raise too_large(f"A sheet of more than {self.limits.cells} cells.")
        gone = self.struck and (attribute(cell, "style-name") in self.struck or _has_struck(cell, self.struck))
        whole = attribute(cell, "style-name") in self.struck
        reached = range(rows[-1] + 1, rows[0] + min(_repeated(cell, "number-rows-spanned"), REACH))
        self.cells.update(((row, column), GOES_ON) for row in reached for column in columns)
        for at in ((row, column) for row in rows for column in columns):
            self.cells[at] = text
            if gone:
                self.instead[at] = "" if whole else _cell(cell, self.struck)
            if target:
                self.links[at] = target


def _hidden_columns(sheet: Element) -> frozenset[int]:
    found: set[int] = set()
    column = 0
    for one in below(sheet, "table-column"):
        wide = _repeated(one, "number-columns-repeated")
        if attribute(one, "visibility") in UNSEEN:
            found.update(range(column, min(column + wide, WIDEST)))
        column += wide
    return frozenset(found)


def _rows(container: Element) -> Iterator[Element]:
    for one in container:
        if local(one) == "table-row":
            yield one
        elif local(one) in ROWS:
            yield from _rows(one)


def _repeated(element: Element, name: str) -> int:
    told = attribute(element, name)
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _cell(cell: Element, struck: frozenset[str] = frozenset()) -> str:
    kind = attribute(cell, "value-type")
    day = attribute(cell, "date-value")
    if kind == "date" and day:
        return day[:10] if day[10:] in ("", "T00:00:00") else day[:16].replace("T", " ")
    text = "\n".join(_text(one, struck) for one in children(cell, "p", "h")).strip()
    if not text and kind in ("float", "percentage", "currency"):
        return _number(attribute(cell, "value"))
    return text


def _text(paragraph: Element, struck: frozenset[str]) -> str:
    out = str(paragraph.text or "")
    for one in paragraph:
        name = local(one)
        if name == "s":
            told = attribute(one, "c", "1")
            out += " " * (min(int(told), 200) if told.isascii() and told.isdigit() else 1)
        elif name in ("tab", "line-break"):
            out += "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "ruby-text") and attribute(one, "style-name") not in struck:
            out += _text(one, struck)
        out += str(one.tail or "")
    return out


def _target(cell: Element) -> str:
    """Where the only link of a cell leads."""
    found = [attribute(one, "href") for one in below(cell, "a")] if len(cell) else []
    return found[0] if len(set(found)) == 1 and links.behind(found[0]) else ""


def _has_struck(cell: Element, struck: frozenset[str]) -> bool:
    return any(attribute(one, "style-name") in struck for one in below(cell, "span", "p", "a"))


def _number(value: str) -> str:
    try:
        return cells.number(float(value))
    except (ValueError, OverflowError):
        return value


def errors() -> tuple[type[Exception], ...]:
    """What zipfile and lxml raise at broken packages."""
    return (*ZIP_ERRORS, *XML_ERRORS)

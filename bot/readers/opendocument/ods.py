"""OpenDocument spreadsheets: cells as displayed, dates as ISO, hidden sheets left out."""

from __future__ import annotations

from bot.core.documents import Document, Table
from bot.readers.opendocument import odf
from bot.readers.shared import cells, result
from bot.readers.shared.limits import Limits
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, too_large
from bot.readers.shared.xml import XML_ERRORS, Element, attribute, below, children, local

ROWS = ("table-row-group", "table-rows", "table-header-rows")
REPEATED = 2_000


def claims(source: Source) -> str:
    """The package says so."""
    kind = odf.kind(source.package)
    return kind if kind in ("ods", "ots") else ""


def read(source: Source) -> Document:
    """The visible sheets."""
    root = odf.content(source)
    hidden = _hidden_styles(root)
    sheets = [one for one in below(root, "table") if local(one.getparent()) == "spreadsheet"]
    seen = [one for one in sheets if attribute(one, "style-name") not in hidden]
    tables = [_sheet(one, source.limits) for one in seen]
    flags = odf.flags(source) | ({"hidden-sheets"} if len(seen) < len(sheets) else set())
    text = result.as_lines(one for one in tables if one.rows)
    return result.document(source, text, tables, (), odf.properties(source), flags=flags)


def _hidden_styles(root: Element) -> set[str]:
    return {
        attribute(style, "name")
        for style in below(root, "style")
        if any(attribute(one, "display") == "false" for one in children(style, "table-properties"))
    }


def _sheet(sheet: Element, limits: Limits) -> Table:
    rows: list[list[str]] = []
    waiting = count = 0
    for row in _rows(sheet):
        one = _row(row, limits)
        repeated = _repeated(row, "number-rows-repeated")
        if not any(one):
            waiting += repeated
            continue
        count += len(one) * repeated + min(waiting, REPEATED)
        if count > limits.cells or len(rows) > limits.rows:
            raise too_large(f"A sheet of more than {limits.cells} cells.")
        rows += [[]] * min(waiting, REPEATED) + [one] * repeated
        waiting = 0
    return result.table(rows, attribute(sheet, "name"))


def _rows(container: Element) -> list[Element]:
    found: list[Element] = []
    for one in container:
        if local(one) == "table-row":
            found.append(one)
        elif local(one) in ROWS:
            found += _rows(one)
    return found


def _row(row: Element, limits: Limits) -> list[str]:
    out: list[str] = []
    waiting = 0
    for one in children(row, "table-cell", "covered-table-cell"):
        text, repeated = _cell(one), _repeated(one, "number-columns-repeated")
        if not text:
            waiting += repeated
            continue
        if len(out) + waiting + repeated > limits.columns:
            raise too_large(f"A sheet of more than {limits.columns} columns.")
        out += [""] * waiting + [text] * repeated
        waiting = 0
    return out


def _repeated(element: Element, name: str) -> int:
    told = attribute(element, name)
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _cell(cell: Element) -> str:
    kind = attribute(cell, "value-type")
    day = attribute(cell, "date-value")
    if kind == "date" and day:
        return day[:10] if day[10:] in ("", "T00:00:00") else day[:16].replace("T", " ")
    text = "\n".join(_text(one) for one in children(cell, "p", "h")).strip()
    if not text and kind in ("float", "percentage", "currency"):
        return _number(attribute(cell, "value"))
    return text


def _text(paragraph: Element) -> str:
    out = str(paragraph.text or "")
    for one in paragraph:
        name = local(one)
        if name == "s":
            told = attribute(one, "c", "1")
            out += " " * (min(int(told), 200) if told.isascii() and told.isdigit() else 1)
        elif name in ("tab", "line-break"):
            out += "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "ruby-text"):
            out += _text(one)
        out += str(one.tail or "")
    return out


def _number(value: str) -> str:
    try:
        return cells.number(float(value))
    except (ValueError, OverflowError):
        return value


def errors() -> tuple[type[Exception], ...]:
    """What zipfile and lxml raise at broken packages."""
    return (*ZIP_ERRORS, *XML_ERRORS)

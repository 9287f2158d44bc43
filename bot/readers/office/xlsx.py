"""Excel workbooks in XML, bounded before the library sees them: it aborts the process on a sparse sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.core.documents import Document
from bot.readers.office import ooxml, xlsx_marks
from bot.readers.office.workbook import bound, errors, fits, read_workbook
from bot.readers.office.xlsx_sparse import Shrunk, is_hollow, repacked, shrunk
from bot.readers.shared.marks import Marks, moved
from bot.readers.shared.source import Source
from bot.readers.shared.xml import refuse_dtd

FORMATS = ("xlsx", "xlsm", "xltx", "xltm")
ROW = re.compile(rb"<(?:[\w.-]+:)?row\b([^>]*)>")
CELL = re.compile(rb"<(?:[\w.-]+:)?c\b([^>]*)(?<!/)>\s*<(?:[\w.-]+:)?(?:v|is|f)\b")
PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{0,3})\$?(\d+)["']""")


def claims(source: Source) -> str:
    """The format when this is a workbook in XML."""
    kind = ooxml.kind(source.package)
    return kind if kind in FORMATS else ""


def read(source: Source) -> Document:
    """The sheets; formulas give their last value, macros are left alone."""
    package = source.zipped()
    sheets: dict[str, bytes] = {}
    strikes = False
    for name in package.entries:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            data = package.read(name, source.limits.sheet if "worksheets/" in name else source.limits.xml)
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                data = data.decode("utf-16", "replace").encode()
            refuse_dtd(data)
            if b"sheetData" in data:
                sheets[name] = data
            strikes |= b"strike" in data
    small = {part: one for part, data in sheets.items() if (one := _bounded(data, source)) is not None}
    marks = _marks(source, sheets, small) if strikes or any(map(xlsx_marks.matters, sheets.values())) else {}
    if small:
        parts = {part: one.sheet for part, one in small.items()}
        source = replace(source, data=repacked(package, parts, source.limits.sheet))
    return read_workbook(source, ooxml.flags(source, xlsx_marks.BOOK), marks)


def _marks(source: Source, sheets: Mapping[str, bytes], small: Mapping[str, Shrunk]) -> dict[str, Marks]:
    gone = xlsx_marks.struck(source)
    marks: dict[str, Marks] = {}
    for name, part in xlsx_marks.parts(source).items():
        if part in sheets:
            marks[name] = xlsx_marks.of_sheet(source, part, sheets[part])
            if part in small:
                marks[name] = moved(marks[name], small[part].rows, small[part].columns)
            marks[name] = xlsx_marks.with_cells(marks[name], small[part].sheet if part in small else sheets[part], gone)
    return marks


def _bounded(sheet: bytes, source: Source) -> Shrunk | None:
    """None for a sheet that is small as it stands, a hollow one moved together; raises Unreadable for a large one."""
    size = None if is_hollow(sheet) else extent(sheet)
    if size is not None and fits(*size, source.limits):
        return None
    found = shrunk(sheet)
    if found is None:
        bound(*(size or extent(sheet)), source.limits)
    else:
        bound(max(found.rows.values()) + 1, max(found.columns.values()) + 1, source.limits)
    return found


def extent(sheet: bytes) -> tuple[int, int]:
    """Rows and columns of the smallest block that holds every cell with a value, from the sheet's XML."""
    top = bottom = 0
    left, right, nameless = 1 << 20, 0, False
    for cell in CELL.finditer(sheet):
        place = PLACE.search(cell[1])
        if place is None:
            nameless = True
            continue
        row, column = int(place[2]), column_number(place[1])
        top, bottom = min(top or row, row), max(bottom, row)
        left, right = min(left, column), max(right, column)
    if nameless:
        bottom, right, top, left = max(bottom, last_row(sheet)), max(right, widest(sheet)), 1, 1
    return (bottom - top + 1, right - left + 1) if bottom else (0, 0)


def column_number(letters: bytes) -> int:
    """A as 1, XFD as 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def last_row(sheet: bytes) -> int:
    """The highest row number, or how many rows there are."""
    rows = [PLACE.search(one[1]) for one in ROW.finditer(sheet)]
    return max([len(rows), *(int(one[2]) for one in rows if one)])


def widest(sheet: bytes) -> int:
    """The greatest number of cells in one row."""
    return max((len(CELL.findall(one)) for one in ROW.split(sheet)[2::2]), default=1)


__all__ = ["claims", "errors", "extent", "read"]

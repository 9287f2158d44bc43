"""Excel workbooks in XML, bounded before the library sees them: it aborts the process on a sparse sheet."""

from __future__ import annotations

import re

from bot.core.documents import Document
from bot.readers.office import ooxml, xlsx_marks
from bot.readers.office.workbook import bound, errors, read_workbook
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
    for name in package.entries:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            data = package.read(name, source.limits.xml)
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                data = data.decode("utf-16", "replace").encode()
            refuse_dtd(data)
            if b"sheetData" in data:
                bound(*extent(data), source.limits)
                sheets[name] = data
    gone = xlsx_marks.struck(source)
    found = ((name, part, sheets[part]) for name, part in xlsx_marks.parts(source).items() if part in sheets)
    marks = {name: xlsx_marks.marks(source, part, data, gone) for name, part, data in found}
    return read_workbook(source, ooxml.flags(source, xlsx_marks.BOOK), marks)


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

"""Excel's binary workbooks; as with the others, the places of the cells are judged first."""

from __future__ import annotations

import struct

from bot.core.documents import Document
from bot.readers.office import ooxml
from bot.readers.office.workbook import bound, read_workbook
from bot.readers.office.workbook import errors as errors
from bot.readers.shared.source import Source

ROW, CELLS = 0, range(2, 12)


def claims(source: Source) -> str:
    """The content types tell."""
    return "xlsb" if ooxml.kind(source.package) == "xlsb" else ""


def read(source: Source) -> Document:
    """The visible sheets."""
    package = source.zipped()
    for name in package.entries:
        if "worksheets/" in name.lower() and name.lower().endswith(".bin"):
            bound(*extent(package.read(name, source.limits.xml)), source.limits)
    return read_workbook(source, ooxml.flags(source, "xl/workbook.bin"))


def extent(sheet: bytes) -> tuple[int, int]:
    """Rows and columns of the block of cells with a value ([MS-XLSB] 2.1.4: variable-length type and size)."""
    offset = row = bottom = right = 0
    while offset < len(sheet):
        kind, offset = _number(sheet, offset, 2)
        size, offset = _number(sheet, offset, 4)
        if kind == ROW and offset + 4 <= len(sheet):
            row = struct.unpack_from("<I", sheet, offset)[0]
        elif kind in CELLS and offset + 4 <= len(sheet):
            bottom, right = max(bottom, row + 1), max(right, struct.unpack_from("<I", sheet, offset)[0] + 1)
        offset += size
    return bottom, right


def _number(data: bytes, offset: int, most: int) -> tuple[int, int]:
    value = 0
    for shift in range(most):
        if offset >= len(data):
            break
        byte = data[offset]
        offset += 1
        value |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            break
    return value, offset

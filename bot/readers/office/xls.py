"""Excel 97 to 2003 workbooks; the places of the cells are judged before calamine makes a block of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from bot.core.documents import Document, Read
from bot.readers.office import compound
from bot.readers.office.workbook import bound, read_workbook
from bot.readers.office.workbook import errors as workbook_errors
from bot.readers.office.xls_marks import marks
from bot.readers.shared.chains import refuse_cycles
from bot.readers.shared.source import Source, Unreadable, too_large

BOOKS = ("workbook", "book")
CELLS = {0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00BD, 0x0406, 0x0206}
END, LOCKED, DIMENSIONS, MANY = 0x000A, 0x002F, 0x0200, 0x00BD
ANNOUNCED = 5_000_000


def claims(source: Source) -> str:
    """By the name of the main stream."""
    return "xls" if any(one in compound.names(source) for one in BOOKS) else ""


def read(source: Source) -> Document:
    """The sheets."""
    flags = {"macros"} if any("_vba_project_cur" in one for one in compound.names(source)) else set()
    refuse_cycles(source.data)
    with compound.open_compound(source) as ole:
        stream = compound.stream(ole, next(one for one in BOOKS if ole.exists(one)))
    for rows, columns in extents(stream):
        bound(rows, columns, source.limits)
    return read_workbook(replace(source, data=unannounced(source.data, stream)), flags, marks(stream))


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Place, kind and size of the BIFF records."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, size
        at += 4 + size


def extents(stream: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet; raises Unreadable when they are encrypted."""
    bottom = right = -1
    for at, kind, size in records(stream):
        if kind in CELLS and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last = struct.unpack_from("<H", stream, at + 2 + size)[0] if kind == MANY and size > 6 else column
            bottom, right = max(bottom, row), max(right, column, min(last, 256))
        elif kind == LOCKED:
            raise Unreadable(Read.ENCRYPTED, "It needs a password.")
        elif kind == END:
            yield bottom + 1, right + 1
            bottom = right = -1
    yield bottom + 1, right + 1


def unannounced(data: bytes, stream: bytes) -> bytes:
    """The file with extravagant announcements blanked: calamine makes room for them, whatever is in the sheet."""
    for at, kind, size in records(stream):
        told = stream[at + 4 : at + 4 + size]
        if kind == DIMENSIONS and extravagant(told):
            record = stream[at : at + 4 + size]
            if record not in data:
                raise too_large("A sheet that announces more rows and columns than there are.")
            data = data.replace(record, record[:4] + bytes(size))
    return data


def extravagant(dimensions: bytes) -> bool:
    """Whether the first and last rows and columns, as calamine reckons with them, make too large a block."""
    if len(dimensions) < 10:
        return False
    first, last, left, right = struct.unpack_from("<IIHH" if len(dimensions) >= 14 else "<HHHH", dimensions)
    if not last or not right:
        return False
    return bool(last <= first or right <= left or (last - first) * (right - left) > ANNOUNCED)


def errors() -> tuple[type[Exception], ...]:
    """calamine's and olefile's."""
    return (*workbook_errors(), *compound.errors())

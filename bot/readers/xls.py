"""Excel 97 to 2003 workbooks; the places of the cells are judged before calamine makes a block of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from bot.core.documents import Document, Read
from bot.readers import compound
from bot.readers.chains import refuse_cycles
from bot.readers.source import Source, Unreadable, damaged, too_large
from bot.readers.workbook import bound, read_workbook
from bot.readers.workbook import errors as workbook_errors

BOOKS = ("workbook", "book")
CELLS = {0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00BD, 0x0406, 0x0206}
END, LOCKED, DIMENSIONS = 0x000A, 0x002F, 0x0200
ANNOUNCED = 5_000_000


def claims(source: Source) -> str:
    """By the name of the main stream."""
    return "xls" if any(one in compound.names(source) for one in BOOKS) else ""


def read(source: Source) -> Document:
    """The visible sheets."""
    flags = {"macros"} if any("_vba_project_cur" in one for one in compound.names(source)) else set()
    refuse_cycles(source.data)
    with compound.open_compound(source) as ole:
        name = next(one for one in BOOKS if ole.exists(one))
        for rows, columns in extents(compound.stream(ole, name)):
            bound(rows, columns, source.limits)
    return read_workbook(source, flags)


def extents(stream: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet, from the BIFF records; raises Unreadable when they are encrypted."""
    at, bottom, right = 0, -1, -1
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in CELLS and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last = struct.unpack_from("<H", stream, at + 2 + size)[0] if kind == 0x00BD and size > 6 else column
            bottom, right = max(bottom, row), max(right, column, min(last, 256))
        elif kind == DIMENSIONS:
            _judge(stream[at + 4 : at + 4 + size])
        elif kind == LOCKED:
            raise Unreadable(Read.ENCRYPTED, "It needs a password.")
        elif kind == END:
            yield bottom + 1, right + 1
            bottom = right = -1
        at += 4 + size
    yield bottom + 1, right + 1


def _judge(dimensions: bytes) -> None:
    """calamine makes room for what a sheet announces, whatever is in it."""
    if len(dimensions) < 10:
        return
    first, last, left, right = struct.unpack_from("<IIHH" if len(dimensions) >= 14 else "<HHHH", dimensions)
    if last < first or right < left:
        raise damaged("A sheet announces fewer rows than none.")
    if (last - first) * (right - left) > ANNOUNCED:
        raise too_large(f"A sheet that announces {last - first} rows by {right - left} columns.")


def errors() -> tuple[type[Exception], ...]:
    """calamine's and olefile's."""
    return (*workbook_errors(), *compound.errors())

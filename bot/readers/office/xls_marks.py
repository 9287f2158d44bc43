"""The marks of an Excel 97 workbook ([MS-XLS] 2.4): fonts that strike out, links, hidden rows and columns."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from bot.core.mail.markup import links
from bot.readers.shared.marks import Marks, Place

BOF, BOUNDSHEET, FONT, FORMAT, ROW, COLUMNS, LINK, FORMULA, MANY = (
    *(0x0809, 0x0085, 0x0031, 0x00E0, 0x0208, 0x007D, 0x01B8, 0x0006, 0x00BD),
)
CELLS = frozenset((FORMULA, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6))
NEWEST = 0x0600
STRUCK, NO_HEIGHT = 0x0008, 0x0020
MAILTO, WIDE = b"mailto:", "mailto:".encode("utf-16-le")
MOST = 100_000  # cells of one range that a link may cover


def marks(stream: bytes) -> Mapping[str, Marks]:
    """The marks of every sheet that has any, by its name."""
    if stream[:2] != struct.pack("<H", BOF) or stream[4:6] != struct.pack("<H", NEWEST):
        return {}
    fonts: list[bool] = []
    formats: set[int] = set()
    sheets: dict[int, str] = {}
    number = 0
    for kind, told in _records(stream, 0):
        if kind == FONT and len(told) >= 4:
            fonts.append(bool(struct.unpack_from("<H", told, 2)[0] & STRUCK))
            if len(fonts) == 4:
                fonts.append(False)  # nobody has the number 4
        elif kind == FORMAT and len(told) >= 2:
            font = struct.unpack_from("<H", told)[0]
            if font < len(fonts) and fonts[font]:
                formats.add(number)
            number += 1
        elif kind == BOUNDSHEET and len(told) >= 8:
            sheets[struct.unpack_from("<I", told)[0]] = _name(told)
    found = ((name, _sheet(stream, start, formats)) for start, name in sheets.items())
    return {name: one for name, one in found if one != Marks()}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records from a place to the next end of a part."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == 0x000A:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _name(told: bytes) -> str:
    count, wide = told[6], told[7] & 1
    return told[8 : 8 + count * 2].decode("utf-16-le", "replace") if wide else told[8 : 8 + count].decode("latin-1")


def _sheet(stream: bytes, start: int, formats: set[int]) -> Marks:
    targets: dict[Place, str] = {}
    instead: dict[Place, str] = {}
    rows, columns = set[int](), set[int]()
    for kind, told in _records(stream, start):
        if kind == ROW and len(told) >= 14 and struct.unpack_from("<H", told, 12)[0] & NO_HEIGHT:
            rows.add(struct.unpack_from("<H", told)[0])
        elif kind == COLUMNS and len(told) >= 10 and told[8] & 1:
            first, last = struct.unpack_from("<HH", told)
            columns.update(range(first, min(last, 255) + 1))
        elif kind == LINK and len(told) > 8:
            targets.update(_linked(told))
        elif kind in CELLS and len(told) >= 6:
            row, column, format_ = struct.unpack_from("<HHH", told)
            if format_ in formats:
                instead[row, column] = ""
            if kind == FORMULA and MAILTO in told.lower().replace(b"\0", b""):
                targets.setdefault((row, column), _ordered(told))
        elif kind == MANY and len(told) >= 12 and formats:
            row, column = struct.unpack_from("<HH", told)
            found = (n for n in range((len(told) - 6) // 6) if struct.unpack_from("<H", told, 4 + 6 * n)[0] in formats)
            instead.update(((row, column + n), "") for n in found)
    linked = {at: target for at, target in targets.items() if links.behind(target)}
    return Marks(linked, instead, frozenset(rows), frozenset(columns))


def _linked(told: bytes) -> dict[Place, str]:
    top, bottom, left, right = struct.unpack_from("<HHHH", told)
    at = told.lower().find(WIDE)
    if at < 0 or bottom < top or right < left or (bottom - top + 1) * (right - left + 1) > MOST:
        return {}
    target = told[at : at + 1_000].decode("utf-16-le", "replace").partition("\0")[0]
    return {(row, column): target for row in range(top, bottom + 1) for column in range(left, right + 1)}


def _ordered(told: bytes) -> str:
    """The text in a formula that begins with `mailto:`; a text's length and width stand before it."""
    low = told.lower()
    plain, wide = low.find(MAILTO), low.find(WIDE)
    if plain >= 2:
        return told[plain : plain + told[plain - 2]].decode("latin-1")
    return told[wide : wide + 2 * told[wide - 2]].decode("utf-16-le", "replace") if wide >= 2 else ""

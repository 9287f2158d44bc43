"""Sheets whose few cells stand far apart, or whose formatting reaches to the end, moved together for calamine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from bot.readers.shared.marks import kept
from bot.readers.shared.package import Package

_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7})["']""")
_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*>")
_DIMENSION = re.compile(rb"<(?:[\w.-]+:)?dimension\b[^>]*/>")
MOST = 50_000  # cells that say something in a sheet that is moved together
LARGE, CELL = 2_000_000, 200  # bytes of a large sheet, and of a cell at most


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A sheet without what is empty, and where its rows and columns, counted from nought, came to stand."""

    sheet: bytes
    rows: Mapping[int, int]
    columns: Mapping[int, int]


def is_hollow(sheet: bytes) -> bool:
    """Whether most of a large sheet is formatting of cells that say nothing."""
    data = _DATA.search(sheet) if len(sheet) > LARGE else None
    return data is not None and len(_said(sheet, data[1])) * 2 * CELL < len(sheet)


def _said(sheet: bytes, mark: bytes) -> list[int]:
    """Where something stands in a cell: a value, a text, a formula that links."""
    signs = (rb"<%sv>\s*[^\s<]", rb"<%sis>", rb"<%sis ", rb"<%sf[^<]*HYPERLINK")
    return sorted(hit.start() for sign in signs for hit in re.finditer(sign % re.escape(mark), sheet))


def shrunk(sheet: bytes) -> Shrunk | None:
    """The sheet moved together; None when its cells do not say where they stand, or are too many."""
    data = _DATA.search(sheet)
    cells = _cells(sheet, data[1]) if data else ()
    if not data or not cells:
        return None
    rows, columns = kept({row for row, _, _, _ in cells}), kept({column for _, column, _, _ in cells})
    lines: dict[int, list[tuple[int, bytes]]] = {}
    for row, column, about, inside in cells:
        place = b'r="%s%d"' % (_letters(columns[column]), rows[row] + 1)
        head = _PLACE.sub(place, about, count=1)
        lines.setdefault(rows[row], []).append((columns[column], b"<%sc%s>%s</%sc>" % (data[1], head, inside, data[1])))
    body = b"".join(
        b'<%srow r="%d">%s</%srow>' % (data[1], number + 1, b"".join(one for _, one in sorted(found)), data[1])
        for number, found in sorted(lines.items())
    )
    head = _DIMENSION.sub(b"", sheet[: data.end()])
    return Shrunk(head + body + b"</%ssheetData></%sworksheet>" % (data[1], data[1]), rows, columns)


def _cells(sheet: bytes, mark: bytes) -> list[tuple[int, int, bytes, bytes]]:
    """Row, column, attributes and content of every cell that says something; none when one has no place."""
    start, end = b"<%sc " % mark, b"</%sc>" % mark
    found: list[tuple[int, int, bytes, bytes]] = []
    until = 0
    said = _said(sheet, mark)
    for hit in said if len(said) < 2 * MOST else ():
        if hit < until:
            continue  # a second sign in the same cell
        first = sheet.rfind(start, until, hit)
        inside, until = sheet.find(b">", first) + 1, sheet.find(end, hit)
        about = sheet[first + len(start) - 1 : inside - 1]
        at = _PLACE.search(about) if 0 <= first < inside <= hit < until else None
        if at is None:
            return []
        found.append((int(at[2]) - 1, _column(at[1]), about, sheet[inside:until]))
    return found


def repacked(package: Package, parts: Mapping[str, bytes], limit: int) -> bytes:
    """The package with these parts instead of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in package.entries:
            archive.writestr(name, parts[name] if name in parts else package.read(name, limit))
    return out.getvalue()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _letters(column: int) -> bytes:
    found, column = b"", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = bytes([65 + rest]) + found
    return found

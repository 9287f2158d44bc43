"""Rows of a typed list in which a comma inside a cell made two of it, shifted back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.core.people.names import looks_full
from bot.lists.grids.columns import Col, roles
from bot.lists.grids.grid import Grid

_FREE = (Col.FUNCTION, Col.DEPARTMENT, Col.OTHER)  # columns in which people write commas, besides the name's


def shifted_back(grid: Grid) -> Grid:
    """The grid with one cell again for each column of its header; without a header the address tells."""
    start, header = next(((i, r) for i, row in enumerate(grid.rows[:25]) if (r := roles(row))), (-1, ()))
    width = max((n + 1 for n, cell in enumerate(grid.rows[start]) if cell), default=0) if start >= 0 else 0
    place = header.index(Col.ADDRESS) if Col.ADDRESS in header else -1 if header else _usual(grid)
    if place < 0:
        return grid
    rows = [
        row if i <= start else _back(row, place, header[:width] if start >= 0 else ())
        for i, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=tuple(rows))


def _back(row: tuple[str, ...], place: int, header: tuple[Col | None, ...]) -> tuple[str, ...]:
    at = next((n for n, cell in enumerate(row) if "@" in cell), -1)
    joint = _joint(row, place, header) if at > place else -1
    if joint >= 0 and all(row[joint : at + 1]):
        row = _joined(row, joint, at - place)
    over = max((n + 1 for n, cell in enumerate(row) if cell), default=0) - len(header)
    if header and over > 0 and "@" in row[place]:
        joint = next((n for n in range(place + 1, len(header)) if header[n] in _FREE), -1)
        row = _joined(row, joint, over) if joint >= 0 else row
    return row


def _joint(row: tuple[str, ...], place: int, header: tuple[Col | None, ...]) -> int:
    """The column before the address that was cut: the name's when a surname stands there alone, else the function's."""
    name = next((n for n, role in enumerate(header[:place]) if role in (Col.NAME, Col.LAST, Col.PERSON)), -1)
    if not header:
        name = 0
    if name >= 0 and not looks_full(row[name]):
        return name
    return next((n for n, role in enumerate(header[:place]) if role in _FREE), -1)


def _joined(row: tuple[str, ...], joint: int, over: int) -> tuple[str, ...]:
    return (*row[:joint], ", ".join(row[joint : joint + over + 1]), *row[joint + over + 1 :], *[""] * over)


def _usual(grid: Grid) -> int:
    """The column in which addresses stand when most rows agree."""
    places = [n for row in grid.rows for n, cell in enumerate(row) if "@" in cell]
    usual, count = Counter(places).most_common(1)[0] if places else (-1, 0)
    return usual if count > len(places) / 2 else -1

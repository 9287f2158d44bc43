"""How much of a file is read at most; whatever goes beyond is refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are bytes, the rest are counts; `ratio` is unpacked to packed, judged above `ratio_from` bytes."""

    size: int = 60_000_000
    entries: int = 3_000
    unpacked: int = 200_000_000
    ratio: int = 150
    ratio_from: int = 20_000_000
    xml: int = 60_000_000
    sheet: int = 150_000_000
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 400_000
    text: int = 4_000_000
    field: int = 200_000
    pages: int = 200
    stream: int = 60_000_000
    parts: int = 100
    depth: int = 2


LIMITS = Limits()

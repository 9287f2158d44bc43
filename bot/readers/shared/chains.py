"""Whether the sector chains of a compound file end ([MS-CFB] 2.3): calamine follows those that go round for ever."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from bot.readers.shared.source import damaged

REGULAR, ENTRY = 0xFFFFFFFA, 128


def refuse_cycles(data: bytes) -> None:
    """Raises Unreadable when a chain of sectors comes back to itself."""
    if len(data) < 512:
        raise damaged("The file is cut off.")
    (shift,) = struct.unpack_from("<H", data, 30)
    size = 1 << min(shift, 16)
    directory, mini, difat = (struct.unpack_from("<I", data, offset)[0] for offset in (48, 60, 68))
    fat = _numbers(b"".join(_sector(data, one, size) for one in _fat_sectors(data, difat, size)))
    mini_fat = _numbers(b"".join(_sector(data, one, size) for one in chain(fat, mini)))
    entries = b"".join(_sector(data, one, size) for one in chain(fat, directory))
    for offset in range(0, len(entries) - ENTRY + 1, ENTRY):
        start, length = struct.unpack_from("<IQ", entries, offset + 116)
        if entries[offset + 66] in (2, 5) and length:
            chain(fat, start)
            if entries[offset + 66] == 2:
                chain(mini_fat, start)


def chain(table: Sequence[int], start: int) -> list[int]:
    """The sectors from `start` on."""
    found: list[int] = []
    while start < REGULAR and start < len(table):
        found.append(start)
        if len(found) > len(table):
            raise damaged("Its parts go round in a circle.")
        start = table[start]
    return found


def _fat_sectors(data: bytes, difat: int, size: int) -> Iterator[int]:
    yield from (one for one in _numbers(data[76:512]) if one < REGULAR)
    seen: set[int] = set()
    while difat < REGULAR and (difat + 2) * size <= len(data) + size:
        if difat in seen:
            raise damaged("Its parts go round in a circle.")
        seen.add(difat)
        *numbers, difat = _numbers(_sector(data, difat, size)) or (REGULAR,)
        yield from (one for one in numbers if one < REGULAR)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

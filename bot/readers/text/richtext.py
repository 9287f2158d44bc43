"""Rich text to plain text, and the compression that Outlook puts around it ([MS-OXRTFCP])."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import cast

START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
COMPRESSED, PLAIN, WINDOW = 0x75465A4C, 0x414C454D, 4096
MOST = 20_000_000


def plain(data: bytes) -> str:
    """The text; cells of tables apart by tabs. Raises ValueError and the like at nonsense."""
    from striprtf.striprtf import rtf_to_text

    convert = cast(Callable[..., str], rtf_to_text)
    return convert(data.decode("latin-1"), errors="replace").replace("|", "\t")


def decompressed(data: bytes) -> bytes:
    """RTF from a PidTagRtfCompressed value; nothing when it is no such value."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == PLAIN:
        return data[16 : 16 + size]
    return bytes(_lzfu(data, min(size, MOST))) if kind == COMPRESSED else b""


def _lzfu(data: bytes, size: int) -> bytearray:
    window, offset, write, out = bytearray(START.ljust(WINDOW, b"\0")), 16, len(START), bytearray()

    def put(byte: int) -> None:
        nonlocal write
        window[write % WINDOW] = byte
        write += 1
        out.append(byte)

    while offset < len(data) and len(out) < size:
        control, offset = data[offset], offset + 1
        for bit in range(8):
            if control >> bit & 1:
                if offset + 2 > len(data):
                    return out
                token, offset = data[offset] << 8 | data[offset + 1], offset + 2
                if token >> 4 == write % WINDOW:
                    return out
                for n in range((token & 15) + 2):
                    put(window[((token >> 4) + n) % WINDOW])
            elif offset < len(data):
                put(data[offset])
                offset += 1
    return out

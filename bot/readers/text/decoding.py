"""Bytes of text into text, by byte order mark, by trial, and by what Dutch Windows machines write."""

from __future__ import annotations

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Text without NUL; never raises."""
    return data.decode(encoding_of(data), "replace").replace("\0", "")


def encoding_of(data: bytes) -> str:
    """utf-8 when it is valid, UTF-16 when every other byte is nought, cp1252 for what is left."""
    found = next((name for bom, name in BOMS if data.startswith(bom)), "") or _wide(data[:4096])
    if found:
        return found
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
        return "utf-8" if cut else _single_byte(data)
    return "utf-8"


def _wide(start: bytes) -> str:
    pairs = len(start) // 2
    if pairs < 2:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.1 * pairs else ""


def _single_byte(data: bytes) -> str:
    """Old DOS programs write é as 0x82; Windows shows a low quotation mark there, which hardly follows a letter."""
    dos = sum(data.count(bytes([one])) for one in (0x82, 0x8A, 0x88, 0x89, 0x84, 0x94, 0x81))
    windows = sum(data.count(bytes([one])) for one in range(0xE0, 0x100))
    return "cp850" if dos > windows and not any(one >= 0xC0 for one in data) else "cp1252"


def is_text(data: bytes) -> bool:
    """Whether these bytes look like something that a person typed."""
    if any(data.startswith(bom) for bom, _ in BOMS) or _wide(data[:4096]):
        return True
    start = data[:8192]
    odd = sum(1 for one in start if one < 9 or (13 < one < 32 and one != 27))
    return odd <= max(len(start) // 50, 1 if len(start) > 8 else 0)

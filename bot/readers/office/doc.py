"""Word 97 to 2003: through LibreOffice when installed; else the bare text of its piece table ([MS-DOC] 2.4.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from bot.core.documents import Document, Read
from bot.readers.office import compound, converted
from bot.readers.shared import result
from bot.readers.shared.source import Source, Unreadable, damaged

MAGIC, ENCRYPTED, TABLE1 = 0xA5EC, 0x0100, 0x0200
FLAGS_AT, STORIES_AT, CLX_AT = 0x0A, 0x4C, 0x01A2
COMMENTS = 4
COMPRESSED = 0x40000000
CONTROLS = re.compile("FORM(?:CHECKBOX|TEXT|DROPDOWN)")
INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*\x14?")


def claims(source: Source) -> str:
    """By the name of the main stream."""
    return "doc" if "worddocument" in compound.names(source) else ""


def read(source: Source) -> Document:
    """Text, tables and fields; without LibreOffice the text alone."""
    with compound.open_compound(source) as ole:
        main = compound.stream(ole, "WordDocument")
        flags = struct.unpack_from("<H", main, FLAGS_AT)[0]
        if flags & ENCRYPTED:
            raise Unreadable(Read.ENCRYPTED, "It needs a password.")
        found = converted.through(source, "docx")
        if found is not None:
            return found
        if struct.unpack_from("<H", main, 0)[0] != MAGIC:
            raise Unreadable(Read.UNSUPPORTED, "A very old Word document; please save it as .docx.")
        text = _text(main, compound.stream(ole, "1Table" if flags & TABLE1 else "0Table"))
    lost = "Ticks and choices in it cannot be read without LibreOffice; please save it as .docx."
    return result.document(source, _plain(text), problem=lost if CONTROLS.search(text) else "")


def _text(main: bytes, table: bytes) -> str:
    """All stories but the comments: body, notes, headers, text boxes."""
    counts = struct.unpack_from("<8I", main, STORIES_AT)
    start, size = struct.unpack_from("<II", main, CLX_AT)
    whole = "".join(_runs(main, _pieces(table[start : start + size])))
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    stories = [
        whole[end - count : end] for n, (count, end) in enumerate(zip(counts, ends, strict=True)) if n != COMMENTS
    ]
    return "\r".join(one for one in stories if one.strip())


def _runs(main: bytes, pieces: bytes) -> Iterator[str]:
    count = (len(pieces) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    for n in range(count):
        offset, size = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * n + 2)[0], places[n + 1] - places[n]
        if size <= 0:
            continue
        if offset & COMPRESSED:
            begin = (offset & ~COMPRESSED) // 2
            yield main[begin : begin + size].decode("cp1252", "replace")
        else:
            yield main[offset : offset + 2 * size].decode("utf-16-le", "replace")


def _pieces(clx: bytes) -> bytes:
    offset = 0
    while offset + 3 <= len(clx) and clx[offset] == 1:
        offset += 3 + struct.unpack_from("<H", clx, offset + 1)[0]
    if offset + 5 > len(clx) or clx[offset] != 2:
        raise damaged("Its table of text pieces is missing.")
    return clx[offset + 5 : offset + 5 + struct.unpack_from("<I", clx, offset + 1)[0]]


def _plain(text: str) -> str:
    """Cells apart by tabs, rows and paragraphs by line ends; instructions of fields dropped, their results kept."""
    text = INSTRUCTION.sub("", text).replace("\x15", "")
    text = text.replace("\x07\x07", "\n").replace("\x07", "\t")
    return re.sub("[\r\x0b\x0c]", "\n", text)


def errors() -> tuple[type[Exception], ...]:
    """olefile's, and those of the conversion."""
    return (*compound.errors(), *converted.errors())

"""Pictures: counted and named, never decoded; a photograph of a form is an answer for human eyes."""

from __future__ import annotations

from bot.core.documents import Document, Read
from bot.readers.shared.source import Source

MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
    (b"II*\0", 0, "tiff"),
    (b"MM\0*", 0, "tiff"),
    (b"WEBP", 8, "webp"),
    (b"ftypheic", 4, "heic"),
    (b"ftypheix", 4, "heic"),
    (b"ftyphevc", 4, "heic"),
    (b"ftypmif1", 4, "heic"),
    (b"ftypmsf1", 4, "heic"),
    (b"ftypavif", 4, "avif"),
    (b"\x01\0\0\0", 0, "emf"),
    (b"\xd7\xcd\xc6\x9a", 0, "wmf"),
)
SMALLEST = 60


def claims(source: Source) -> str:
    """By the first bytes."""
    data = source.data
    if data[:2] == b"BM" and int.from_bytes(data[6:10], "little") == 0 and len(data) > 26:
        return "bmp"
    if data[:4] == b"\x01\0\0\0" and data[40:44] != b" EMF":
        return ""
    return next((name for mark, offset, name in MAGIC if data[offset : offset + len(mark)] == mark), "")


def read(source: Source) -> Document:
    """A picture, or damaged when hardly anything of it came through."""
    if len(source.data) < (26 if source.format == "gif" else SMALLEST):
        return Document(source.format, Read.DAMAGED, problem="The picture is cut off.")
    return Document(source.format, picture=True)


def errors() -> tuple[type[Exception], ...]:
    """Nothing can fail: nothing is decoded."""
    return ()

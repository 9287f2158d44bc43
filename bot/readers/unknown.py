"""What no other reader claims: named when it can be, never read."""

from __future__ import annotations

from bot.core.documents import Document, Read
from bot.readers.shared.source import Source

KNOWN: tuple[tuple[bytes, int, str, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", 0, "7z", "A 7-Zip archive; please send the files themselves."),
    (b"Rar!", 0, "rar", "A RAR archive; please send the files themselves."),
    (b"MZ", 0, "exe", "A program; it is never opened."),
    (b"\x7fELF", 0, "elf", "A program; it is never opened."),
    (b"-----BEGIN PGP", 0, "pgp", "A PGP message; please send it unencrypted."),
    (b"ID3", 0, "mp3", "Sound; it is not listened to."),
    (b"RIFF", 0, "wav", "Sound or film; it is not opened."),
    (b"ftyp", 4, "mp4", "Film; it is not opened."),
    (b"wOFF", 0, "woff", "A font."),
)


def claims(source: Source) -> str:
    """Always: someone must answer."""
    data = source.data
    return next((name for mark, offset, name, _ in KNOWN if data[offset : offset + len(mark)] == mark), "unknown")


def read(source: Source) -> Document:
    """Nothing, with a reason."""
    problem = next((why for _, _, name, why in KNOWN if name == source.format), "This kind of file is not known here.")
    return Document(source.format, Read.UNSUPPORTED, problem=problem)


def errors() -> tuple[type[Exception], ...]:
    """Nothing can fail."""
    return ()

"""Office documents behind a password: a compound file with the real document inside, unreadable."""

from __future__ import annotations

from bot.core.documents import Document, Read
from bot.readers.office import compound
from bot.readers.shared.source import Source, Unreadable

OFFICE = ("docx", "docm", "dotx", "xlsx", "xlsm", "xlsb", "pptx")


def claims(source: Source) -> str:
    """The name tells which kind it was: the content no longer does."""
    if not {"encryptedpackage", "encryptioninfo"} & compound.names(source):
        return ""
    return source.suffix if source.suffix in OFFICE else "ooxml"


def read(source: Source) -> Document:
    """Never."""
    raise Unreadable(Read.ENCRYPTED, "It needs a password.")


def errors() -> tuple[type[Exception], ...]:
    """Nothing can fail."""
    return ()

"""Rich text: through LibreOffice when installed, which keeps tables and form fields; else its plain text."""

from __future__ import annotations

from bot.core.documents import Document
from bot.readers.office import converted
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text import richtext

MOST = 20_000_000


def claims(source: Source) -> str:
    """By the first bytes."""
    return "rtf" if source.data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rt") else ""


def read(source: Source) -> Document:
    """Text, and tables and fields when converted."""
    found = converted.through(source, "docx")
    if found is not None:
        return found
    if len(source.data) > MOST:
        raise too_large(f"{len(source.data)} bytes of rich text.")
    return result.document(source, richtext.plain(source.data))


def errors() -> tuple[type[Exception], ...]:
    """striprtf trips over code pages and numbers that do not exist."""
    return (ValueError, LookupError, OverflowError, TypeError, *converted.errors())

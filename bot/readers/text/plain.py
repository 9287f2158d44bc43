"""Plain text, and a table besides when its lines are divided by tabs or semicolons."""

from __future__ import annotations

from bot.core.documents import Document
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text import delimited
from bot.readers.text.decoding import decode, is_text


def claims(source: Source) -> str:
    """Anything that a person could have typed."""
    return "txt" if is_text(source.data) else ""


def read(source: Source) -> Document:
    """The text as it stands."""
    if len(source.data) > source.limits.text * 4:
        raise too_large(f"{len(source.data)} bytes of text.")
    text = decode(source.data)
    even = delimited.steady(text[:20_000], delimited.STRONG)
    return result.document(source, text, (delimited.rows(source, text),) if even else ())


def errors() -> tuple[type[Exception], ...]:
    """Only the table that was a guess can fail."""
    return delimited.errors()

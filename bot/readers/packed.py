"""Tar, gzip, bzip2, xz and mailboxes in a file: one level of what is in them, each read by its own reader."""

from __future__ import annotations

from bot.core.documents import Document
from bot.readers.shared import packed, result
from bot.readers.shared.source import Source, too_large


def claims(source: Source) -> str:
    """By the first bytes."""
    return packed.packed(source.data)


def read(source: Source) -> Document:
    """The files inside."""
    parts = list[tuple[str, Document]]()
    for name, data in packed.members(source.data, source.name, source.limits):
        if len(parts) == source.limits.parts:
            raise too_large(f"More than {source.limits.parts} files in one archive.")
        parts.append((name, source.part(data, name)))
    return result.document(source, "", parts=parts)


def errors() -> tuple[type[Exception], ...]:
    """It refuses what is broken by itself."""
    return ()

"""OLE compound files, the container of the old Office formats and of Outlook's messages."""

from __future__ import annotations

import io
from typing import Any

from bot.readers.shared.source import Source, damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_compound(source: Source) -> bool:
    """By the first bytes."""
    return source.data.startswith(MAGIC)


def open_compound(source: Source) -> Any:
    """An olefile.OleFileIO; raises what `errors` lists."""
    import olefile

    return olefile.OleFileIO(io.BytesIO(source.data))


def names(source: Source) -> frozenset[str]:
    """The paths of all streams in small letters; empty for what is no compound file or a broken one."""
    if not is_compound(source):
        return frozenset()
    try:
        with open_compound(source) as ole:
            return frozenset("/".join(path).lower() for path in ole.listdir())
    except errors():
        return frozenset()


def stream(ole: Any, name: str) -> bytes:
    """A stream's bytes; raises Unreadable when it is missing."""
    if not ole.exists(name):
        raise damaged(f"Its part {name!r} is missing.")
    with ole.openstream(name) as one:
        return bytes(one.read())


def errors() -> tuple[type[Exception], ...]:
    """olefile raises OSError for broken files, and lets some of Python's own through."""
    import struct

    return (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, struct.error)

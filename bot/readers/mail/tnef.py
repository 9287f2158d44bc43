"""winmail.dat: the wrapping that Outlook puts around mails, with the real attachments inside."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from typing import Any

from bot.core.documents import Document
from bot.core.mail.markup.html import to_text
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text import richtext
from bot.readers.text.decoding import decode

MAGIC = b"\x78\x9f\x3e\x22"


def claims(source: Source) -> str:
    """By the signature."""
    return "tnef" if source.data.startswith(MAGIC) else ""


def read(source: Source) -> Document:
    """The text and the attachments."""
    import tnefparse

    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = tnefparse.TNEF(source.data, do_checksum=False)
        if len(found.attachments) > source.limits.parts:
            raise too_large(f"{len(found.attachments)} attachments in one winmail.dat.")
        files = [(_name(one, n), bytes(one.data or b"")) for n, one in enumerate(found.attachments, 1)]
        text = _text(found)
    return result.document(source, text, parts=[(name, source.part(data, name)) for name, data in files])


def _name(attachment: Any, number: int) -> str:
    try:
        name = attachment.long_filename()
    except (UnicodeError, AttributeError, TypeError):
        name = ""
    name = decode(name) if isinstance(name, bytes) else str(name or "")
    return name.replace("\0", "").strip() or f"attachment {number}"


def _text(found: Any) -> str:
    plain = _string(found.body)
    if plain.strip():
        return plain
    page = _string(found.htmlbody)
    if page.strip():
        return to_text(page)
    rich = richtext.decompressed(bytes(getattr(found, "_rtfbody", None) or b""))
    return richtext.plain(rich) if rich else ""


def _string(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    return decode(value) if isinstance(value, bytes) else str(value or "")


def errors() -> tuple[type[Exception], ...]:
    """tnefparse raises ValueError and struct.error itself, and lets the rest through on broken files."""
    builtins = (LookupError, NameError, TypeError, AttributeError, RecursionError, OverflowError, AssertionError)
    return (ValueError, struct.error, zlib.error, OSError, ImportError, *builtins)

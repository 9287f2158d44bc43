"""Mails saved from Outlook: what they say and the files they carry."""

from __future__ import annotations

from dataclasses import replace

from bot.core.documents import Document
from bot.readers.mail import mapi
from bot.readers.office import compound
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large


def claims(source: Source) -> str:
    """By the stream that every message has."""
    return "msg" if "__properties_version1.0" in compound.names(source) else ""


def read(source: Source) -> Document:
    """Sender, subject and text; attachments as parts."""
    with compound.open_compound(source) as ole:
        return _message(source, mapi.Message(ole))


def _message(source: Source, message: mapi.Message) -> Document:
    places = message.attachments()
    if len(places) > source.limits.parts:
        raise too_large(f"{len(places)} attachments in one message.")
    parts = []
    for storage in places:
        inner = message.inner(storage)
        if inner is not None and source.depth < source.limits.depth:
            found = _message(replace(source, depth=source.depth + 1), inner)
        elif inner is not None:
            found = mapi.unread("It is packed too many times over.")
        else:
            found = source.part(message.raw(mapi.DATA, mapi.BINARY, storage), message.name(storage))
        parts.append((message.name(storage), found))
    return result.document(source, message.told(), parts=parts)


def errors() -> tuple[type[Exception], ...]:
    """olefile's."""
    return compound.errors()

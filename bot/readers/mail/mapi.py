"""Outlook's messages (.msg): subject, sender, text and attachments from their property streams ([MS-OXMSG] 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.documents import Document, Read
from bot.core.mail.markup.html import to_text
from bot.readers.text import richtext
from bot.readers.text.decoding import decode

UNICODE, ANSI, BINARY, OBJECT = "001F", "001E", "0102", "000D"
SUBJECT, SENT_BY, SENDER_MAIL, SENDER_SMTP, SHOWN_TO, BODY, HTML = (
    "0037",
    "0C1A",
    "0C1F",
    "5D01",
    "0E04",
    "1000",
    "1013",
)
RICH = "1009"
DATA, LONG_NAME, SHORT_NAME, SHOWN_NAME = "3701", "3707", "3704", "3001"
ATTACHMENT = "__attach_version1.0_#"


@dataclass(frozen=True, slots=True)
class Message:
    """One message, at `place` inside the compound file: the root, or a message attached to it."""

    ole: Any
    place: tuple[str, ...] = ()

    def text(self, *tags: str, below: tuple[str, ...] = ()) -> str:
        """The first of these properties that is there, as text."""
        for tag in tags:
            for kind in (UNICODE, ANSI):
                raw = self.raw(tag, kind, below)
                if raw:
                    found = raw.decode("utf-16-le", "replace") if kind == UNICODE else decode(raw)
                    return found.replace("\0", "")
        return ""

    def raw(self, tag: str, kind: str, below: tuple[str, ...] = ()) -> bytes:
        """A property's bytes; none when it is absent."""
        path = [*self.place, *below, f"__substg1.0_{tag}{kind}"]
        if not self.ole.exists(path) or self.ole.get_type(path) != 2:
            return b""
        with self.ole.openstream(path) as one:
            return bytes(one.read())

    def body(self) -> str:
        """The plain text, else that of the HTML."""
        plain = self.text(BODY)
        if plain.strip():
            return plain
        page = self.text(HTML) or decode(self.raw(HTML, BINARY))
        if page:
            return to_text(page)
        rich = richtext.decompressed(self.raw(RICH, BINARY))
        return richtext.plain(rich) if rich else ""

    def told(self) -> str:
        """Sender and subject above the body, as programs show a forwarded message."""
        who = self.text(SENT_BY)
        address = self.text(SENDER_SMTP, SENDER_MAIL)
        address = f"<{address}>" if "@" in address else ""
        heads = (("From", f"{who} {address}".strip()), ("To", self.text(SHOWN_TO)), ("Subject", self.text(SUBJECT)))
        return "\n".join([*(f"{key}: {value}" for key, value in heads if value.strip()), "", self.body()])

    def attachments(self) -> tuple[tuple[str, ...], ...]:
        """Where the attachments are."""
        depth = len(self.place)
        known = {
            tuple(path[depth : depth + 1])
            for path in self.ole.listdir(streams=False, storages=True)
            if len(path) > depth and tuple(path[:depth]) == self.place and path[depth].lower().startswith(ATTACHMENT)
        }
        return tuple(sorted(known))

    def name(self, storage: tuple[str, ...]) -> str:
        """An attachment's file name."""
        return self.text(LONG_NAME, SHORT_NAME, SHOWN_NAME, below=storage) or "attachment"

    def inner(self, storage: tuple[str, ...]) -> Message | None:
        """The message that this attachment is, when it is one."""
        path = (*self.place, *storage, f"__substg1.0_{DATA}{OBJECT}")
        return Message(self.ole, path) if self.ole.exists([*path, "__properties_version1.0"]) else None


def unread(problem: str) -> Document:
    """A message inside a message inside a message."""
    return Document("msg", Read.UNSUPPORTED, problem=problem)

"""Mails attached as files: what they say and the files they carry, by the same code that reads every mail."""

from __future__ import annotations

import re

from bot.core.documents import Document
from bot.core.mail.message import Address
from bot.core.mail.parse import parse
from bot.readers.shared import result
from bot.readers.shared.source import Source

HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
TELLING = re.compile(rb"^(?:From|Received|Return-Path|MIME-Version|Message-ID|Subject|Date):", re.I | re.M)


def claims(source: Source) -> str:
    """At least two header lines, of which two that only mails have."""
    start = source.data[:8192].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n")
    found = HEADERS.match(start)
    if found is None:
        return ""
    telling = {one.lower() for one in TELLING.findall(found[0])}
    return "eml" if len(telling) >= (1 if source.suffix == "eml" else 3) else ""


def read(source: Source) -> Document:
    """From, to and subject above the text; attachments as parts."""
    mail = parse(source.data, source.part)
    heads = (
        ("From", _shown((mail.sender,) if mail.sender else ())),
        ("To", _shown(mail.to)),
        ("Date", mail.date.isoformat(" ") if mail.date else ""),
        ("Subject", mail.subject),
    )
    text = "\n".join([*(f"{key}: {value}" for key, value in heads if value), "", mail.text])
    parts = [(one.name, one.document) for one in mail.attachments]
    return result.document(source, text, parts=parts, flags={"encrypted"} if mail.encrypted else ())


def _shown(addresses: tuple[Address, ...]) -> str:
    return ", ".join(f"{one.name} <{one.address}>".strip() for one in addresses)


def errors() -> tuple[type[Exception], ...]:
    """Parsing a mail never raises."""
    return ()

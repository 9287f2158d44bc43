"""Who wrote the mail that somebody forwards: in the text, or as a file."""

from __future__ import annotations

import re

from bot.core.mail.message import Address
from bot.core.mail.reply.attribution import says_forwarded, sender_in_header

_MOST_LINES = 2_000
_REPLY = re.compile(r"(?i)\s*(?:\[[^\]]{0,40}\]\s*)*(?:re|antw|aw|sv|betr|odp|res|rif|回复)\s*(?:\[\d+\])?\s*:")
_MARKS = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:]{1,64}@[^\s<>()\[\]\",;:]{1,255}")
_BEHIND = re.compile(r"(?i)\[?mailto:[^\s\]>]*\]?|\b(?:namens|on behalf of|im auftrag von)\b.*$")
_SENDER = re.compile(r"^From: (.*)$", re.MULTILINE)


def forwarded_from(text: str, subject: str) -> Address | None:
    """Of the first mail that stands below as a forwarded one: a reply leaves the files of what it quotes behind."""
    lines = [_MARKS.sub("", line) for line in text.split("\n")[:_MOST_LINES]]
    answers, divided = bool(_REPLY.match(subject)), False
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if ":" in line and (not answers or divided) and (wrote := sender_in_header(lines, at)):
            return named_in(wrote)
        divided = says_forwarded(line)
    return None


def sender_of(told: str) -> Address | None:
    """Of a file that is a mail, as the readers tell it: its header, a blank line, its text."""
    found = _SENDER.search(told.partition("\n\n")[0])
    return named_in(found[1]) if found else None


def named_in(told: str) -> Address | None:
    """Name and address as programs show them: `Dekker, Peer <p.dekker@x.nl>`, `Peer Dekker [mailto:…]`, or a name."""
    address = _ADDRESS.search(told)
    name = _ADDRESS.sub(" ", _BEHIND.sub(" ", told))
    name = " ".join(re.sub(r"[<>\"\[\]()]", " ", name).split()).strip(" '*,;")
    if not name and address is None:
        return None
    return Address(name, address[0].removeprefix("mailto:").strip(".'") if address else "")

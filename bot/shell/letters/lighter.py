"""A mail of ours that is too large for a mail server, without its attachments and with a sentence that says so."""

from __future__ import annotations

import binascii
import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from html import escape

_MIME = b"\r\nMIME-Version: 1.0\r\n"
_BODY = re.compile(r"<div class=\"body\"[^>]*>|<body[^>]*>")


def lighter(raw: bytes, sentence: str) -> bytes | None:
    """The same mail, headers included; None when it has no attachments that could be left out."""
    whole = message_from_bytes(raw, policy=compat32)
    parts = whole.get_payload() if whole.get_content_type() == "multipart/mixed" else []
    body = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(body, Message):
        return None
    for part in body.walk():
        if part.get_content_maintype() == "text":
            _say(part, sentence)
    head = raw[: raw.index(_MIME) + len(_MIME)]
    return head + body.as_bytes(policy=compat32.clone(linesep="\r\n", mangle_from_=False))


def _say(part: Message, sentence: str) -> None:
    """On top: a text of several lines, or a page."""
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part.get_content_subtype() == "html":
        found = _BODY.search(text)
        at = found.end() if found else 0
        text = f"{text[:at]}\n<p>{escape(sentence)}</p>\n{text[at:]}"
    else:
        text = f"{sentence}\r\n\r\n{text}"
    part.set_payload(binascii.b2a_qp(text.encode(), istext=True).decode("ascii"))

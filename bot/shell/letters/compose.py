"""The bytes of an outgoing mail (RFC 5322): one recipient, read back before they may leave."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from typing import Literal
from urllib.parse import quote

from bot.core.errors import OperatorError
from bot.core.mail import headers
from bot.core.mail.headers import one_line
from bot.core.people.addresses import a_label

MAX_LINE = 998
PDF, TEXT, ICS = "application/pdf", "text/plain", "application/ics"
TIED = "X-Trajectbot-Tied"
"""What she said whose mails are, in a form that only we can read."""
_MAX_NAME = 200
_MAX_REFERENCES = 20
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,240}@[!-;=?A-~]{1,240}>")
_ADDRESS = re.compile(  # a local part may go beyond ASCII (RFC 6531), which the server has to offer
    r"[\w!#$%&'*+/=?^`{|}~.][\w!#$%&'*+/=?^`{|}~.-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}"
)
_MIME_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:!?'()&/+@_*\[\]-]*")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An invitation as the last alternative (RFC 6047): `method` is that of its bytes."""

    method: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that one outgoing mail says; `date` is aware, `references` are oldest first."""

    kind: str
    practice_name: str
    practice_address: str
    recipient: str
    recipient_name: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    auto_submitted: Literal["auto-replied", "auto-generated"] = "auto-generated"
    attachments: tuple[Enclosure, ...] = ()
    marks: tuple[str, ...] = ()
    calendar: CalendarPart | None = None


def compose(letter: Letter) -> bytes:
    """The mail with CRLF line ends; OperatorError when it cannot be written or does not read back as meant."""
    intended = tuple(_fields(letter))
    content_type, body = _body(letter)
    written = "".join(f"{name}: {value}\r\n" for name, value, _ in intended)
    raw = f"{written}MIME-Version: 1.0\r\n{content_type}\r\n".encode() + body
    _check(raw, intended, _address(letter.recipient))
    return raw


def _fields(letter: Letter) -> Iterator[tuple[str, str, str]]:
    """Name, value as written, and value as it must read back."""
    if letter.date.tzinfo is None:
        raise OperatorError("The date of an outgoing mail has no time zone.")
    yield _mailbox("From", letter.practice_name, letter.practice_address)
    yield _mailbox("To", letter.recipient_name, letter.recipient)
    subject = one_line(letter.subject)
    yield "Subject", _encoded(subject, "Subject"), subject
    yield _token("Date", format_datetime(letter.date))
    yield _token("Message-ID", _own_id(letter.message_id))
    if _MESSAGE_ID.fullmatch(letter.in_reply_to):
        yield _token("In-Reply-To", letter.in_reply_to)
    # What strangers call their mails is left out rather than written when it is no message-id (h38).
    known = [reference for reference in letter.references if _MESSAGE_ID.fullmatch(reference)]
    if known:
        yield "References", "\r\n ".join(known[-_MAX_REFERENCES:]), " ".join(known[-_MAX_REFERENCES:])
    yield _token("Auto-Submitted", letter.auto_submitted)
    yield _token("X-Auto-Response-Suppress", "All")
    yield _token("X-Trajectbot", letter.kind)
    for mark in letter.marks:
        yield _token(TIED, mark)


def _token(name: str, value: str) -> tuple[str, str, str]:
    return name, value, value


def _own_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise OperatorError(f"{message_id!r} is no message-id.")
    return message_id


def _mailbox(field: str, name: str, address: str) -> tuple[str, str, str]:
    name = one_line(name)[:_MAX_NAME].rstrip()
    addr_spec = _address(address)
    if not name:
        return field, addr_spec, addr_spec
    if re.fullmatch(r"[A-Za-z0-9 .,'()@&/-]*", name):
        quoted = f'"{name}"'
        return field, f"{quoted}{_fold(quoted)}<{addr_spec}>", f"{quoted} <{addr_spec}>"
    return field, f"{_words(name, field)}\r\n <{addr_spec}>", f"{name} <{addr_spec}>"


def _fold(before: str) -> str:
    return "\r\n " if len(before) > 50 else " "


def _address(address: str) -> str:
    """The address with its domain in ASCII; what is not plainly an address is refused (h50)."""
    local, at, domain = address.rpartition("@")
    if not _ADDRESS.fullmatch(plain := f"{local}{at}{domain if domain.isascii() else a_label(domain)}"):
        raise OperatorError(f"{address!r} is no address that mail can be sent to.")
    return plain


def _encoded(text: str, field: str) -> str:
    """Plain where it is plain; anything that could be taken for an encoded word is itself encoded (h36)."""
    if _PLAIN.fullmatch(text) and "=?" not in text and all(len(word) < 70 for word in text.split(" ")):
        return text if len(text) < 60 else Header(text, "us-ascii", header_name=field).encode(linesep="\r\n")
    return _words(text, field)


def _words(text: str, field: str) -> str:
    return Header(text, "utf-8", header_name=field).encode(linesep="\r\n")


def _body(letter: Letter) -> tuple[str, bytes]:
    boundary = sha256(letter.message_id.encode()).hexdigest()[:32]
    invited = () if letter.calendar is None else (_calendar(letter.calendar),)
    parts = (_text("plain", letter.text), _text("html", letter.html), *invited)
    alternative = _multipart("alternative", f"=_a_{boundary}", parts)
    if not letter.attachments:
        return alternative
    head, body = alternative
    enclosed = (head.encode("ascii") + b"\r\n" + body, *(_enclosed(e) for e in letter.attachments))
    return _multipart("mixed", f"=_m_{boundary}", enclosed)


def _multipart(subtype: str, boundary: str, parts: tuple[bytes, ...]) -> tuple[str, bytes]:
    """`=_` stands in neither quoted-printable nor base64, so that the boundary cannot occur in a part (RFC 2045)."""
    line = f"--{boundary}".encode("ascii")
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n', body


def _text(subtype: str, text: str) -> bytes:
    lines = "\r\n".join(text.splitlines()) + "\r\n"
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode("ascii") + binascii.b2a_qp(lines.encode("utf-8", "replace"), istext=True)


def _calendar(part: CalendarPart) -> bytes:
    """In base64, for a server must not fold or unfold its lines."""
    head = (
        f"Content-Type: text/calendar; charset=utf-8; method={part.method}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("ascii") + base64.encodebytes(part.data).replace(b"\n", b"\r\n")


def _enclosed(enclosure: Enclosure) -> bytes:
    kind = enclosure.mime_type if _MIME_TYPE.fullmatch(enclosure.mime_type) else "application/octet-stream"
    kind += "; charset=utf-8" if kind.startswith("text/") else ""
    name = _file_name(enclosure.name)
    head = (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {_parameter('filename', name)}\r\n\r\n"
    )
    return head.encode("ascii") + base64.encodebytes(enclosure.data).replace(b"\n", b"\r\n")


def _file_name(name: str) -> str:
    """No folders, no controls, at most 80 characters; the ending stays (h66)."""
    plain = re.sub(r'[/\\:*?"<>|]', "_", one_line(name)).lstrip(".") or "bijlage"
    stem, dot, ending = plain.rpartition(".")
    return plain if len(plain) <= 80 else f"{(stem or ending)[:70]}{dot}{ending[:8] if dot else ''}"


def _parameter(key: str, value: str) -> str:
    """A parameter, in the extended form where it is not plain (RFC 2231)."""
    return (
        f'{key}="{value}"' if re.fullmatch(r"[A-Za-z0-9 ._()-]*", value) else f"{key}*=utf-8''{quote(value, safe='')}"
    )


def _check(raw: bytes, intended: tuple[tuple[str, str, str], ...], recipient: str) -> None:
    """What will leave is read back: exactly the headers that were meant, nothing that a server would have to change.

    Beyond ASCII is nothing but the recipient's address, if that is.
    """
    head = raw[: raw.index(b"\r\n\r\n") + 4]
    read, _ = headers.split(head)
    meant = tuple((name.lower(), value) for name, _, value in intended)
    found = tuple((name, one_line(headers.decoded(value))) for name, value in read.fields)
    if found[: len(meant)] != meant or tuple(name for name, _ in found[len(meant) :]) != (
        "mime-version",
        "content-type",
    ):
        raise OperatorError("An outgoing mail does not read back as it was meant; it is not sent.")
    if not raw.replace(recipient.encode(), b"").isascii() or any(len(line) > MAX_LINE for line in head.split(b"\r\n")):
        raise OperatorError("An outgoing mail has a header line that no server takes; it is not sent.")

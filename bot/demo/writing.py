"""Mails as people, mail servers and holiday assistants write them."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import format_datetime, formataddr
from functools import cached_property
from itertools import count
from urllib.parse import unquote

from bot.core.errors import OperatorError
from bot.demo.cast import PRACTICE, Player

AUTHSERV = "mx.hetbaken.example"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BUTTON = re.compile(r"mailto:[^?\s]+\?subject=([^\s\"<>&)]+)")
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An attachment."""

    name: str
    data: bytes


@dataclass(frozen=True)
class ReadMail:
    """A mail as somebody's mail program shows it; opened when it is looked at."""

    raw: bytes

    @cached_property
    def _mail(self) -> Message:
        return email.message_from_bytes(self.raw)

    def header(self, name: str) -> str:
        """A header in plain words, "" when there is none."""
        return " ".join(str(make_header(decode_header(self._mail[name] or ""))).split())

    @property
    def subject(self) -> str:
        """Its Subject."""
        return self.header("Subject")

    @property
    def kind(self) -> str:
        """What kind of mail of the bot's it is."""
        return self.header("X-Trajectbot")

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return self._body("text/plain")

    @cached_property
    def html(self) -> str:
        """The page, "" when it has none."""
        return self._body("text/html")

    @cached_property
    def files(self) -> tuple[AttachedFile, ...]:
        """The attachments."""
        named = ((part, _file_name(part)) for part in self._mail.walk())
        return tuple(AttachedFile(name, _bytes(part)) for part, name in named if name)

    @cached_property
    def commands(self) -> tuple[str, ...]:
        """What its buttons would send."""
        return tuple(dict.fromkeys(unquote(found) for found in _BUTTON.findall(self.text)))

    def file(self, ending: str, name: str = "") -> AttachedFile:
        """The attached file with this ending and, when several have, this word in its name."""
        found = next((f for f in self.files if f.name.endswith(ending) and name in f.name), None)
        if found is None:
            raise OperatorError(f"The mail {self.kind} came without the {ending} file that it should have.")
        return found

    def _body(self, kind: str) -> str:
        parts = (p for p in self._mail.walk() if p.get_content_type() == kind and not _file_name(p))
        part = next(parts, None)
        return "" if part is None else _bytes(part).decode(str(part.get_content_charset() or "utf-8"), "replace")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str:
    return str(part.get_filename() or "")


def letter(
    sender: Player, when: datetime, subject: str, body: str, *files: AttachedFile, **headers: str
) -> EmailMessage:
    """A mail to the practice, with the word of the practice's own mail server on whether the sender is genuine."""
    domain = sender.address.rpartition("@")[2]
    mail = EmailMessage()
    mail["Authentication-Results"] = f"{AUTHSERV}; dmarc=pass header.from={domain}; spf=pass smtp.mailfrom={domain}"
    mail["From"] = formataddr((sender.name, sender.address)) if sender.name else sender.address
    mail["To"] = formataddr((PRACTICE.name, PRACTICE.address))
    mail["Subject"] = subject
    mail["Date"] = format_datetime(when)
    mail["Message-ID"] = f"<demo.{next(_NUMBERS)}.{when:%Y%m%d%H%M}@{domain}>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    for file in files:
        kind = WORD if file.name.endswith(".docx") else EXCEL
        mail.add_attachment(file.data, *kind.split("/"), filename=file.name)
    return mail


def reply(to: ReadMail, sender: Player, when: datetime, body: str, *files: AttachedFile) -> EmailMessage:
    """An answer, as a mail program makes it."""
    quoted = "\n".join(f"> {line}" for line in to.text.splitlines())
    return threaded(to, sender, when, f"{body}\n\n{introduction(when)}\n{quoted}\n", *files)


def introduction(when: datetime) -> str:
    """What stands above a quotation."""
    return f"Op {when.day}-{when.month}-{when.year} schreef {PRACTICE.name} <{PRACTICE.address}>:"


def threaded(to: ReadMail, sender: Player, when: datetime, body: str, *files: AttachedFile) -> EmailMessage:
    """An answer with this body."""
    return letter(
        sender,
        when,
        f"Re: {to.subject}",
        body,
        *files,
        In_Reply_To=to.header("Message-ID"),
        References=to.header("Message-ID"),
    )


def out_of_office(to: ReadMail, sender: Player, when: datetime, until: str) -> EmailMessage:
    """The holiday assistant's answer (RFC 3834)."""
    body = (
        f"Dank voor uw bericht. Ik ben tot en met {until} afwezig en lees mijn mail niet.\n"
        f"Voor spoed kunt u bellen met het secretariaat.\n\n{sender.name}\n"
    )
    return letter(
        sender, when, f"Automatisch antwoord: {to.subject}", body, In_Reply_To=to.header("Message-ID"),
        Auto_Submitted="auto-replied", Return_Path="<>",
    )  # fmt: skip


def bounce(to: ReadMail, address: str, when: datetime) -> EmailMessage:
    """The report of a mail server that knows nobody of that name (RFC 3464)."""
    domain = address.rpartition("@")[2]
    head = to.raw.partition(b"\r\n\r\n")[0].decode("ascii")
    mail = email.message_from_string(
        f"Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.{domain}>\nTo: {PRACTICE.address}\n"
        f"Subject: Undelivered Mail Returned to Sender\nDate: {format_datetime(when)}\n"
        f"Message-ID: <demo.{next(_NUMBERS)}@mx.{domain}>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_bounce"\n\n'
        f"--=_bounce\nContent-Type: text/plain; charset=us-ascii\n\nYour message could not be delivered.\n\n"
        f"<{address}>: host mx.{domain} said: 550 5.1.1 User unknown\n\n"
        f"--=_bounce\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.{domain}\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        f"--=_bounce\nContent-Type: text/rfc822-headers\n\n{head.replace(chr(13), '')}\n\n--=_bounce--\n",
        policy=default,
    )
    assert isinstance(mail, EmailMessage)
    return mail

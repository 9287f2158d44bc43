"""A whole practice for a test: real Dovecot, recording SMTP server, ledger on disk, and people who write mails."""

from __future__ import annotations

import atexit
import email
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from support.servers.dovecot import PASSWORD, Account
from support.servers.smtp import Received, SmtpServer

from bot import resources
from bot.app import App, Summary
from bot.shell.imap.mailbox import Mailbox
from bot.shell.letters.stationery import Stationery
from bot.shell.letters.templates import Templates
from bot.shell.round.workshop import Workshop, opened
from bot.shell.sandbox.parent import Convert, Sandbox
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

ZONE = ZoneInfo("Europe/Amsterdam")
INFO, SHE, JAN = "info@praktijk.example", "a.devries@praktijk.example", "j.bakker@ziekenhuis.example"
PASS = "mx.praktijk.example; dmarc=pass header.from={domain}; spf=pass smtp.mailfrom={domain}"
CONFIG = """
[practice]
name = "Praktijk De Vries"
address = "{info}"
[practitioner]
name = "dr. A. de Vries"
address = "{she}"
[imap]
host = "127.0.0.1"
port = {imap}
security = "plain"
username = "{user}"
password_env = "IMAP_PASSWORD"
since = "{since}"
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
username = ""
max_per_minute = 6000
[security]
trusted_authserv_id = "{authserv}"
{more}
"""


def at(text: str) -> datetime:
    """A moment on the practice's clock: `2026-11-04 09:10`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def write_config(folder: Path, account: Account, smtp: SmtpServer, **more: str) -> Path:
    """config.toml for these servers; `authserv`, `she`, `since` and `more` (further TOML) may be given."""
    values = {"she": SHE, "since": "", "authserv": "mx.praktijk.example", "more": ""} | more
    text = CONFIG.format(info=INFO, imap=account.server.imap_port, user=account.user, smtp=smtp.port, **values)
    file = folder / "config.toml"
    file.write_text(text)
    return file


@dataclass
class Practice:
    """What a test does to a practice and sees of it."""

    account: Account
    smtp: SmtpServer
    settings: Settings
    app: App
    now: datetime = field(default_factory=lambda: at("2026-11-02 09:10"))
    authenticated: bool = True
    _count: int = 0

    def round(self, now: str = "") -> Summary:
        """One round at this moment."""
        if now:
            self.now = at(now)
        with Mailbox(self.account.endpoint()) as mailbox:
            return self.app.round(mailbox, self.now)

    def write(self, sender: str, subject: str, body: str = "", *files: tuple[str, bytes], **headers: str) -> bytes:
        """A mail to the practice, as a mail server would hand it over; header names with `_` for `-`."""
        self._count += 1
        mail = EmailMessage()
        address = re.search(r"<([^>]+)>", sender)
        domain = (address[1] if address else sender).rpartition("@")[2]
        if self.authenticated and "Authentication_Results" not in headers:
            mail["Authentication-Results"] = PASS.format(domain=domain)
        mail["From"], mail["To"], mail["Subject"] = sender, INFO, " ".join(subject.split())
        mail["Date"], mail["Message-ID"] = self.now, f"<m{self._count}.{self.account.user}@{domain}>"
        for name, value in headers.items():
            if value:
                mail[name.replace("_", "-")] = " ".join(value.split())
        mail.set_content(body)
        for name, data in files:
            mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        return bytes(mail)

    def mail(self, sender: str, subject: str, body: str = "", *files: tuple[str, bytes], **headers: str) -> bytes:
        """Writes it and delivers it."""
        raw = self.write(sender, subject, body, *files, **headers)
        self.account.append(raw, when=self.now)
        return raw

    def reply(self, to: Received, sender: str, body: str, *files: tuple[str, bytes], subject: str = "") -> bytes:
        """Answers a mail of ours, quoting it as people do."""
        said = parsed(to)
        quoted = "\n".join("> " + line for line in text_of(said).splitlines())
        whole = f"{body}\n\nOp ma 2 nov. 2026 om 09:10 schreef Praktijk De Vries <{INFO}>:\n{quoted}\n"
        return self.mail(
            sender, subject or f"Re: {decoded(said['Subject'])}", whole, *files,
            In_Reply_To=said["Message-ID"], References=said["Message-ID"],
        )  # fmt: skip

    def sent(self, kind: str = "", to: str = "") -> list[Received]:
        """What the SMTP server got, in order."""
        return [r for r in self.smtp.received if (not kind or kind_of(r) == kind) and (not to or r.recipient == to)]

    def kinds(self, to: str = "") -> list[str]:
        """The kinds of what was sent, in order."""
        return [kind_of(r) for r in self.sent(to=to)]

    def command(self, *lines: str) -> None:
        """A mail of hers."""
        self.mail(f"A. de Vries <{SHE}>", lines[0], "\n".join(lines[1:]))

    def folder(self, name: str) -> list[Message]:
        """The mails of a folder; `name` is matched at the end, `Trajecten/T-….*` as a pattern."""
        for folder in self.account.folders():
            if re.fullmatch(name, folder):
                return [email.message_from_bytes(raw) for _, raw in self.account.mails(folder)]
        return []


def kind_of(received: Received) -> str:
    """Its X-Trajectbot."""
    return head_of(received.raw)["X-Trajectbot"] or ""


def head_of(raw: bytes) -> Message:
    """The header alone: what hangs on a mail takes long to read."""
    return email.message_from_bytes(raw.partition(b"\r\n\r\n")[0])


def parsed(received: Received) -> Message:
    """The mail as the standard library reads it."""
    return email.message_from_bytes(received.raw)


def decoded(header: str) -> str:
    """A header's words."""
    return " ".join(str(make_header(decode_header(header))).split())


def text_of(message: Message) -> str:
    """The text part."""
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            payload = part.get_payload(decode=True)
            text = payload.decode(part.get_content_charset() or "utf-8") if isinstance(payload, bytes) else ""
            return text.replace("\r\n", "\n")
    return ""


def enclosures(message: Message) -> dict[str, bytes]:
    """The attached files by name."""
    found = {}
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_filename() else None
        if isinstance(data, bytes):
            found[str(part.get_filename())] = data
    return found


class Reading(Sandbox):
    """A practice's own sandbox and conversions; its child reads for the next practice too, as for the next mail."""

    def __init__(self, convert: Convert | None) -> None:
        super().__init__(convert=convert)
        self._idle = _child()._idle


@cache
def _child() -> Sandbox:
    """One for the whole run."""
    sandbox = Sandbox().__enter__()
    atexit.register(sandbox.__exit__, None, None, None)
    return sandbox


def templates_of(settings: Settings) -> Templates:
    """Compiled once for the whole run; nothing that a practice does changes them."""
    return _templates(settings.traject_types[0].max_retention_days)


@cache
def _templates(retention_days: int) -> Templates:
    return Templates(resources.root() / "mail", retention_days)


def _shared(workshop: Workshop) -> Workshop:
    """The same workshop with what may be shared between practices, and costs more to make than most tests take."""
    stationery = Stationery(templates_of(workshop.settings), workshop.ledger.keys)
    return replace(workshop, sandbox=Reading(workshop.sandbox.convert), stationery=stationery)


@contextmanager
def lent(settings: Settings, *, restoring: bool = False) -> Iterator[Workshop]:
    """What `once` and `restore` open, with what may be shared."""
    with opened(settings, workers=0, restoring=restoring) as workshop:
        yield _shared(workshop)


@contextmanager
def practice(
    folder: Path, account: Account, smtp: SmtpServer, environ: Mapping[str, str] | None = None, **more: str
) -> Iterator[Practice]:
    """A practice with its app open; `environ` overrides its configuration."""
    settings = load(write_config(folder, account, smtp, **more), {"IMAP_PASSWORD": PASSWORD, **(environ or {})})
    with ExitStack() as stack:
        yield Practice(account, smtp, settings, App(_shared(stack.enter_context(opened(settings, workers=0)))))

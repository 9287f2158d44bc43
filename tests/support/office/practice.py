"""Such a practice as a test has it; what `support.stories.practice.Practice` can do with servers, this can without."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from support.office.mailbox import MemoryMailbox
from support.servers.dovecot import fast_folder
from support.servers.smtp import Received
from support.stories.practice import CONFIG, INFO, SHE, Practice, at

from bot import resources
from bot.app import App, Summary
from bot.core.codec import from_plain, to_plain
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.readers import read
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger.ledger import open_ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.letters.templates import Templates
from bot.shell.round.workshop import Workshop
from bot.shell.settings.loading import load
from bot.shell.smtp.sender import Delivery, Outgoing, Result, Sender


class Reads:
    """Reads mail in this process, over the same plain form as the child."""

    def begin_mail(self, raw: bytes) -> Callable[[], InboundMail]:
        return partial(self.read_mail, raw)

    def read_mail(self, raw: bytes) -> InboundMail:
        return from_plain(InboundMail, json.loads(json.dumps(to_plain(parse(raw, read)))))


@dataclass
class Line:
    """Takes every mail, unless `down`; `moments` tells when each was taken."""

    received: list[Received] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    down: bool = False
    now: datetime = field(default_factory=lambda: at("2026-11-02 09:10"))
    port: int = 25

    def send_all(self, messages: Sequence[Outgoing], on_result: Callable[[Result], None], **more: object) -> None:
        for mail in messages:
            if not self.down:
                self.received.append(Received(mail.envelope_from, mail.recipient, mail.raw, False, ""))
                self.moments.append(self.now)
            on_result(Result(mail.id, Delivery.LATER if self.down else Delivery.SENT, 0 if self.down else 250, ""))


@dataclass
class Box:
    """What `support.servers.dovecot.Account` offers, over the mailbox in memory."""

    mailbox: MemoryMailbox = field(default_factory=MemoryMailbox)
    user: str = "praktijk"

    def append(self, *mails: bytes, folder: str = "INBOX", when: datetime | None = None, flags: str = "") -> None:
        for raw in mails:
            self.mailbox.append(
                folder, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), when or at("2026-11-02 09:10"), False
            )

    def folders(self) -> list[str]:
        return list(self.mailbox.every_folder())

    def mails(self, folder: str = "INBOX") -> list[tuple[str, bytes]]:
        kept = self.mailbox.tree[folder].mails if folder in self.mailbox.tree else {}
        return [("", mail.raw) for _, mail in sorted(kept.items())]


@dataclass
class Office(Practice):
    """A practice without servers."""

    @property
    def box(self) -> MemoryMailbox:
        return cast(Box, self.account).mailbox

    @property
    def line(self) -> Line:
        return cast(Line, self.smtp)

    def round(self, now: str = "") -> Summary:
        """One round at this moment."""
        if now:
            self.now = at(now)
        self.line.now = self.now
        return self.app.round(cast(Mailbox, self.box), self.now)


@contextmanager
def office(more: str = "", *, own_clock: bool = False) -> Iterator[Office]:
    """An office in a folder of its own, which is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="office-", dir=fast_folder()))
    values: dict[str, Any] = {
        "info": INFO,
        "she": SHE,
        "imap": 143,
        "smtp": 25,
        "user": INFO,
        "since": "",
        "more": more,
    }
    (folder / "config.toml").write_text(CONFIG.format(authserv="mx.praktijk.example", **values))
    settings = load(folder / "config.toml", {"IMAP_PASSWORD": "geheim"})
    ledger, line = open_ledger(settings), Line()
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    workshop = Workshop(ledger, cast(Any, Reads()), cast(Sender, line), Stationery(templates, ledger.keys))
    try:
        yield Office(cast(Any, Box()), cast(Any, line), settings, App(workshop, own_clock=own_clock))
    finally:
        ledger.close()
        shutil.rmtree(folder, ignore_errors=True)

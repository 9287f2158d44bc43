"""What a round works with: ledger, reading children, sender and stationery; opened and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot import resources
from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import kept_in
from bot.shell.ledger.ledger import Ledger, look, none_yet, open_ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.letters.templates import Templates
from bot.shell.round.clerk import Clerk
from bot.shell.sandbox.office import installed
from bot.shell.sandbox.parent import Sandbox
from bot.shell.sandbox.workbench import sweep
from bot.shell.servers.accounts import smtp_endpoint
from bot.shell.settings.frozen import Settings
from bot.shell.smtp.sender import Sender

CONVERTING = "converting"
"""The folder in that of the ledger in which old formats are converted."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that reaches outside the process, but for the mailbox."""

    ledger: Ledger
    sandbox: Sandbox
    sender: Sender
    stationery: Stationery

    @property
    def settings(self) -> Settings:
        """The practice's."""
        return self.ledger.settings

    def book(self, *, reads: bool = False) -> AbstractContextManager[Book]:
        """One transaction; `reads`: nothing is written in it."""
        return self.ledger.book(reads=reads)

    def context(self, now: datetime, inbound_id: int = 0) -> Context:
        """What the core may know at this moment."""
        return self.ledger.context(now, inbound_id)

    def clerk(self, book: Book, ctx: Context, answering: InboundMail | None = None) -> Clerk:
        """Writes decisions into this book."""
        return Clerk(book, self.stationery, ctx, answering)


@contextmanager
def opened(settings: Settings, workers: int = 1, *, restoring: bool = False) -> Iterator[Workshop]:
    """A workshop with its stores, its reading children and its sender."""
    sender = Sender(smtp_endpoint(settings.smtp))
    ledger = open_ledger(settings, restoring=restoring)
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    place = (kept_in(settings.stores.database_url) or settings.file.parent / "data") / CONVERTING
    sweep(place)
    with Sandbox(workers, convert=installed(place=place)) as sandbox:
        yield Workshop(ledger, sandbox, sender, Stationery(templates, ledger.keys))
    ledger.close()


class Opens(Protocol):
    """How a workshop is opened: as below, or with parts that are shared."""

    def __call__(self, settings: Settings, *, restoring: bool = False) -> AbstractContextManager[Workshop]:
        """One that is closed at the end."""


@contextmanager
def only_looking(settings: Settings) -> Iterator[Workshop]:
    """The same, with a ledger that is left as it is (OperatorError when there is none); nothing is sent from it."""
    ledger = look(settings)
    if ledger is None:
        raise none_yet(settings)
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    try:
        with Sandbox(convert=installed()) as sandbox:
            yield Workshop(ledger, sandbox, Sender(smtp_endpoint(settings.smtp)), Stationery(templates, ledger.keys))
    finally:
        ledger.close()

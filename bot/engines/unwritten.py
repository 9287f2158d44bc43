"""Stores that cannot be used for ten minutes: the operator hears it once, past the ledger, by the way that is left."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import structlog

from bot import resources
from bot.core.errors import TrajectbotError
from bot.core.people import addresses
from bot.core.views import Phrase, Technical
from bot.core.world import Role
from bot.shell.imap.mailbox import Mailbox
from bot.shell.keys import tokens
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import look
from bot.shell.letters.compose import Letter, compose
from bot.shell.letters.templates import Templates
from bot.shell.servers.accounts import imap_endpoint, smtp_endpoint
from bot.shell.settings.frozen import Settings
from bot.shell.smtp.sender import Delivery, Outgoing, Result, Sender

_TRIED = "tried"
PATIENCE = timedelta(minutes=10)
log = structlog.get_logger("trajectbot")


class Unwritten:
    """Since when the stores fail, and whether that was told; kept in memory, as there is nowhere else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._since: datetime | None = None
        self._told = False

    def works(self) -> None:
        """Something was written: it is over."""
        self._since, self._told = None, False

    def fails(self, now: datetime) -> None:
        """It is told once, after ten minutes; what no server takes now is tried again the next time."""
        self._since = self._since or now
        if self._told or now - self._since < PATIENCE:
            return
        try:
            self._told = _told(self._settings, now)
        except TrajectbotError as error:
            log.warning("trouble", problem=type(error).__name__)


def tried(book: Book, now: datetime) -> None:
    """Writes something, so that stores that cannot be written show it."""
    book.drop_meta(_TRIED)
    book.set_meta(_TRIED, now.isoformat())


def _told(settings: Settings, now: datetime) -> bool:
    practice = settings.practice
    recipient = settings.operator or settings.practitioner.address
    ours = _message_id(settings, recipient)
    hers = addresses.key(recipient) == addresses.key(practice.address)
    if hers and not ours:
        return False  # without our mark it would come back to us as a command of hers
    message_id = ours or f"{secrets.token_hex(16)}@{practice.address.rpartition('@')[2]}"
    raw = _written(settings, recipient, message_id, now)
    if hers:
        with Mailbox(imap_endpoint(settings.imap)) as mailbox:
            mailbox.append("INBOX", raw, now, seen=False)
        return True
    results: list[Result] = []
    Sender(smtp_endpoint(settings.smtp)).send_all([Outgoing(0, practice.address, recipient, raw)], results.append)
    return [result.outcome for result in results] == [Delivery.SENT]


def _message_id(settings: Settings, recipient: str) -> str:
    """One of ours; "" when the keys cannot be read."""
    try:
        ledger = look(settings)
        if ledger is None:
            return ""
        try:
            role = Role.STRANGER if settings.operator else Role.PRACTITIONER
            domain = settings.practice.address.rpartition("@")[2]
            return tokens.make(ledger.keys, Addressee("", role, "", recipient), domain)
        finally:
            ledger.close()
    except TrajectbotError:
        return ""


def _written(settings: Settings, recipient: str, message_id: str, now: datetime) -> bytes:
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    view = Technical(Phrase("technical.unwritten"), settings.operator)
    words = templates.render(view, settings.practice.language, settings.practice, settings.practitioner, by=now.date())
    return compose(
        Letter(
            kind=view.KIND,
            practice_name=settings.practice.name,
            practice_address=settings.practice.address,
            recipient=recipient,
            recipient_name="" if settings.operator else settings.practitioner.name,
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=f"<{message_id}>",
            date=now,
        )
    )

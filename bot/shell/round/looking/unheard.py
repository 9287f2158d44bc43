"""What may still speak against a destruction that she confirmed: mail nobody read, what she has not answered."""

from __future__ import annotations

from datetime import datetime

from bot.core.traject.value import Traject
from bot.shell.imap.errors import NotYetError
from bot.shell.ledger import confirmations, inbound
from bot.shell.ledger.book import Book
from bot.shell.round.workshop import Workshop


def refuse_unheard(workshop: Workshop, since: datetime, *, heard: bool) -> None:
    """NotYetError where mail that was seen since she confirmed was not read, or INBOX has not just been `heard`: it
    may say that she thought better of it.
    """
    with workshop.book() as book:
        if not heard or inbound.unheard(book, since):
            raise NotYetError("Not all mail since her confirmation could be read.", "It will be tried again.")


def awaits_her(traject: Traject, book: Book, now: datetime) -> bool:
    """Whether she was asked something about it since she confirmed, and has not answered."""
    since = traject.destroy_confirmed_at or now
    asked = any(q.ref == traject.ref and q.opened_at > since for q in book.questions())
    return asked or confirmations.open_since(book, traject.ref, since, now)

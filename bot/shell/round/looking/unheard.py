"""What may still speak against a destruction that she confirmed: mail nobody read, what she has not answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.due.clock import landed
from bot.core.traject.value import Traject
from bot.shell.imap.errors import NotYetError
from bot.shell.ledger import confirmations, inbound
from bot.shell.ledger.book import Book
from bot.shell.ledger.clock.memory import remembered
from bot.shell.round.workshop import Workshop

_DAY, _HOURS = timedelta(1), timedelta(hours=6)
"""A program that is called once a day is some hours late now and then."""
_TWICE = 2


def refuse_unheard(workshop: Workshop, since: datetime, *, heard: bool) -> None:
    """NotYetError where mail that was seen since she confirmed was not read, or INBOX has not just been `heard`: it
    may say that she thought better of it.
    """
    with workshop.book() as book:
        if not heard or inbound.unheard(book, since):
            raise NotYetError("Not all mail since her confirmation could be read.", "It will be tried again.")


def waits(traject: Traject, book: Book, ctx: Context) -> bool:
    """Whether it must not be yet: she has not answered, or had no days to think."""
    return awaits_her(traject, book, ctx.now) or lacks_days(traject, book, ctx)


def lacks_days(traject: Traject, book: Book, ctx: Context) -> bool:
    """Whether the days to think went by in a leap of the machine's clock: they begin anew on the day it landed, for
    that clock may be wrong, and of all that is done at its word this alone can never be put right. A program that is
    called so seldom that it leaps each time goes on at the third.
    """
    days = timedelta(ctx.rules_of(traject).destruction_cooling_days)
    leaps = landed(remembered(book), traject.destroy_confirmed_at or ctx.now, min(days, _DAY) + _HOURS)
    return bool(days) and 0 < len(leaps) <= _TWICE and ctx.today < ctx.calendar.day(leaps[-1]) + days


def awaits_her(traject: Traject, book: Book, now: datetime) -> bool:
    """Whether she was asked something about it since she confirmed, and has not answered."""
    since = traject.destroy_confirmed_at or now
    asked = any(q.ref == traject.ref and q.opened_at > since for q in book.questions())
    return asked or confirmations.open_since(book, traject.ref, since, now)

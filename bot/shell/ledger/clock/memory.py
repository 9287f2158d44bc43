"""The clock as the ledger remembers it; looked at when a round begins."""

from __future__ import annotations

import json
from datetime import datetime

from bot.core.codec import from_plain, to_plain
from bot.core.due.clock import Clock, ClockNews, Reading, reading
from bot.shell.ledger import events
from bot.shell.ledger.book import Book
from bot.shell.ledger.clock.stamps import put_right

_CLOCK = "clock"


def remembered(book: Book) -> Clock | None:
    """None before the first round."""
    kept = book.meta(_CLOCK)
    return from_plain(Clock, json.loads(kept)) if kept else None


def believed(book: Book, shown: datetime) -> None:
    """Stores of long ago were put in place: that the clock is far ahead of them tells nothing about it."""
    book.drop_meta(_CLOCK)
    book.set_meta(_CLOCK, json.dumps(to_plain(Clock(shown, ()))))


def looked_at(book: Book, shown: datetime, *, own: bool) -> Reading:
    """What to make of what the clock shows; after a return what was recorded is put right, and she hears it."""
    before = remembered(book)
    found = reading(before, shown, own=own)
    if found.news is ClockNews.RETURNED:
        put_right(book, found)
        was, on = found.last.date().isoformat(), shown.date().isoformat()
        events.record(book, shown, "", "problem.clock", (("was", was), ("on", on)))
    if found.clock != before:
        book.drop_meta(_CLOCK)
        book.set_meta(_CLOCK, json.dumps(to_plain(found.clock)))
    return found

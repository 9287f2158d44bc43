"""The clock as the ledger remembers it; looked at when a round begins."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from bot.core.codec import from_plain, to_plain
from bot.core.due.clock import Clock, ClockNews, Reading, is_possible, reading
from bot.core.errors import TransientError
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


def refuse_impossible(book: Book, shown: datetime, since: str) -> None:
    """TransientError where nothing can be begun with what the machine's clock shows: it is older than this program, or
    the day from which mail is read has not come, so that all mail would be left alone for ever.
    """
    before = remembered(book)
    latest = max(shown, before.last) if before is not None else shown
    if before is None and not is_possible(shown):
        raise TransientError(f"The clock of the computer says {shown:%Y-%m-%d}.", "Set it right; it is tried again.")
    if f"{latest + timedelta(1):%Y-%m-%d}" < since:
        problem = f"Mail is read from {since} on ([imap] since), and the clock of the computer says {shown:%Y-%m-%d}."
        raise TransientError(problem, "Set the clock or that day right; it is tried again.")


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

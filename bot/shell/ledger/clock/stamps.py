"""Moments that a clock which was ahead has left in the ledger: put back by as much as it was, and never in the future.

The events stay as they are, for they are chained: which of them she has heard of is counted, not dated.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, delete, or_, select, update

from bot.core.due.clock import Reading
from bot.shell.ledger import tables as t
from bot.shell.ledger.book import Book

FACTS: dict[Table, tuple[str, ...]] = {
    t.traject: ("stage_since", "opened_at", "destroy_confirmed_at", "destroyed_at"),
    t.respondent: ("listed_at",),
    t.tombstone: ("buried_at",),
    t.inbound: ("seen_at",),
    t.location: ("gone_at",),
    t.disposition: ("at",),
    t.question: ("opened_at", "closed_at"),
    t.outbox: ("created_at", "not_before", "sent_at"),
    t.job: ("created_at", "done_at"),
    t.confirmation: ("created_at", "used_at"),
    t.digest: ("made_at",),
}
"""What happened, and so cannot lie in the future."""
WAITS: dict[Table, tuple[str, ...]] = {
    t.traject: ("next_due_at",),
    t.inbound: ("next_try_at",),
    t.outbox: ("next_try_at",),
}
"""Until when something waits: it is looked at anew."""
DAYS: dict[Table, tuple[str, ...]] = {t.traject: ("held_on", "reregistered_on")}
LEFT: dict[Table, tuple[str, ...]] = {
    t.event: ("at",),
    t.inbound: ("received_at",),
    t.confirmation: ("expires_at",),
    t.digest: ("nominal",),
    t.traject: ("paused_until", "conversation_before", "ask_again_on", "destroy_at", "registered_until"),
}
"""Chained, a server's, in `_promises`, or days to come that people named; a destruction comes later, never earlier."""

_NAMED = timedelta(120)


def put_right(book: Book, found: Reading) -> None:
    """Everything that lies later than `found.now`."""

    def corrected(at: datetime) -> datetime:
        return max(found.floor, min(found.now, at - found.back))

    _promises(book, found)
    for table, columns in FACTS.items():
        _change(book, table, columns, found.now, corrected)
    for table, columns in WAITS.items():
        _change(book, table, columns, found.now, lambda at: found.now)
    for table, columns in DAYS.items():
        _change(book, table, columns, found.now.date(), lambda day: min(day - found.back, found.now.date()))
    _digests(book, found.now)
    _installation(book, found.now, corrected)


def _change(
    book: Book, table: Table, columns: tuple[str, ...], now: datetime | date, corrected: Callable[[Any], Any]
) -> None:
    later = [table.c[name] for name in columns]
    keys: list[Column[Any]] = list(table.primary_key)
    rows = book.connection.execute(select(*keys, *later).where(or_(*(c > now for c in later)))).all()
    for row in rows:
        same = [key == row._mapping[key] for key in keys]
        values = {c: corrected(at) for c in later if (at := row._mapping[c]) is not None and at > now}
        book.connection.execute(update(table).where(*same).values({c.name: at for c, at in values.items()}))


def _promises(book: Book, found: Reading) -> None:
    """What was reckoned from the wrong day: the term of a confirmation, and the end of an absence so far ahead that
    nobody named it; a nearer one may have been named, and stays.
    """
    named = found.now.date() + _NAMED
    d, c = t.disposition, t.confirmation
    rows = book.connection.execute(select(d.c.id, d.c.detail).where(d.c.at > found.now)).all()
    for row in rows:
        with suppress(ValueError):
            day = date.fromisoformat(row.detail)
            if day > named:
                sooner = (day - found.back).isoformat()
                book.connection.execute(update(d).where(d.c.id == row.id).values(detail=sooner))
    asked = book.connection.execute(select(c.c.token_h, c.c.expires_at).where(c.c.created_at > found.now)).all()
    for row in asked:
        until = row.expires_at - found.back
        book.connection.execute(update(c).where(c.c.token_h == row.token_h).values(expires_at=until))


def _digests(book: Book, now: datetime) -> None:
    """Those of days that have not come yet are made when they come."""
    o = t.outbox
    book.connection.execute(delete(t.digest).where(t.digest.c.nominal > now))
    made = book.connection.execute(select(o.c.id, o.c.key).where(o.c.key.like("digest/%"))).all()
    for row in made:
        with suppress(ValueError):
            if datetime.fromisoformat(row.key.partition("/")[2]) > now:
                book.connection.execute(update(o).where(o.c.id == row.id).values(key=f"{row.key}/{row.id}"))


def _installation(book: Book, now: datetime, corrected: Callable[[datetime], datetime]) -> None:
    """Facts about the installation that are a moment."""
    m = t.meta
    for row in book.connection.execute(select(m)).all():
        with suppress(ValueError):
            at = datetime.fromisoformat(row.value)
            if at.tzinfo is not None and at > now:
                changed = corrected(at).isoformat()
                book.connection.execute(update(m).where(m.c.name == row.name).values(value=changed))

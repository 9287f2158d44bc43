"""What is kept of people outside a traject is dropped when its time is over; she need not be asked about that."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.due.retention import last_day_of
from bot.shell.ledger import events, expiry
from bot.shell.round.workshop import Workshop

SETTLED_DAYS = 30
"""So long after it was settled a question or a confirmation of no traject can still be read back."""


def forget_what_is_over(workshop: Workshop, now: datetime) -> None:
    """Whose a destroyed traject was, past the limit on retention; what her settled questions and confirmations said."""
    with workshop.book() as book:
        ctx = workshop.context(now)
        for one in expiry.remembered(book):
            rules = ctx.rules.get(one.type) or next(iter(ctx.rules.values()))
            if last_day_of(one.held_on, ctx.calendar.day(one.opened_at), rules) < ctx.today:
                book.drop_meta(expiry.DESTROYED + one.ref)
                events.record(book, now, one.ref, "forgotten")
        expiry.drop_settled(book, now - timedelta(SETTLED_DAYS))
        longest = max(rules.max_retention_days for rules in ctx.rules.values())
        expiry.drop_unanswered(book, now - timedelta(longest), now)

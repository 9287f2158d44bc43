"""What is kept of people outside a traject: used as long as there is a reason, then dropped; she need not be asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.due.retention import last_day_of
from bot.core.due.years.followups import YEARS, Followed, followup, key_of
from bot.core.traject.rules import TrajectRules
from bot.core.traject.stages import OPEN
from bot.core.views import FollowupCycle, FollowupYearly
from bot.core.world import Role
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import events, expiry
from bot.shell.ledger.book import Book
from bot.shell.ledger.expiry import StillKnown
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.workshop import Workshop

SETTLED_DAYS = 30
"""So long after it was settled a question or a confirmation of no traject can still be read back."""


def forget_what_is_over(workshop: Workshop, now: datetime) -> None:
    """Whose a destroyed traject was, past the limit on retention; what her settled questions and confirmations said."""
    with workshop.book() as book:
        ctx = workshop.context(now)
        for one in expiry.remembered(book):
            if last_day_of(one.held_on, ctx.calendar.day(one.opened_at), _rules(one, ctx)) < ctx.today:
                _forget(book, one, now)
        expiry.drop_settled(book, now - timedelta(SETTLED_DAYS))
        longest = max(rules.max_retention_days for rules in ctx.rules.values())
        expiry.drop_unanswered(book, now - timedelta(longest), now)


def follow_up(workshop: Workshop, now: datetime) -> None:
    """Those whose traject was destroyed are written to as those whose traject lives; after the last mail to them
    nothing of them is kept. Whoever is in a traject again hears from that one.
    """
    with workshop.book() as book:
        ctx = workshop.context(now)
        for one in expiry.remembered(book):
            if one.held_on is not None and ctx.calendar.in_window(now, _rules(one, ctx).window):
                _written_to(workshop, book, one, ctx)


def _written_to(workshop: Workshop, book: Book, one: StillKnown, ctx: Context) -> None:
    kept = book.meta_sealed(expiry.DESTROYED + one.ref) or {}
    if one.held_on is None or not kept.get("address"):
        return
    mail = followup(Followed(one.ref, kept["name"], one.held_on, one.registered_until), _made(book, one.ref), ctx)
    if mail is None:
        return
    if not _has_another(book, kept["address"]):
        to = Addressee(one.ref, Role.SPECIALIST, "", kept["address"])
        written = workshop.stationery.letter(mail.view, to, kept["name"], kept.get("language") or "nl", ctx)
        outbox.add_raw(book, mail.key, mail.view.KIND, written, ctx.now, answers=False)
    if mail.view.KIND == FollowupCycle.KIND:
        _forget(book, one, ctx.now)


def _made(book: Book, ref: str) -> frozenset[str]:
    keys = (*(key_of(ref, FollowupYearly.KIND, n) for n in YEARS), key_of(ref, FollowupCycle.KIND, 1))
    return frozenset(key for key in keys if outbox.has_key(book, key))


def _has_another(book: Book, address: str) -> bool:
    """Whether he is the specialist of a traject that runs."""
    mine = (book.traject(known.ref) for known in book.known(address) if known.role is Role.SPECIALIST)
    return any(traject is not None and traject.stage in OPEN for traject in mine)


def _forget(book: Book, one: StillKnown, now: datetime) -> None:
    book.drop_meta(expiry.DESTROYED + one.ref)
    events.record(book, now, one.ref, "forgotten")


def _rules(one: StillKnown, ctx: Context) -> TrajectRules:
    return ctx.rules.get(one.type) or next(iter(ctx.rules.values()))

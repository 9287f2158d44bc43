"""The digest, once per working day, at its nominal moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from bot.core.context import Context
from bot.core.decision import PractitionerMail
from bot.core.due.digest import Fact, make
from bot.core.questions import enquiries_shown, questions_shown
from bot.core.traject.stages import Stage
from bot.core.views import RespondentReminder
from bot.shell.ledger import events
from bot.shell.ledger.book import Book
from bot.shell.ledger.outgoing import traffic
from bot.shell.round.clerk import Clerk

_TOLD = "digest_told"
"""Up to which event she was told."""
_NIGHT = time(22)
_SHOWN = frozenset(Stage) - {Stage.DESTROYED}


def make_digest(book: Book, clerk: Clerk, ctx: Context) -> None:
    """Makes the latest digest that is due and not made yet; with nothing to say that is only recorded."""
    first = book.meta("first_start")
    if first is None:
        return
    nominal = ctx.calendar.nominal_digest(ctx.now, datetime.fromisoformat(first), ctx.practitioner.digest_at)
    previous, back_on = events.last_digest(book), book.back_on()
    if nominal is None or (previous is not None and previous >= nominal) or _is_late(nominal, ctx):
        return
    if back_on is not None and ctx.calendar.day(nominal) < back_on:
        return  # she is away: the first one after that tells all
    asked = tuple(q for q in book.questions() if q.opened_at <= nominal)
    told = book.meta(_TOLD)
    after = int(told) if told is not None else events.number_at(book, previous)
    upto = max(after, events.number_at(book, nominal))
    digest = make(
        nominal,
        (*events.between(book, after, upto, nominal), *_reminded(book, previous, nominal)),
        questions_shown(asked, ctx),
        enquiries_shown(asked, ctx),
        book.trajects_in(_SHOWN),
        (),
        ctx,
        asked_anew=any(previous is None or q.opened_at > previous for q in asked),
    )
    book.drop_meta(_TOLD)
    book.set_meta(_TOLD, str(upto))
    events.digest_made(book, nominal, ctx.now, mailed=digest is not None)
    if digest is not None:
        clerk.post(PractitionerMail(digest, key=f"digest/{nominal.isoformat()}", answers=False), None)


def _is_late(nominal: datetime, ctx: Context) -> bool:
    """Whether an outage lasted over its day, or into the night: the next working day's tells it all."""
    now, at = ctx.calendar.local(ctx.now).time(), ctx.practitioner.digest_at
    return ctx.calendar.day(nominal) != ctx.today or (now >= _NIGHT and at < _NIGHT)


def _reminded(book: Book, after: datetime | None, upto: datetime) -> Iterator[Fact]:
    """The reminders that left since the previous digest; what waits or is held is none."""
    for ref, n in traffic.sent_between(book, RespondentReminder.KIND, after, upto):
        yield Fact(upto, ref, "news.reminded", (("n", str(n)),))

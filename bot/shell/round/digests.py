"""The digest, once per working day, at its nominal moment."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import func, insert, select

from bot.core.context import Context
from bot.core.decision import PractitionerMail
from bot.core.due.digest import Event, make
from bot.core.questions import enquiries_shown, questions_shown
from bot.core.traject.stages import Stage
from bot.shell.ledger import tables
from bot.shell.ledger.book import Book
from bot.shell.round.clerk import Clerk

_SHOWN = frozenset(Stage) - {Stage.DESTROYED}


def make_digest(book: Book, clerk: Clerk, ctx: Context) -> None:
    """Makes the latest digest that is due and not made yet; with nothing to say that is only recorded."""
    first = book.meta("first_start")
    if first is None:
        return
    nominal = ctx.calendar.nominal_digest(ctx.now, datetime.fromisoformat(first), ctx.practitioner.digest_at)
    d = tables.digest
    if nominal is None or book.connection.execute(select(d.c.nominal).where(d.c.nominal >= nominal)).first():
        return
    previous = book.connection.execute(select(func.max(d.c.nominal))).scalar()
    asked = tuple(q for q in book.questions() if q.opened_at <= nominal)
    digest = make(
        nominal,
        _events(book, previous, nominal),
        questions_shown(asked, ctx),
        enquiries_shown(asked, ctx),
        book.trajects_in(_SHOWN),
        (),
        ctx,
    )
    book.connection.execute(insert(d).values(nominal=nominal, made_at=ctx.now, mailed=digest is not None))
    if digest is not None:
        clerk.post(PractitionerMail(digest, key=f"digest/{nominal.isoformat()}", answers=False), None)


def _events(book: Book, after: datetime | None, until: datetime) -> tuple[Event, ...]:
    e = tables.event
    wanted = select(e).where(e.c.at <= until).order_by(e.c.id)
    if after is not None:
        wanted = wanted.where(e.c.at > after)
    rows = book.connection.execute(wanted)
    return tuple(
        Event(r.at, "" if r.ref == "-" else r.ref, r.code, tuple((k, v) for k, v in json.loads(r.detail))) for r in rows
    )

"""Outcomes of mails per traject: append-only, the latest is valid."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.core.traject.value import Outcome, Valid
from bot.shell.ledger import tables

if TYPE_CHECKING:
    from bot.shell.ledger.book import Book

NOTHING = "-"
"""The `ref` of a mail that concerns no traject."""


def add(book: Book, inbound_id: int, ref: str, valid: Valid) -> None:
    """One more outcome; `inbound_id` is below zero for a mail of ours that the server refused at once."""
    book.connection.execute(
        insert(tables.disposition).values(
            inbound=inbound_id,
            ref=ref or NOTHING,
            outcome=valid.outcome,
            respondent=valid.respondent,
            detail=valid.detail[:80],
            at=valid.at,
        )
    )


def valid(book: Book, ref: str) -> tuple[Valid, ...]:
    """The valid outcomes for a traject, oldest first."""
    d = tables.disposition.c
    latest = select(func.max(d.id)).where(d.ref == ref).group_by(d.inbound)
    rows = book.connection.execute(select(tables.disposition).where(d.id.in_(latest)).order_by(d.id))
    return tuple(Valid(r.inbound, Outcome(r.outcome), r.at, r.respondent, r.detail) for r in rows)


def of_mail(book: Book, inbound_id: int) -> dict[str, Outcome]:
    """The valid outcomes of one mail, by traject."""
    d = tables.disposition.c
    rows = book.connection.execute(select(d.ref, d.outcome).where(d.inbound == inbound_id).order_by(d.id))
    return {r.ref: Outcome(r.outcome) for r in rows}


def outcome(book: Book, inbound_id: int, ref: str) -> Outcome | None:
    """The valid outcome of a mail for a traject."""
    return of_mail(book, inbound_id).get(ref)


def doubtful(book: Book, ref: str) -> tuple[int, ...]:
    """The mails that are doubtful for this traject."""
    return tuple(v.inbound_id for v in valid(book, ref) if v.outcome is Outcome.DOUBTFUL)


def change(book: Book, inbound_id: int, ref: str, outcome: Outcome, at: datetime, respondent: str = "") -> None:
    """A later outcome of the same mail."""
    add(book, inbound_id, ref, Valid(inbound_id, outcome, at, respondent))

"""What happened, as facts without names, addresses or texts, chained; and which digests have told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.core.due.digest import Fact
from bot.core.traject.reference import NO_TRAJECT
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

_ONE_WRITER = text("SELECT pg_advisory_xact_lock(7989, 1)")
_AT_ONCE = 1000
_UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, DBAPIError)
"""What a value of another kind than its column raises: a number where a moment should be, bytes that are no text."""
_HEAD = select(tables.event.c.hash).order_by(tables.event.c.id.desc()).limit(1)
_ADD = insert(tables.event)


@dataclass(frozen=True, slots=True)
class Chain:
    """How many events hang together from the first on, the hash of the last of them ("" for none), and the number of
    the first that does not fit (0: all of them do).
    """

    count: int
    head: str
    broken: int = 0


def record(tx: Transaction, at: datetime, ref: str, code: str, values: tuple[tuple[str, str], ...] = ()) -> None:
    """A fact for the digest and the audit: never a name, an address or a text."""
    detail = json.dumps(values)
    if tx.event_head is None and tx.connection.dialect.name == "postgresql":
        tx.connection.execute(_ONE_WRITER)
    tx.event_head = linked(head(tx), at, ref, code, detail)
    row = {"at": at, "ref": ref, "code": code, "detail": detail, "hash": tx.event_head}
    tx.connection.execute(_ADD, row)


def linked(former: str, at: datetime, ref: str, code: str, detail: str) -> str:
    """The hash of an event: SHA-256 over the former one's and its own fields, as one line of JSON."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(json.dumps([former, moment, ref or NO_TRAJECT, code, detail]).encode()).hexdigest()


def head(tx: Transaction) -> str:
    """The hash of the last event, "" when there is none: asked for once a transaction."""
    if tx.event_head is None:
        tx.event_head = tx.connection.execute(_HEAD).scalar() or ""
    return tx.event_head


def has(tx: Transaction, wanted: str) -> bool:
    """Whether an event with this hash is on record."""
    e = tables.event.c
    return tx.connection.execute(select(e.id).where(e.hash == wanted).limit(1)).first() is not None


def chain(tx: Transaction, most: int = 0) -> Chain:
    """The events followed from the first on, at most so many of them (0: all)."""
    e, count, last = tables.event, 0, ""
    wanted = select(e).order_by(e.c.id).limit(most or None)
    try:
        for row in tx.connection.execute(wanted).yield_per(_AT_ONCE):
            if row.hash != linked(last, row.at, row.ref, row.code, row.detail):
                return Chain(count, last, row.id)
            count, last = count + 1, row.hash
    except _UNREADABLE:
        return _one_by_one(tx, most)
    return Chain(count, last)


def _one_by_one(tx: Transaction, most: int) -> Chain:
    """The same where one of them cannot even be read: that one fits no more than any other that was changed."""
    e, count, last = tables.event, 0, ""
    for number in tx.connection.execute(select(e.c.id).order_by(e.c.id).limit(most or None)).scalars().all():
        try:
            row = tx.connection.execute(select(e).where(e.c.id == number)).one()
            fits = row.hash == linked(last, row.at, row.ref, row.code, row.detail)
        except _UNREADABLE:
            fits = False
        if not fits:
            return Chain(count, last, number)
        count, last = count + 1, row.hash
    return Chain(count, last)


def told_since(tx: Transaction, ref: str, code: str, values: tuple[tuple[str, str], ...], since: datetime) -> bool:
    """Whether this very fact was recorded since then."""
    e = tables.event.c
    same = (e.at >= since, e.ref == ref, e.code == code, e.detail == json.dumps(values))
    return tx.connection.execute(select(e.id).where(*same).limit(1)).first() is not None


def between(tx: Transaction, after: int, upto: int, until: datetime) -> tuple[Fact, ...]:
    """The events with a number above `after`, up to and with `upto`, in order; none is dated later than `until`.

    Numbers go on whatever a clock does: one that was ahead makes nothing be told twice, or never.
    """
    e = tables.event
    rows = tx.connection.execute(select(e).where(e.c.id > after, e.c.id <= upto).order_by(e.c.id))
    return tuple(Fact(min(r.at, until), r.ref, r.code, tuple((k, v) for k, v in json.loads(r.detail))) for r in rows)


def number_at(tx: Transaction, moment: datetime | None) -> int:
    """The number of the last event that was recorded by then; 0 when there was none."""
    if moment is None:
        return 0
    e = tables.event.c
    return int(tx.connection.execute(select(func.max(e.id)).where(e.at <= moment)).scalar() or 0)


def last_digest(tx: Transaction) -> datetime | None:
    """The nominal moment of the latest digest that was made, or that had nothing to say."""
    nominal: datetime | None = tx.connection.execute(select(func.max(tables.digest.c.nominal))).scalar()
    return nominal


def digest_made(tx: Transaction, nominal: datetime, at: datetime, *, mailed: bool) -> None:
    """This digest is done with."""
    tx.connection.execute(insert(tables.digest).values(nominal=nominal, made_at=at, mailed=mailed))

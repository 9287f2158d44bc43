"""What happened, as facts without names, addresses or texts; and which digests have told of it."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import func, insert, select

from bot.core.due.digest import Fact
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction


def record(tx: Transaction, at: datetime, ref: str, code: str, values: tuple[tuple[str, str], ...] = ()) -> None:
    """A fact for the digest and the audit: never a name, an address or a text."""
    tx.connection.execute(insert(tables.event).values(at=at, ref=ref, code=code, detail=json.dumps(values)))


def between(tx: Transaction, after: datetime | None, until: datetime) -> tuple[Fact, ...]:
    """Everything that happened later than `after`, up to and with `until`, in order."""
    e = tables.event
    wanted = select(e).where(e.c.at <= until).order_by(e.c.id)
    if after is not None:
        wanted = wanted.where(e.c.at > after)
    return tuple(
        Fact(r.at, r.ref, r.code, tuple((k, v) for k, v in json.loads(r.detail))) for r in tx.connection.execute(wanted)
    )


def last_digest(tx: Transaction) -> datetime | None:
    """The nominal moment of the latest digest that was made, or that had nothing to say."""
    nominal: datetime | None = tx.connection.execute(select(func.max(tables.digest.c.nominal))).scalar()
    return nominal


def digest_made(tx: Transaction, nominal: datetime, at: datetime, *, mailed: bool) -> None:
    """This digest is done with."""
    tx.connection.execute(insert(tables.digest).values(nominal=nominal, made_at=at, mailed=mailed))

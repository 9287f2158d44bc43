"""What is kept under the practice key and has lost its reason: found, and dropped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, literal, or_, select, update

from bot.shell.keys.store import PRACTICE
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

DESTROYED = "destroyed/"
"""The name under which it is kept whose a destroyed traject was begins with this; its reference follows."""


_m, _t = tables.meta.c, tables.traject.c
_REMEMBERED = select(_t.ref, _t.type, _t.opened_at, _t.held_on, _t.registered_until).join_from(
    tables.traject, tables.meta, _m.name == literal(DESTROYED) + _t.ref
)


@dataclass(frozen=True, slots=True)
class StillKnown:
    """A destroyed traject whose specialist is still known."""

    ref: str
    type: str
    opened_at: datetime
    held_on: date | None
    registered_until: date | None


def remembered(tx: Transaction) -> tuple[StillKnown, ...]:
    """All of them."""
    rows = tx.connection.execute(_REMEMBERED)
    return tuple(StillKnown(r.ref, r.type, r.opened_at, r.held_on, r.registered_until) for r in rows)


def kept(tx: Transaction) -> dict[str, str]:
    """What is kept of each destroyed traject, by its reference, still sealed."""
    m = tables.meta.c
    rows = tx.connection.execute(select(m.name, m.value).where(m.name.startswith(DESTROYED, autoescape=True)))
    return {row.name.removeprefix(DESTROYED): row.value for row in rows}


def name(tx: Transaction, ref: str, sealed: Mapping[str, str]) -> str:
    """The name of a destroyed traject's specialist, of what is `kept`; "" when it is not."""
    if ref not in sealed:
        return ""
    told = json.loads(tx.keys.unseal(PRACTICE, f"meta/{DESTROYED}{ref}", bytes.fromhex(sealed[ref])))
    return str(told.get("name", ""))


def drop_settled(tx: Transaction, before: datetime) -> None:
    """What her questions and confirmations under the practice key said, once they are settled that long."""
    q, c = tables.question, tables.confirmation
    settled = (q.c.under == PRACTICE, q.c.closed_at < before, q.c.shown_c.is_not(None))
    tx.connection.execute(update(q).where(*settled).values(shown_c=None))
    tx.connection.execute(delete(c).where(or_(c.c.used_at < before, c.c.used_at.is_(None)), c.c.expires_at < before))


def drop_unanswered(tx: Transaction, before: datetime, at: datetime) -> None:
    """Questions under the practice key that were asked that long ago: enquiries that nobody followed up."""
    q = tables.question
    old = (q.c.under == PRACTICE, q.c.opened_at < before, q.c.closed_at.is_(None))
    tx.connection.execute(update(q).where(*old).values(shown_c=None, closed_at=at))

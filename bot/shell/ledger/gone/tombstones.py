"""Who had to do with a traject that is gone: keyed hashes of addresses, which expire after a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from bot.core.traject.stages import Stage
from bot.core.world import Role
from bot.shell.ledger import tables, trajects
from bot.shell.ledger.transaction import Transaction

EXPIRES = timedelta(days=365)
_stage = tables.traject.c.stage
_CLOSED = select(tables.traject.c.ref).where(or_(_stage == Stage.DESTROYED, _stage == Stage.DESTROYING)).limit(1)


def bury(tx: Transaction, ref: str, now: datetime) -> None:
    """Of the contacts of this traject only role and keyed hash stay, each once."""
    c, t = tables.contact, tables.tombstone
    there = set(tx.connection.scalars(select(t.c.address_h).where(t.c.ref == ref)))
    for role in (Role.SPECIALIST, Role.RESPONDENT):  # who is both is his own: his word is heard (h104)
        wanted = select(c.c.address_h).where(c.c.ref == ref, c.c.role == role).distinct()
        for hashed in set(tx.connection.scalars(wanted)) - there:
            tx.connection.execute(insert(t).values(ref=ref, address_h=hashed, role=role, buried_at=now))
            there.add(hashed)
    tx.connection.execute(delete(c).where(c.c.ref == ref))


def sweep(tx: Transaction, now: datetime) -> None:
    """What is older than a year goes: the tombstones, and to whom a mail of a traject went that is gone as long."""
    t, o, r = tables.tombstone, tables.outbox, tables.traject.c
    tx.connection.execute(delete(t).where(t.c.buried_at <= now - EXPIRES))
    gone = select(r.ref).where(r.destroyed_at <= now - EXPIRES)
    old = (o.c.ref.in_(gone), o.c.created_at <= now - EXPIRES, o.c.recipient_h != "")
    tx.connection.execute(update(o).where(*old).values(recipient_h=""))


def role_of(tx: Transaction, ref: str, address: str) -> Role | None:
    """What an address was in a traject that is gone, or is about to be; None when that is not known (any more)."""
    if not address:
        return None
    hashed, t, c = tx.address_hash(address), tables.tombstone.c, tables.contact.c
    buried = select(t.role).where(t.ref == ref, t.address_h == hashed)
    listed = select(c.role).where(c.ref == ref, c.address_h == hashed)
    roles = {Role(role) for wanted in (buried, listed) for role in tx.connection.scalars(wanted)}
    return Role.SPECIALIST if Role.SPECIALIST in roles else next(iter(roles), None)


def known(tx: Transaction, address: str) -> tuple[str, ...]:
    """The trajects that are gone in which this address took part, as long as that is known."""
    t = tables.tombstone.c
    wanted = select(t.ref).where(t.address_h == tx.address_hash(address)).distinct().order_by(t.ref)
    return tuple(tx.connection.scalars(wanted)) if address else ()


def is_closed(tx: Transaction, ref: str) -> bool:
    """Whether a traject was destroyed, or is being destroyed and its key is gone already."""
    stage = trajects.stage_of(tx, ref)
    return stage == Stage.DESTROYED or (stage == Stage.DESTROYING and tx.keys.get(ref) is None)


def any_closed(tx: Transaction) -> bool:
    """Whether a traject was ever destroyed here, or is being destroyed."""
    return tx.connection.execute(_CLOSED).first() is not None

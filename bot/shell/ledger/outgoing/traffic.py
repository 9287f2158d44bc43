"""What the outbox tells of mails that left, and of those that could not yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select

from bot.core.world import Role
from bot.shell.ledger import tables
from bot.shell.ledger.outgoing.outbox import WAITING
from bot.shell.ledger.transaction import Transaction

_o = tables.outbox.c
_TO, _SINCE = _o.recipient_h == bindparam("to"), _o.sent_at >= bindparam("since")
_SENT = select(func.count()).where(_TO, _SINCE)
_ANSWERED = select(func.count()).where(_TO, or_(_SINCE, and_(_o.state == WAITING, _o.answers)))


def sent_since(tx: Transaction, recipient_h: str, since: datetime) -> int:
    """How many mails went to this address since then."""
    return tx.connection.execute(_SENT, {"to": recipient_h, "since": since}).scalar_one()


def answered_since(tx: Transaction, recipient_h: str, since: datetime) -> int:
    """How many mails went to this address since then, or are answers on their way to it."""
    return tx.connection.execute(_ANSWERED, {"to": recipient_h, "since": since}).scalar_one()


def last_of(tx: Transaction, kind: str, role: Role, ref: str | None = None) -> datetime | None:
    """When the last mail of this kind went to somebody in this role, of one traject or of any."""
    o = tables.outbox.c
    mine = [o.kind == kind, o.role == role, *([o.ref == ref] if ref is not None else [])]
    latest: datetime | None = tx.connection.execute(select(func.max(o.sent_at)).where(*mine)).scalar()
    return latest


def left_to(tx: Transaction, ref: str, role: Role, respondent: str = "") -> tuple[tuple[str, datetime], ...]:
    """Kind and moment of the mails of a traject that left for somebody, oldest first."""
    o = tables.outbox.c
    theirs = (o.ref == ref, o.role == role, o.respondent == respondent, o.sent_at.is_not(None))
    rows = tx.connection.execute(select(o.kind, o.sent_at).where(*theirs).order_by(o.sent_at, o.id))
    return tuple((row.kind, row.sent_at) for row in rows)


def sent_between(tx: Transaction, kind: str, after: datetime | None, upto: datetime) -> tuple[tuple[str, int], ...]:
    """How many mails of this kind left, by traject."""
    o = tables.outbox.c
    when = (o.sent_at <= upto,) if after is None else (o.sent_at > after, o.sent_at <= upto)
    counted = select(o.ref, func.count()).where(o.kind == kind, *when).group_by(o.ref).order_by(o.ref)
    return tuple((ref, n) for ref, n in tx.connection.execute(counted))


def last_sent(tx: Transaction, after: datetime | None = None) -> datetime | None:
    """When the last mail was sent, later than that."""
    o = tables.outbox.c
    wanted = select(func.max(o.sent_at)) if after is None else select(func.max(o.sent_at)).where(o.sent_at > after)
    latest: datetime | None = tx.connection.execute(wanted).scalar()
    return latest


def tried_since(tx: Transaction) -> datetime | None:
    """When the oldest mail was made that waits for another attempt."""
    o = tables.outbox.c
    wanted = select(func.min(o.created_at)).where(o.state == WAITING, o.attempts > 0)
    oldest: datetime | None = tx.connection.execute(wanted).scalar()
    return oldest


def unanswered(tx: Transaction) -> bool:
    """Whether a mail waits that was offered to a server which did not answer."""
    o = tables.outbox.c
    wanted = select(o.id).where(o.state == WAITING, o.attempts > 0, o.code == "0")
    return tx.connection.execute(wanted.limit(1)).first() is not None


def open_count(tx: Transaction) -> int:
    """How many mails wait for another attempt."""
    o = tables.outbox.c
    return tx.connection.execute(select(func.count()).where(o.state == WAITING, o.attempts > 0)).scalar_one()

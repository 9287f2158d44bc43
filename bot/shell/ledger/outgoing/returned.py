"""After a restore: what the mailbox shows as sent is not sent again; what is made meanwhile stays here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.core.world import Token
from bot.shell.ledger import tables
from bot.shell.ledger.outgoing.outbox import CANCELLED, FAILED, FILED, FILING, HELD, SENT, WAITING
from bot.shell.ledger.transaction import Transaction

_OPEN = (WAITING, HELD, SENT, FILING)


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail of ours that lies in a traject's folder: what its Message-ID proves, and what its header says."""

    token: Token
    kind: str
    recipient: str
    at: datetime


def was_sent(tx: Transaction, found: SentMail, stage: str) -> bool:
    """Puts it on record as sent and filed; whether that was news. `stage` is the one that its traject has now."""
    o, token = tables.outbox, found.token
    known = tx.connection.execute(select(o.c.id, o.c.state).where(o.c.message_id == token.message_id)).first()
    if known is not None:
        if known.state in (*_OPEN, CANCELLED, FAILED):
            values = {"state": FILED, "sent_at": found.at, "mail_c": None, "next_try_at": None}
            tx.connection.execute(update(o).where(o.c.id == known.id).values(**values))
        return bool(known.state != FILED)
    same = (o.c.ref == token.ref, o.c.kind == found.kind, o.c.respondent == token.respondent, o.c.role == token.role)
    last = tx.connection.execute(select(func.max(o.c.step)).where(*same)).scalar() or 0
    nonce = token.message_id.strip("<>").split(".")[4]
    tx.connection.execute(
        insert(o).values(
            key=f"{token.ref}/{found.kind}/{stage}/returned/{nonce}",
            ref=token.ref,
            kind=found.kind,
            role=token.role,
            respondent=token.respondent,
            step=last + 1,
            message_id=token.message_id,
            recipient_h=tx.address_hash(found.recipient),
            created_at=found.at,
            not_before=found.at,
            answers=True,
            state=FILED,
            attempts=0,
            sent_at=found.at,
            code="returned",
            under=tx.under(token.ref),
        )
    )
    return True


def went_then(tx: Transaction, until: datetime) -> int:
    """What waited, is of no traject (and so has no copy in the mailbox) and is older than the last round that is known
    of: that round sent it, so it counts as sent. How many these are.
    """
    o = tables.outbox
    mine = (o.c.state == WAITING, o.c.ref == "", o.c.created_at < until, o.c.not_before < until)
    values = {"state": FILED, "sent_at": until, "mail_c": None, "next_try_at": None, "code": "returned"}
    return tx.connection.execute(update(o).where(*mine).values(**values)).rowcount


def newest(tx: Transaction) -> int:
    """The number of the newest mail."""
    return int(tx.connection.execute(select(func.max(tables.outbox.c.id))).scalar() or 0)


def keep_here(tx: Transaction, after: int, at: datetime) -> int:
    """What was made since that number is not sent, and counts as sent: it was so in the time that was lost."""
    o = tables.outbox
    mine = (o.c.id > after, o.c.state.in_((WAITING, HELD)))
    values = {"state": FILED, "sent_at": at, "mail_c": None, "next_try_at": None, "code": "returned"}
    return tx.connection.execute(update(o).where(*mine).values(**values)).rowcount

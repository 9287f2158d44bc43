"""What waits to be sent, was sent, or could not be."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, func, insert, or_, select, update

from bot.core.decision import Mail
from bot.core.world import Role
from bot.shell import tables
from bot.shell.stationery import Written

if TYPE_CHECKING:
    from bot.shell.book import Book

WAITING, SENT, FILED, FAILED, CANCELLED = "waiting", "sent", "filed", "failed", "cancelled"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row with its mail opened. `answers` says that it is not held back outside the window."""

    id: int
    ref: str
    kind: str
    role: Role
    respondent: str
    message_id: str
    recipient: str
    recipient_h: str
    raw: bytes
    answers: bool
    created_at: datetime
    attempts: int


def add(book: Book, mail: Mail, written: Written, ref: str, at: datetime) -> bool:
    """Puts a mail in the outbox, once per key; False when it was there already."""
    o = tables.outbox
    if book.connection.execute(select(o.c.id).where(o.c.key == mail.key)).first() is not None:
        return False
    under = book.under(ref)
    content = json.dumps({"to": written.recipient, "raw": b64encode(written.raw).decode()})
    book.connection.execute(
        insert(o).values(
            key=mail.key,
            ref=ref or "-",
            kind=mail.view.KIND,
            role=written.role,
            respondent=written.respondent,
            step=mail.step,
            message_id=written.message_id,
            recipient_h=book.address_hash(written.recipient),
            created_at=at,
            not_before=at,
            answers=mail.answers or written.role is Role.PRACTITIONER,
            state=WAITING,
            attempts=0,
            code="",
            under=under,
            mail_c=book.keys.seal(under, "outbox/mail", content),
        )
    )
    return True


def has_key(book: Book, key: str) -> bool:
    """Whether a mail with this key was made already."""
    o = tables.outbox
    return book.connection.execute(select(o.c.id).where(o.c.key == key)).first() is not None


def waiting(book: Book, now: datetime, most: int) -> tuple[Waiting, ...]:
    """What may be tried now, oldest first."""
    o = tables.outbox
    due = or_(o.c.next_try_at.is_(None), o.c.next_try_at <= now)
    wanted = select(o).where(o.c.state == WAITING, o.c.not_before <= now, due).order_by(o.c.id).limit(most)
    return tuple(w for row in book.connection.execute(wanted) if (w := _opened(book, row)) is not None)


def unfiled(book: Book) -> tuple[Waiting, ...]:
    """What was sent and has no copy in its traject's folder yet."""
    o = tables.outbox
    wanted = select(o).where(o.c.state == SENT).order_by(o.c.id).limit(200)
    return tuple(w for row in book.connection.execute(wanted) if (w := _opened(book, row)) is not None)


def _opened(book: Book, row: Row[Any]) -> Waiting | None:
    """The row with its mail; one whose key was destroyed is cancelled."""
    text = book.keys.unseal(row.under, "outbox/mail", row.mail_c)
    if not text:
        close(book, row.id, CANCELLED, row.created_at)
        return None
    content = json.loads(text)
    return Waiting(
        row.id,
        "" if row.ref == "-" else row.ref,
        row.kind,
        Role(row.role),
        row.respondent,
        row.message_id,
        content["to"],
        row.recipient_h,
        b64decode(content["raw"]),
        row.answers,
        row.created_at,
        row.attempts,
    )


def sent(book: Book, identifier: int, at: datetime) -> None:
    """The server took it."""
    o = tables.outbox
    book.connection.execute(update(o).where(o.c.id == identifier).values(state=SENT, sent_at=at, next_try_at=None))


def close(book: Book, identifier: int, state: str, at: datetime, code: str = "") -> None:
    """Nothing more happens with it; its content is emptied."""
    o = tables.outbox
    values = {"state": state, "mail_c": None, "next_try_at": None, "code": code[:80]}
    book.connection.execute(update(o).where(o.c.id == identifier).values(**values))


def later(book: Book, identifier: int, next_try_at: datetime, code: str = "", *, attempt: bool = True) -> None:
    """Tried again then."""
    o = tables.outbox
    attempts = o.c.attempts + 1 if attempt else o.c.attempts
    book.connection.execute(
        update(o).where(o.c.id == identifier).values(next_try_at=next_try_at, attempts=attempts, code=code[:80])
    )


def sent_since(book: Book, recipient_h: str, since: datetime) -> int:
    """How many mails went to this address since then."""
    o = tables.outbox.c
    wanted = select(func.count()).where(o.recipient_h == recipient_h, o.sent_at >= since)
    return book.connection.execute(wanted).scalar_one()


def open_count(book: Book) -> int:
    """How many mails wait for another attempt."""
    o = tables.outbox.c
    return book.connection.execute(select(func.count()).where(o.state == WAITING, o.attempts > 0)).scalar_one()

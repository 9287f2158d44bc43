"""What waits for the practitioner's confirmation, under the practice key; tokens are kept as keyed hashes."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select, update

from bot.core.decision import Confirm
from bot.core.world import Confirmation
from bot.shell.keys.store import PRACTICE
from bot.shell.ledger import tables

if TYPE_CHECKING:
    from bot.shell.ledger.book import Book


def add(book: Book, confirm: Confirm, ref: str, at: datetime) -> None:
    """One more; the Message-ID of the mail that asks is filled in when that is made."""
    content = json.dumps({"token": confirm.token, "lines": confirm.lines})
    book.connection.execute(
        insert(tables.confirmation).values(
            token_h=_hash(book, confirm.token),
            ref=ref or "-",
            message_id="",
            created_at=at,
            expires_at=confirm.expires_at,
            lines_c=book.keys.seal(PRACTICE, "confirmation/lines", content),
        )
    )


def asked_by(book: Book, token: str, message_id: str) -> None:
    """A reply to this mail confirms."""
    c = tables.confirmation
    book.connection.execute(update(c).where(c.c.token_h == _hash(book, token)).values(message_id=message_id))


def use(book: Book, token: str, at: datetime) -> None:
    """Once and for all."""
    c = tables.confirmation
    book.connection.execute(update(c).where(c.c.token_h == _hash(book, token)).values(used_at=at))


def asked_at(book: Book, ref: str, confirmed_at: datetime) -> datetime:
    """When she asked for what she confirmed then; the same moment when nothing had to be confirmed."""
    c = tables.confirmation.c
    wanted = select(c.created_at).where(c.ref == ref, c.used_at == confirmed_at)
    found: datetime | None = book.connection.execute(wanted).scalar()
    return found or confirmed_at


def find(book: Book, wanted: tuple[str, ...]) -> Confirmation | None:
    """By token or by the Message-ID of the mail that asked; the newest of several."""
    if not wanted:
        return None
    c = tables.confirmation
    hashes = [_hash(book, w) for w in wanted]
    row = book.connection.execute(
        select(c)
        .where(or_(c.c.token_h.in_(hashes), c.c.message_id.in_([w for w in wanted if w])))
        .order_by(c.c.used_at.is_not(None), c.c.created_at.desc())
    ).first()
    if row is None:
        return None
    content = json.loads(book.keys.unseal(PRACTICE, "confirmation/lines", row.lines_c))
    return Confirmation(content["token"], tuple(content["lines"]), row.expires_at, row.used_at is not None)


def _hash(book: Book, token: str) -> str:
    return book.keys.hash("token", token)

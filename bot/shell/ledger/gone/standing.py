"""Which mails that may be of a destroyed traject, and stay, she was told of: keyed hashes of their Message-IDs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, literal, select

from bot.shell.ledger import tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone.tombstones import EXPIRES

_TOLD = "standing/"


def untold(book: Book, ref: str, message_ids: Iterable[str]) -> int:
    """How many of these she was not told of before; from now on she was."""
    name = f"{_TOLD}{ref}"
    before = frozenset((book.meta(name) or "").split())
    now = {book.keys.hash("standing", one)[:16] for one in message_ids}
    if now - before:
        book.drop_meta(name)
        book.set_meta(name, " ".join(sorted(before | now)))
    return len(now - before)


def sweep(book: Book, now: datetime) -> None:
    """After a year nobody looks for them any more."""
    m, t = tables.meta.c, tables.traject.c
    gone = select(literal(_TOLD) + t.ref).where(t.destroyed_at <= now - EXPIRES)
    book.connection.execute(delete(tables.meta).where(m.name.in_(gone)))

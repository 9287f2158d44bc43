"""By what a destroyed traject's mails were known: keyed hashes of their Message-IDs, which expire after a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, literal, select

from bot.shell.keys.store import KeyStore
from bot.shell.ledger import tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone.tombstones import EXPIRES

_KNOWN = "mails/"


def hashed(keys: KeyStore, message_id: str) -> str:
    """As it is kept."""
    return keys.hash("mail", message_id)[:16]


def bury(book: Book, ref: str, message_ids: Iterable[str]) -> None:
    """What may still lie somewhere and answers one of these is found by that (verify-destruction)."""
    name = f"{_KNOWN}{ref}"
    there = known(book, ref) | {hashed(book.keys, one) for one in message_ids}
    book.drop_meta(name)
    book.set_meta(name, " ".join(sorted(there)))


def known(book: Book, ref: str) -> frozenset[str]:
    """Those of a traject that is gone, as long as they are kept."""
    return frozenset((book.meta(f"{_KNOWN}{ref}") or "").split())


def sweep(book: Book, now: datetime) -> None:
    """After a year nobody looks for them any more."""
    m, t = tables.meta.c, tables.traject.c
    gone = select(literal(_KNOWN) + t.ref).where(t.destroyed_at <= now - EXPIRES)
    book.connection.execute(delete(tables.meta).where(m.name.in_(gone)))

"""Raises the mark of ledger and key store (bot.shell.ledger.opening.marks), in steps that may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy import func, select, update

from bot.shell.ledger import events, tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.opening.marks import MARK, Remembered, begun, following, remembered

Books = Callable[[], AbstractContextManager[Book]]
"""Opens a transaction on the ledger."""
_GROWS = (tables.event.c.id, tables.disposition.c.id, tables.outbox.c.id)


@dataclass(slots=True)
class Raising:
    """What was on record when the mark was raised last."""

    _upto: list[int | None] = field(default_factory=list)

    def when_changed(self, books: Books) -> None:
        """Raises it when anything was decided since."""
        with books() as book:
            upto = [book.connection.execute(select(func.max(number))).scalar() for number in _GROWS]
        if upto != self._upto:
            raised(books)
            self._upto = upto


def raised(books: Books) -> None:
    """One further, in both stores.

    The key store is written while the ledger is locked by the same transaction, so of two processes that do this at
    once the later one wins in both.
    """
    with books() as book:
        held, former = _held(book), remembered(book.keys.remembered()).mark
        new = following(held, former)
        _put(book, begun(new, former))
    with books() as book:
        if _held(book) != begun(new, former):
            return  # another process came after us
        book.keys.remember(str(Remembered(new, events.head(book))))
        _put(book, new)


def _held(book: Book) -> str:
    """The ledger's mark, locked until the end of the transaction where the database does not lock as a whole."""
    m = tables.meta.c
    return str(book.connection.execute(select(m.value).where(m.name == MARK).with_for_update()).scalar_one())


def _put(book: Book, held: str) -> None:
    m = tables.meta
    book.connection.execute(update(m).where(m.c.name == MARK).values(value=held))

"""Days on which nobody is written to unasked: after a restore, until she has had time to say what is no more."""

from __future__ import annotations

from datetime import date

from bot.shell.ledger.book import Book

_REST = "rest"


def begin(book: Book, until: date) -> None:
    """Until this day, it included."""
    book.drop_meta(_REST)
    book.set_meta(_REST, until.isoformat())


def is_on(book: Book, today: date) -> bool:
    """Whether it lasts; one that is over is forgotten."""
    until = book.meta(_REST)
    if until is not None and until < today.isoformat():
        book.drop_meta(_REST)
    return until is not None and until >= today.isoformat()

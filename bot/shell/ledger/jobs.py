"""What is left for the shell to do after a commit; done jobs are kept, for they tell what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.shell.ledger import tables

if TYPE_CHECKING:
    from bot.shell.ledger.book import Book


def copy_key(ref: str, inbound_id: int) -> str:
    """The key of the job that puts a copy of a mail into this traject's folder."""
    return f"{ref}/copy/{inbound_id}"


def is_copy(book: Book, inbound_id: int, ref: str) -> bool:
    """Whether a copy of this mail in this traject's folder is our own doing."""
    j = tables.job.c
    return book.connection.execute(select(j.id).where(j.key == copy_key(ref, inbound_id))).first() is not None

"""Where mails lie and lay: questions about whole folders, and about mails that are nobody's outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.shell.ledger import tables
from bot.shell.ledger.inbound import DOOMED, At

if TYPE_CHECKING:
    from bot.shell.ledger.book import Book


def folders(book: Book) -> tuple[str, ...]:
    """The folders in which something should lie."""
    t = tables.location.c
    return tuple(book.connection.scalars(select(t.folder).where(t.gone_at.is_(None)).distinct().order_by(t.folder)))


def doomed(book: Book) -> tuple[At, ...]:
    """Mails for destroyed trajects that may still be there."""
    t = tables.location.c
    rows = book.connection.execute(
        select(t.inbound, t.folder, t.uidvalidity, t.uid).where(t.inbound == DOOMED, t.gone_at.is_(None))
    )
    return tuple(At(r.inbound, r.folder, r.uidvalidity, r.uid) for r in rows)


def last_folder(book: Book, inbound_id: int) -> str | None:
    """Where a mail, not its copy, was seen last."""
    t = tables.location.c
    seen = select(t.folder).where(t.inbound == inbound_id, t.copy.is_(False)).order_by(t.id.desc())
    return book.connection.scalars(seen.limit(1)).first()

"""What a decision leaves for the shell to do after the commit: copies, dossiers, destructions; once per key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import Row, select, update

from bot.core.errors import TrajectbotError, TransientError
from bot.shell.jobs.destroy import destroy
from bot.shell.jobs.dossier import put_dossier
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger import tables
from bot.shell.round.clerk import record

if TYPE_CHECKING:
    from bot.app import App
    from bot.shell.round.mailroom import Mailroom

ATTEMPTS = 5
log = structlog.get_logger("trajectbot")


class Jobs:
    """One pass over the open jobs, oldest first."""

    def __init__(self, app: App, room: Mailroom) -> None:
        self.app = app
        self.room = room

    def run(self, now: datetime) -> None:
        """Each job is idempotent; one that fails is tried again next round, and told when that does not help."""
        j = tables.job
        with self.app.book() as book:
            todo = book.connection.execute(select(j).where(j.c.done_at.is_(None)).order_by(j.c.id)).all()
        for row in todo:
            try:
                _KINDS[row.kind](self, row, now)
            except TransientError:
                raise
            except TrajectbotError as error:
                self._failed(row, type(error).__name__, now)
                continue
            with self.app.book() as book:
                book.connection.execute(update(j).where(j.c.id == row.id).values(done_at=now))

    def _failed(self, row: Row[Any], problem: str, now: datetime) -> None:
        log.error("job failed", job=row.kind, ref=row.ref, problem=problem)
        j = tables.job
        with self.app.book() as book:
            book.connection.execute(update(j).where(j.c.id == row.id).values(attempts=row.attempts + 1))
            if row.attempts + 1 == ATTEMPTS:
                record(book, now, row.ref, f"problem.{row.kind}", (("ref", row.ref),))

    def _copy(self, row: Row[Any], now: datetime) -> None:
        """A mail that concerns two trajects lies in the second one's folder too."""
        inbound_id = int(row.key.rpartition("/")[2])
        with self.app.book() as book:
            places = rows_inbound.places_of(book, inbound_id)
            traject = book.traject(row.ref)
        if traject is None or any(p.folder == row.ref for p in places):
            return
        fetched = self.room.fetch(places[0]) if places else None
        if fetched is None:
            return
        at = self.room.put(row.ref, traject.specialist.name, row.ref, fetched.raw, fetched.received)
        if at is not None:
            with self.app.book() as book:
                place = rows_inbound.At(inbound_id, at.folder, at.uidvalidity, at.uid)
                rows_inbound.locate(book, place, copy=True)

    def _dossier(self, row: Row[Any], now: datetime) -> None:
        put_dossier(self.app, self.room, row.ref, row.id, now)

    def _destroy(self, row: Row[Any], now: datetime) -> None:
        destroy(self.app, self.room, row.ref, row.created_at, now)


_KINDS: dict[str, Callable[[Jobs, Row[Any], datetime], None]] = {
    "copy": Jobs._copy,
    "dossier": Jobs._dossier,
    "destroy": Jobs._destroy,
}

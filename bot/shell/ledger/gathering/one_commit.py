"""Several books in one transaction, each of them a savepoint: one commit, and one flush of the disk, for many mails."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.core.errors import TransientError
from bot.shell.ledger.files.database import failing


@dataclass(slots=True)
class OneCommit:
    """Off unless somebody gathers. What is gathered is written when it has lasted a while, with `settle`, and at the
    end; a book that fails takes back its own part alone, unless the database itself is the matter. `longest`: seconds
    after which it is written; so long other programs wait at most.
    """

    engine: Engine
    longest: float = 0.3
    on: bool = False
    _connection: Connection | None = None
    _since: float = 0.0

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """From now on the books are parts of one."""
        self.on = True
        try:
            yield
            self.settle()
        finally:
            self.on = False
            self._give_up()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Meanwhile each book is written by itself."""
        self.settle()
        before, self.on = self.on, False
        try:
            yield
        finally:
            self.on = before

    @contextmanager
    def part(self, *, reads: bool = False) -> Iterator[Connection]:
        """One book; TransientError when the database is busy, full or away: then all that was gathered is taken back,
        and the mails that it was about are still in the mailbox. One that only `reads` has nothing to take back.
        """
        try:
            with failing(self.engine):
                connection = self._begun()
                with nullcontext() if reads else connection.begin_nested():
                    yield connection
        except TransientError:
            self._give_up()
            raise
        if time.monotonic() - self._since > self.longest:
            self.settle()

    def settle(self) -> None:
        """What was gathered is on the disk: to be called before anything is said to a server, or waited for."""
        connection = self._connection
        if connection is None:
            return
        try:
            with failing(self.engine):
                connection.commit()
        finally:
            self._give_up()

    def _begun(self) -> Connection:
        if self._connection is None:
            self._connection, self._since = self.engine.connect(), time.monotonic()
            self._connection.begin()
        return self._connection

    def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except DBAPIError:
                connection.invalidate()

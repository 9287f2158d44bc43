"""One process at a time: a second one on the same ledger waits a little, then says that another one is at work."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.core.errors import ConfigurationError, TransientError
from bot.shell.disk import make_folder, opened_privately, refused
from bot.shell.ledger.files.database import open_engine
from bot.shell.settings.frozen import Settings

PATIENCE_SECONDS = 10.0
_LOOK_AGAIN_SECONDS = 0.1
_LOCK = ".lock"
_CLASS = 0x1F35
"""Of our advisory locks (PostgreSQL 13.3.5), which are counted by database; the other half of the key is the schema."""
_TAKE = text("SELECT pg_try_advisory_lock(:ours, hashtext(current_schema()))")
# The server notices within a minute that a machine was cut off, so that another one may take over.
_SESSION = ("tcp_keepalives_idle = 20", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 4")

Still = Callable[[], None]
"""The ledger is still ours: ConfigurationError when another process took it, TransientError when it is away."""


@contextmanager
def only_one(settings: Settings, patience: float = PATIENCE_SECONDS) -> Iterator[Still]:
    """Holds the lock file beside an SQLite ledger, or an advisory lock in PostgreSQL over a connection of its own.

    The system lets go of it when the process ends, however it ends. Raises ConfigurationError when another process
    holds it all that time. A connection that broke is made anew by what this yields, to be called before each round.
    """
    url = make_url(settings.stores.database_url)
    if url.drivername.startswith("postgresql"):
        with _in_the_database(url, patience) as still:
            yield still
    elif url.database:
        with _beside_the_file(Path(f"{url.database}{_LOCK}"), patience) as still:
            yield still
    else:
        yield lambda: None


@contextmanager
def _beside_the_file(file: Path, patience: float) -> Iterator[Still]:
    make_folder(file.parent)
    try:
        descriptor = opened_privately(file)
    except OSError as error:
        raise refused(error, f"the lock file {file}") from error
    with os.fdopen(descriptor, "rb") as handle:

        def taken() -> bool:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        _wait_for(taken, patience)
        yield _Unmoved(file.with_name(file.name.removesuffix(_LOCK)))


class _Unmoved:
    """The ledger is the file that it was: one that was taken away or replaced is still written to, for nobody."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[int, int] | None = None

    def __call__(self) -> None:
        try:
            about = self._file.stat()
        except OSError as error:
            if self._known is None:
                return
            raise _moved(self._file) from error
        self._known = self._known or (about.st_dev, about.st_ino)
        if self._known != (about.st_dev, about.st_ino):
            raise _moved(self._file)


def _moved(file: Path) -> ConfigurationError:
    problem = f"The ledger {file} was taken away or replaced while the program was at work."
    return ConfigurationError(problem, "Stop the program first, then put a copy of ledger and key store back.")


@contextmanager
def _in_the_database(url: URL, patience: float) -> Iterator[Still]:
    lock = _AdvisoryLock(url)
    try:
        _wait_for(lock.taken, patience)
        yield lock.still
    finally:
        lock.close()


class _AdvisoryLock:
    """Held by one connection, for as long as that lives."""

    def __init__(self, url: URL) -> None:
        open_engine(url.render_as_string(hide_password=False)).dispose()  # says what is wrong with it
        self._engine = create_engine(url, hide_parameters=True, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        event.listen(self._engine, "connect", _keep_alive)
        self._connection: Connection | None = None

    def close(self) -> None:
        """Lets go."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def taken(self) -> bool:
        """Whether it is ours now."""
        try:
            self._connection = self._connection or self._engine.connect()
            return bool(self._connection.execute(_TAKE, {"ours": _CLASS}).scalar())
        except SQLAlchemyError as error:
            self.close()
            reason = error.orig if isinstance(error, OperationalError) else type(error).__name__
            raise TransientError(f"The database cannot be reached: {reason}.", "Check [database] url.") from error

    def still(self) -> None:
        """A connection that lives holds it; a new one must take it."""
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return
        except SQLAlchemyError:
            self.close()
        _wait_for(self.taken, 0)


def _keep_alive(connection: object, record: object) -> None:
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        for setting in _SESSION:
            cursor.execute(f"SET {setting}")


def _wait_for(taken: Callable[[], bool], patience: float) -> None:
    deadline = time.monotonic() + patience
    while not taken():
        if time.monotonic() >= deadline:
            problem = "Another trajectbot is at work on this ledger."
            raise ConfigurationError(problem, "Stop it, or wait until it is done; one ledger has one daemon.")
        time.sleep(_LOOK_AGAIN_SECONDS)

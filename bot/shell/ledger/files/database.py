"""Opening a database the way this product needs it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from bot.core.errors import ConfigurationError, TransientError
from bot.shell.disk import make_folder, opened_privately, refused
from bot.shell.ledger.files.trouble import of_sqlite, sorted_out

DATABASE_ERRORS = (SQLAlchemyError,)
"""What a database that cannot be made raises."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "busy_timeout=10000")
_TURN = "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(8014, hashtext(current_schema()))"
"""PostgreSQL 13.3.5; the first half of the key is ours, and another one than that of the lock of the daemon."""


def open_engine(url: str) -> Engine:
    """An engine that never shows parameters. SQLite: WAL, full synchronous, deleted content overwritten."""
    try:
        parsed = make_url(url)
        if parsed.drivername.startswith("sqlite") and parsed.database not in (None, "", ":memory:"):
            _private(Path(str(parsed.database)))
        engine = create_engine(parsed, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigurationError(f"The database cannot be opened: {error}.", "Check [database] url.") from error
    except OSError as error:
        raise refused(error, f"the database {parsed.database}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _takes_its_turn)
    return engine


def kept_in(url: str) -> Path | None:
    """The folder of an SQLite file; None for a database elsewhere."""
    parsed = make_url(url)
    return Path(str(parsed.database)).parent if parsed.drivername.startswith("sqlite") else None


def _private(file: Path) -> None:
    """Made for its owner alone; SQLite gives the files beside it the same rights."""
    make_folder(file.parent)
    if not file.exists():
        os.close(opened_privately(file))


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are ours: see _begin
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Takes the write lock at once: two writers wait for each other instead of failing half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _takes_its_turn(connection: Connection) -> None:
    """The same there, until the transaction ends: what a program that was killed had begun to write comes first."""
    connection.exec_driver_sql(_TURN)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction; a database that is busy, full, read-only or away is a TransientError."""
    with failing(engine), engine.begin() as connection:
        yield connection


@contextmanager
def failing(engine: Engine) -> Iterator[None]:
    """What the database raises, by who can put it right."""
    try:
        yield
    except DBAPIError as error:
        raise sorted_out(error, _called(engine)) from error


def _called(engine: Engine) -> str:
    return f"The database {engine.url.database}"


def make_tables(engine: Engine, tables: MetaData) -> None:
    """All of them or none."""
    with transaction(engine) as connection:
        tables.create_all(connection)


def wiped(engine: Engine) -> None:
    """SQLite: what was deleted is cut out of the write-ahead log as well; TransientError while somebody reads it."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DBAPIError as error:
        raise sorted_out(error, _called(engine)) from error
    except sqlite3.Error as error:
        raise of_sqlite(error, _called(engine)) from error
    if busy:
        raise TransientError("Deleted content is still in the log of the database.", "Another program reads it.")

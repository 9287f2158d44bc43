"""Copies of ledger and key store of one moment, taken while the daemon is at work.

The mark of the two is only raised under the ledger's write lock (bot.shell.ledger.opening.raising). That is held for as
long as the small key store takes to be copied; the ledger is then read as it was at that moment while others go on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, select
from sqlalchemy.exc import DBAPIError

from bot.core.errors import ConfigurationError
from bot.shell.keys.master import read_master
from bot.shell.keys.store import opening, wrapped_keys
from bot.shell.ledger import tables
from bot.shell.ledger.copies import postgres
from bot.shell.ledger.files.looking import file_of
from bot.shell.ledger.files.revisions import revision_of
from bot.shell.ledger.files.trouble import damaged, of_sqlite, sorted_out
from bot.shell.ledger.opening.marks import MARK
from bot.shell.ledger.opening.survey import KEYS, LEDGER, Fitting, fitting
from bot.shell.settings.frozen import Stores

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_PATIENCE = 30.0
_WAL, _ROLLBACK = b"\x02\x02", b"\x01\x01"
"""Bytes 18 and 19 of a file of SQLite (fileformat2, 1.3): a copy has no log, and needs none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both stores of one moment as bytes: files of SQLite, or of pg_dump where `kind` says so."""

    kind: str
    ledger: bytes
    keys: bytes
    revision: str
    fitting: Fitting


def take(stores: Stores) -> Pair:
    """Raises ConfigurationError when the stores or what was copied do not fit, TransientError when they are away."""
    master = read_master(stores.master_key_file)
    if master is None:  # the survey has said so before
        raise ConfigurationError(f"The master key {stores.master_key_file} is missing.", "Put it back.")
    file = file_of(stores.database_url)
    return _of_postgres(stores, master) if file is None else _of_sqlite(file, stores, master)


def _of_sqlite(file: Path, stores: Stores, master: bytes) -> Pair:
    try:
        with closing(_connected(file)) as writing, closing(_connected(file)) as reading:
            writing.execute("BEGIN IMMEDIATE")
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            keys = _keys(stores)
            writing.execute("ROLLBACK")
            ledger = _copied(reading)
    except sqlite3.Error as error:
        raise of_sqlite(error, LEDGER) from error
    with opened(ledger, LEDGER) as mine, opened(keys, KEYS) as theirs:
        master = opening(stores.master_key_file, master, wrapped_keys(theirs))
        return Pair(SQLITE, ledger, keys, revision_of(mine), fitting(mine, theirs, master))


def _of_postgres(stores: Stores, master: bytes) -> Pair:
    engine = create_engine(stores.database_url, hide_parameters=True)
    try:
        with engine.connect() as writing, _repeatable(engine) as reading:
            mark = tables.meta.c
            writing.execute(select(mark.value).where(mark.name == MARK).with_for_update())
            snapshot = str(reading.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
            keys = _keys(stores)
            writing.rollback()
            schema = str(reading.exec_driver_sql("SELECT current_schema()").scalar_one())
            dump = postgres.dumped(stores.database_url, snapshot, schema)
            postgres.read_through(dump)
            with opened(keys, KEYS) as theirs:
                master = opening(stores.master_key_file, master, wrapped_keys(theirs))
                return Pair(POSTGRESQL, dump, keys, revision_of(reading), fitting(reading, theirs, master))
    except DBAPIError as error:
        raise sorted_out(error, LEDGER) from error
    finally:
        engine.dispose()


@contextmanager
def _repeatable(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        yield connection


def _keys(stores: Stores) -> bytes:
    file = file_of(stores.keystore_url)
    if file is None:
        raise ConfigurationError("The key store is not a file.", "See [security] keystore_url.")
    with closing(_connected(file)) as connection:
        return _copied(connection)


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None)


def _copied(source: sqlite3.Connection) -> bytes:
    with closing(sqlite3.connect(":memory:")) as target:
        source.backup(target)
        content = target.serialize()
    return content[:18] + _ROLLBACK + content[20:] if content[18:20] == _WAL else content


@contextmanager
def opened(content: bytes, what: str) -> Iterator[Connection]:
    """A file of SQLite read in memory, all of it checked; ConfigurationError when it is damaged."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True)
    try:
        connection.deserialize(content)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(what)
        with engine.connect() as shown:
            yield shown
    except sqlite3.Error as error:
        raise of_sqlite(error, what) from error
    except DBAPIError as error:
        raise sorted_out(error, what) from error
    finally:
        engine.dispose()
        connection.close()

"""Opening a database the way this product needs it, and bringing its tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from bot import resources
from bot.core.errors import ConfigurationError, OperatorError, TransientError

DATABASE_ERRORS = (SQLAlchemyError,)
"""What a database that cannot be made raises."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "busy_timeout=10000")


def open_engine(url: str) -> Engine:
    """An engine that never shows parameters. SQLite: WAL, full synchronous, deleted content overwritten."""
    try:
        parsed = make_url(url)
        if parsed.drivername.startswith("sqlite") and parsed.database not in (None, "", ":memory:"):
            _private(Path(str(parsed.database)))
        engine = create_engine(parsed, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, OSError) as error:
        raise ConfigurationError(f"The database cannot be opened: {error}.", "Check [database] url.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def present(url: str) -> bool:
    """Whether there is anything to open: an SQLite file that is missing or empty holds nothing, and is not made."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return True
    file = Path(str(parsed.database))
    return file.is_file() and file.stat().st_size > 0


def kept_in(url: str) -> Path | None:
    """The folder of an SQLite file; None for a database elsewhere."""
    parsed = make_url(url)
    return Path(str(parsed.database)).parent if parsed.drivername.startswith("sqlite") else None


def _private(file: Path) -> None:
    """Made for its owner alone; SQLite gives the files beside it the same rights."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are ours: see _begin
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Takes the write lock at once: two writers wait for each other instead of failing half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction; a database that is busy, full or away is a TransientError."""
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise TransientError(f"The database does not answer: {error.orig}.", "It is tried again.") from error
    except DBAPIError as error:
        raise OperatorError(f"The database refused: {type(error.orig).__name__}.", "See the log.") from error


def holds(url: str, table: str) -> bool:
    """Whether there is such a table there; a file that is missing is not made."""
    if not present(url):
        return False
    engine = open_engine(url)
    try:
        return has_table(engine, table)
    finally:
        engine.dispose()


def has_table(engine: Engine, name: str) -> bool:
    """Whether there is such a table; ConfigurationError when the file is no database at all."""
    try:
        return inspect(engine).has_table(name)
    except OperationalError as error:
        raise TransientError(f"The database cannot be reached: {error.orig}.", "Check its url.") from error
    except DatabaseError as error:
        raise ConfigurationError(f"This is not a database: {error.orig}.", "Check its url, or restore it.") from error


def make_tables(engine: Engine, tables: MetaData) -> None:
    """All of them or none."""
    with transaction(engine) as connection:
        tables.create_all(connection)


def migrate(engine: Engine) -> None:
    """Brings the tables to the newest version."""
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    with transaction(engine) as connection:
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if set(MigrationContext.configure(connection).get_current_heads()) - known:
        problem = "The ledger was made by a newer version of trajectbot."
        raise ConfigurationError(problem, "Install that version again; nothing was changed.")


def wiped(engine: Engine) -> None:
    """SQLite: what was deleted is cut out of the write-ahead log as well; TransientError while somebody reads it."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (OperationalError, sqlite3.OperationalError) as error:
        raise TransientError(f"The database does not answer: {error}.", "It is tried again.") from error
    if busy:
        raise TransientError("Deleted content is still in the log of the database.", "Another program reads it.")

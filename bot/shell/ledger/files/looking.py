"""What lies where a store should be: found out without making or changing anything."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from bot.core.errors import ConfigurationError
from bot.shell.disk import unwritable
from bot.shell.ledger.files.trouble import BACK, damaged, no_database, of_sqlite, sorted_out

MARK = b"SQLite format 3\0"
_HEAD = 100  # bytes


def file_of(url: str) -> Path | None:
    """The file of an SQLite store; None for a database elsewhere, or in memory."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigurationError(f"The database cannot be opened: {error}.", "Check [database] url.") from error
    if not parsed.drivername.startswith("sqlite") or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def regular(file: Path, what: str) -> bool:
    """Whether the file is there; ConfigurationError when something else is, or when it cannot be reached."""
    try:
        if not os.path.lexists(file):
            next(parent for parent in file.parents if parent.exists()).stat()
            return False
        if not file.exists():
            raise ConfigurationError(f"{what} is a link that leads nowhere.", "Is the disk mounted that it leads to?")
        mode = file.stat().st_mode
    except OSError as error:
        raise ConfigurationError(f"{what} cannot be reached: {error.strerror}.", "Check its path.") from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a file"
        raise ConfigurationError(f"{what} is {kind}.", "Check its path, and put the file itself there.")
    return True


def found(url: str, name: str, table: str, *, thorough: bool = False, writes: bool = False) -> bool:
    """Whether the store is there, told by this table: False when it is missing or empty.

    `thorough` reads all of it (PRAGMA quick_check: some 0.2 s for 100 MB); `writes` asks whether it may be changed.
    Raises ConfigurationError for anything else that lies there, TransientError when it is locked or read-only.
    """
    file = file_of(url)
    if file is None:
        return _elsewhere(url, name, table)
    what = f"{name} {file}"
    if not regular(file, what):
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise ConfigurationError(f"{what} cannot be read: {error.strerror}.", "Check who may read it.") from error
    if not head:
        return False
    if not head.startswith(MARK):
        raise no_database(what)
    if _cut_off(file, head):
        raise damaged(what)
    tables = _tables(file, what, thorough)
    if tables and table not in tables:
        raise ConfigurationError(f"{what} is a database of something else.", f"Check its url. {BACK}")
    if writes and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        raise unwritable(what)
    return bool(tables)


def _cut_off(file: Path, head: bytes) -> bool:
    """Whether the file is shorter than its head says (sqlite.org/fileformat2.html, 1.3), and no log has the rest."""
    if len(head) < _HEAD:
        return True
    log = file.with_name(f"{file.name}-wal")
    (size,), (pages,) = struct.unpack_from(">H", head, 16), struct.unpack_from(">I", head, 28)
    known = head[24:28] == head[92:96]
    return known and not _size(log) and file.stat().st_size < pages * (size if size > 1 else 65536)


def _size(log: Path) -> int:
    """0 where there is none, or none any more: whoever closes the database last takes it away."""
    try:
        return log.stat().st_size
    except FileNotFoundError:
        return 0


def _tables(file: Path, what: str, thorough: bool) -> set[str]:
    try:
        with closing(sqlite3.connect(_address(file), uri=True, timeout=10)) as connection:
            connection.execute("PRAGMA query_only=ON")
            names = connection.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
            tables = {str(name) for (name,) in names}
            whole = connection.execute("PRAGMA quick_check(1)").fetchone() if thorough else ("ok",)
    except sqlite3.Error as error:
        raise of_sqlite(error, what) from error
    if whole != ("ok",):
        raise damaged(what)
    return tables


def _address(file: Path) -> str:
    """Opened for reading when a log lies beside it, which is read along: who may write would write that log into the
    file when he closes it, and it may be a foreign one. Without a log opened for writing, or else as it stands.
    """
    file = file.absolute()
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        return f"{file.as_uri()}?mode=ro"
    writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    return f"{file.as_uri()}?" + ("mode=rw" if writable else "mode=ro&immutable=1")


def _elsewhere(url: str, name: str, table: str) -> bool:
    engine = _engine_elsewhere(url)
    try:
        return inspect(engine).has_table(table)
    except DBAPIError as error:
        raise sorted_out(error, name) from error
    finally:
        engine.dispose()


def _engine_elsewhere(url: str) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, execution_options={"postgresql_readonly": True})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigurationError(f"The database cannot be opened: {error}.", "Check [database] url.") from error


def only_looks(url: str) -> Engine:
    """An engine that cannot write, for a store that was found."""
    file = file_of(url)
    if file is None:
        return _engine_elsewhere(url)
    engine = create_engine(f"sqlite:///{_address(file)}&uri=true", hide_parameters=True, poolclass=NullPool)
    event.listen(engine, "begin", _begins)
    return engine


def _begins(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")
    connection.exec_driver_sql("BEGIN")

"""Bringing the tables up to date: an older ledger is copied first, and a newer one refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from bot import resources
from bot.shell.disk import opened_privately, refused
from bot.shell.ledger.files.database import transaction
from bot.shell.ledger.files.revisions import is_newest, revision_of
from bot.shell.ledger.files.trouble import of_sqlite

_COPIED = ".revision-"
_UNFINISHED = ".unfinished"


def migrate(engine: Engine) -> None:
    """Brings the tables to the newest version, all of it or nothing; a ledger in SQLite is copied first.

    The copy lies beside it, for its owner alone, named after the revision that it has: LEDGER.revision-0002.
    """
    with transaction(engine) as connection:
        newest, before = is_newest(connection), revision_of(connection)
    if newest:
        return
    if before and engine.dialect.name == "sqlite":
        _copy(Path(str(engine.url.database)), before)
    with transaction(engine) as connection:
        _upgrade(connection)


def copies(engine: Engine) -> tuple[Path, ...]:
    """The copies that were made before migrations; a killed migration's half one included."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return ()
    file = Path(engine.url.database)
    return tuple(sorted(file.parent.glob(f"{_literal(file.name)}{_COPIED}*")))


def drop_copies(engine: Engine) -> None:
    """What destruction empties in the ledger is in them as well."""
    for copy in copies(engine):
        with suppress(FileNotFoundError):
            copy.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # late: a fifth of all memory, for what is done once a version
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(file: Path, revision: str) -> None:
    """Whole or not at all; one of the same revision is from a migration that was cut off, and is made anew."""
    copy = file.with_name(f"{file.name}{_COPIED}{revision}")
    unfinished = copy.with_name(copy.name + _UNFINISHED)
    try:
        unfinished.unlink(missing_ok=True)
        os.close(opened_privately(unfinished))
        with closing(sqlite3.connect(file, timeout=10)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(copy)
    except sqlite3.Error as error:
        unfinished.unlink(missing_ok=True)
        raise of_sqlite(error, "The copy of the ledger before it is brought up to date") from error
    except OSError as error:
        raise refused(error, "the copy of the ledger before it is brought up to date") from error

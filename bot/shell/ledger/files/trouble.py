"""What a database's errors mean: the disk, another program, rights, or damage."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError, TransientError
from bot.shell.disk import full, unwritable

BACK = (
    "Put a copy of ledger and key store of one moment back, without the files -wal and -shm beside them; "
    "nothing was changed."
)


def damaged(what: str) -> ConfigurationError:
    """Its content is no longer whole."""
    return ConfigurationError(f"{what} is damaged.", BACK)


def no_database(what: str) -> ConfigurationError:
    """It is something else, or its beginning is lost."""
    return ConfigurationError(f"{what} is not a database of SQLite.", f"Check its url. {BACK}")


def locked(what: str) -> TransientError:
    """Somebody else writes, and does not come to an end."""
    return TransientError(f"{what} is locked by another program.", "It is tried again; end that program if it hangs.")


def sorted_out(error: DBAPIError, what: str) -> TrajectbotError:
    """The error by who can put it right; `what` begins the sentence."""
    cause = error.orig
    name = str(getattr(cause, "sqlite_errorname", "") or _STATES.get(str(getattr(cause, "sqlstate", "")), ""))
    for prefix, made in _KINDS:
        if name.startswith(prefix):
            return made(what)
    if isinstance(error, OperationalError):
        return TransientError(f"{what} does not answer: {cause}.", "It is tried again.")
    return OperatorError(f"{what} refused: {type(cause).__name__}.", "See the log.")


def of_sqlite(error: sqlite3.Error, what: str) -> TrajectbotError:
    """The same for SQLite's own errors."""
    return sorted_out(DBAPIError("", None, error), what)


def _io(what: str) -> TransientError:
    remedy = "Is it full, over a quota, or broken? What was under way is done again by itself."
    return TransientError(f"The disk of {what[:1].lower() + what[1:]} does not do what it should.", remedy)


def _lower_full(what: str) -> TransientError:
    return full(what[:1].lower() + what[1:])


_STATES = {"53100": "SQLITE_FULL", "25006": "SQLITE_READONLY", "55P03": "SQLITE_BUSY", "XX001": "SQLITE_CORRUPT"}
"""States of PostgreSQL (appendix A of its manual) that mean the same."""
_KINDS = (
    ("SQLITE_FULL", _lower_full),
    ("SQLITE_IOERR", _io),
    ("SQLITE_BUSY", locked),
    ("SQLITE_LOCKED", locked),
    ("SQLITE_READONLY", unwritable),
    ("SQLITE_CANTOPEN", unwritable),
    ("SQLITE_PERM", unwritable),
    ("SQLITE_CORRUPT", damaged),
    ("SQLITE_NOTADB", no_database),
)
"""Beginnings of SQLite's names of errors (sqlite.org/rescode.html)."""

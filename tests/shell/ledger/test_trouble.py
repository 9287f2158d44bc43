"""A database's error becomes the sentence of whoever can put it right, without a word about its url."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError, TransientError
from bot.shell.ledger.files.trouble import sorted_out


class OfPostgres(Exception):
    """An error with the state that the server gives."""

    def __init__(self, state: str) -> None:
        super().__init__("the server said so")
        self.sqlstate = state


def of_sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("sqlite said so")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (of_sqlite("SQLITE_FULL"), TransientError, "disk is full"),
        (of_sqlite("SQLITE_IOERR_WRITE"), TransientError, "full, over a quota, or broken"),
        (of_sqlite("SQLITE_IOERR_SHMSIZE"), TransientError, "full, over a quota, or broken"),
        (of_sqlite("SQLITE_BUSY"), TransientError, "locked by another program"),
        (of_sqlite("SQLITE_BUSY_SNAPSHOT"), TransientError, "locked by another program"),
        (of_sqlite("SQLITE_READONLY_DBMOVED"), TransientError, "cannot be written"),
        (of_sqlite("SQLITE_CANTOPEN"), TransientError, "cannot be written"),
        (of_sqlite("SQLITE_CORRUPT"), ConfigurationError, "is damaged"),
        (of_sqlite("SQLITE_NOTADB"), ConfigurationError, "not a database"),
        (of_sqlite("SQLITE_ERROR"), TransientError, "does not answer"),
        (OfPostgres("53100"), TransientError, "disk is full"),
        (OfPostgres("25006"), TransientError, "cannot be written"),
        (OfPostgres("XX001"), ConfigurationError, "is damaged"),
        (OfPostgres("57P01"), TransientError, "does not answer"),
    ],
    ids=str,
)
def test_an_error_is_sorted(cause: Exception, kind: type[TrajectbotError], words: str) -> None:
    told = sorted_out(OperationalError("", None, cause), "The ledger x.db")
    assert type(told) is kind
    assert words in str(told)
    assert "url" not in str(told) or "NOTADB" in str(getattr(cause, "sqlite_errorname", ""))


def test_what_nobody_foresaw_is_the_operators() -> None:
    told = sorted_out(DBAPIError("", None, sqlite3.IntegrityError("of a row")), "The ledger x.db")
    assert type(told) is OperatorError
    assert "of a row" not in str(told)

"""Which revision the tables have, and which of them this version knows: looked up without alembic, which is slow and
large, and which is there for the rare day on which they change.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, column, select, table

from bot import resources
from bot.core.errors import ConfigurationError

_VERSIONS = table("alembic_version", column("version_num"))


@cache
def known() -> tuple[str, ...]:
    """All revisions, oldest first: each migration's file is named after the one that it leads to."""
    files = (resources.migrations() / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def revision_of(connection: Connection) -> str:
    """The revision of these tables, "" when there are none."""
    if not connection.dialect.has_table(connection, _VERSIONS.name):
        return ""
    return "".join(sorted(connection.scalars(select(_VERSIONS.c.version_num))))


def is_newest(connection: Connection) -> bool:
    """Whether nothing is to be done; ConfigurationError: they are newer than this version."""
    there = revision_of(connection)
    if there and there not in known():
        problem = "The ledger was made by a newer version of trajectbot."
        raise ConfigurationError(problem, "Install that version again; nothing was changed.")
    return there == known()[-1]


def older(connection: Connection) -> str:
    """The revision of tables that are to be brought up to date, "" when there are none; ConfigurationError: newer."""
    return "" if is_newest(connection) else revision_of(connection)

"""A ledger in PostgreSQL through the server's own programs: pg_dump and pg_restore."""

from __future__ import annotations

import os
import subprocess
import tempfile
from typing import Any

from sqlalchemy import Connection, make_url

from bot.core.errors import ConfigurationError, TransientError
from bot.shell.ledger import tables

_VERSIONS = "alembic_version"
_PARAMETERS = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def dumped(url: str, snapshot: str, schema: str) -> bytes:
    """Our own tables as they are in that snapshot, in pg_dump's custom format."""
    names = (*tables.metadata.tables, _VERSIONS)
    wanted = [f'--table="{schema}"."{name}"' for name in names]
    return _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", *wanted)


def read_through(dump: bytes) -> None:
    """Raises ConfigurationError or TransientError when the dump cannot be read to its end."""
    with tempfile.TemporaryFile() as file:
        file.write(dump)
        file.seek(0)
        _started(["pg_restore", "--file=/dev/null"], {}, file)


def put_back(url: str, dump: bytes) -> None:
    """All of it or nothing."""
    with tempfile.TemporaryFile() as file:
        file.write(dump)
        file.seek(0)
        environ = _environ(url)
        database = environ.get("PGDATABASE", "")
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _started(["pg_restore", *options, f"--dbname={database}"], environ, file)


def drop(connection: Connection) -> None:
    """Our own tables, as far as they are there."""
    for name in (*tables.metadata.tables, _VERSIONS):
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}" CASCADE')


def _run(url: str, program: str, *arguments: str) -> bytes:
    return _started([program, *arguments], _environ(url), None)


def _environ(url: str) -> dict[str, str]:
    """As libpq reads it, so that no password stands in a list of processes."""
    parsed = make_url(url)
    _, values = parsed.get_dialect()().create_connect_args(parsed)
    known: dict[str, Any] = {_PARAMETERS[name]: str(v) for name, v in values.items() if name in _PARAMETERS and v}
    rest = {name: value for name, value in values.items() if name not in _PARAMETERS and isinstance(value, str)}
    if "options" in rest:
        known["PGOPTIONS"] = rest.pop("options")
    known |= {f"PG{name.upper()}": value for name, value in rest.items() if name.startswith("ssl")}
    return known


def _started(command: list[str], environ: dict[str, str], given: Any) -> bytes:
    environ = {**os.environ, **environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, env=environ, stdin=given or subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError as error:
        problem = f"{command[0]} is not installed, which a ledger in PostgreSQL needs for its copies."
        raise ConfigurationError(problem, "Install the client programs of PostgreSQL (postgresql-client).") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"]
        raise TransientError(f"{command[0]} failed: {said[-1]}", "Is the server there, and not newer than the program?")
    return done.stdout

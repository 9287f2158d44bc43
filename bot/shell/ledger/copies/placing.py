"""Copies of ledger and key store put where the stores belong."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import DBAPIError

from bot.core.errors import ConfigurationError
from bot.shell.disk import refused
from bot.shell.keys.store import NO_KEYS, wrapped_keys
from bot.shell.ledger import tables
from bot.shell.ledger.copies import postgres
from bot.shell.ledger.copies.taking import SQLITE, opened
from bot.shell.ledger.files.destructions import put
from bot.shell.ledger.files.looking import file_of, found, only_looks
from bot.shell.ledger.files.revisions import older
from bot.shell.ledger.files.trouble import sorted_out
from bot.shell.ledger.opening.survey import KEYS, LEDGER, Fitting, fitting
from bot.shell.settings.frozen import Stores

_BESIDE = ("-wal", "-shm", "-journal")
_LIFE = (tables.traject, tables.inbound, tables.outbox, tables.event)


def refuse_living(stores: Stores) -> None:
    """ConfigurationError when there is a ledger or a key store that was used."""
    if found(stores.keystore_url, KEYS, "key"):
        engine = only_looks(stores.keystore_url)
        with engine.begin() as connection:
            used = set(wrapped_keys(connection)) - NO_KEYS
        engine.dispose()
        if used:
            raise _living(f"a key store with the keys of {len(used)} trajects, {file_of(stores.keystore_url)}")
    if found(stores.database_url, LEDGER, "traject"):
        engine = only_looks(stores.database_url)
        try:
            with engine.begin() as connection:
                rows = sum(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in _LIFE)
        except DBAPIError as error:
            raise sorted_out(error, LEDGER) from error
        finally:
            engine.dispose()
        if rows:
            raise _living(f"a ledger that was used, {file_of(stores.database_url) or 'in the database'}")


def _living(what: str) -> ConfigurationError:
    return ConfigurationError(
        f"Here is a living installation: {what}. Nothing was changed.",
        "To put a copy in its place on purpose, stop the service and move ledger and key store away first "
        "(not the master key, nor the list that ends in .destroyed).",
    )


def checked(ledger: bytes, keys: bytes, master: bytes, kind: str) -> Fitting | None:
    """Copies that open and fit each other; ConfigurationError otherwise. None: a dump, which only a server opens."""
    if kind != SQLITE:
        postgres.read_through(ledger)
        return None
    with opened(ledger, "The ledger of the backup") as mine, opened(keys, "The key store of the backup") as theirs:
        older(mine)
        return fitting(mine, theirs, master)


def place(stores: Stores, ledger: bytes, keys: bytes, kind: str) -> None:
    """Each whole or not at all; what lay there goes. Raises ConfigurationError where the kinds differ."""
    refuse_other_kind(stores, kind)
    _put(file_of(stores.keystore_url), keys, "the key store")
    if kind == SQLITE:
        _put(file_of(stores.database_url), ledger, "the ledger")
        return
    engine = create_engine(stores.database_url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            postgres.drop(connection)
    except DBAPIError as error:
        raise sorted_out(error, LEDGER) from error
    finally:
        engine.dispose()
    postgres.put_back(stores.database_url, ledger)


def refuse_other_kind(stores: Stores, kind: str) -> None:
    """ConfigurationError when the copy is of the other kind of database."""
    ours = SQLITE if file_of(stores.database_url) else "postgresql"
    if ours != kind:
        problem = f"The backup is of a ledger in {kind}, and [database] url names one in {ours}."
        raise ConfigurationError(problem, "Set the url to a database of the same kind; nothing was changed.")


def _put(file: Path | None, content: bytes, what: str) -> None:
    assert file is not None
    try:
        for more in _BESIDE:
            file.with_name(file.name + more).unlink(missing_ok=True)
    except OSError as error:
        raise refused(error, what) from error
    put(file, content, what)

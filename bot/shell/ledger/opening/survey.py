"""Ledger, key store and master key as they are found: whether they are there, whole, and belong together.

Nothing is made or changed; what does not fit is told with the way back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from bot.core.errors import ConfigurationError
from bot.core.traject.stages import Stage
from bot.shell.keys.cipher import keyed_hash
from bot.shell.keys.master import read_master
from bot.shell.keys.store import HMAC, LEDGER_LOST, OWN, OWN_LOST, refuse_missing, unwrapped, wrapped_keys
from bot.shell.ledger.files.looking import found, only_looks
from bot.shell.ledger.files.migrating import older
from bot.shell.ledger.files.trouble import sorted_out
from bot.shell.ledger.tables import meta, traject
from bot.shell.settings.frozen import Stores

INSTALLATION, FIRST_START = "installation", "first_start"
"""Facts of the ledger: whose it is, and since when rounds are made."""
LEDGER, KEYS = "The ledger", "The key store"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Survey:
    """Whether there is a ledger; the revision it has when that is an old one; whether no round ever was with it."""

    ledger: bool = False
    older: str = ""
    unused: bool = True


def survey(stores: Stores, *, thorough: bool = True, writes: bool = True) -> Survey:
    """Raises ConfigurationError when the stores do not fit each other, TransientError when they cannot be used now."""
    ledger = found(stores.database_url, LEDGER, "traject", thorough=thorough, writes=writes)
    keys = found(stores.keystore_url, KEYS, "key", thorough=thorough, writes=writes)
    master = read_master(stores.master_key_file)
    refuse_missing(stores.master_key_file, ledger=ledger, keys=keys, master=master is not None)
    if not keys or master is None:
        return Survey()
    wrapped = _looked(stores.keystore_url, KEYS, wrapped_keys)
    own = {name: unwrapped(master, name, wrapped[name]) for name in OWN & set(wrapped)}
    if not ledger:
        if set(wrapped) - OWN:
            raise ConfigurationError(*LEDGER_LOST)
        return Survey()
    if set(own) != OWN:
        raise ConfigurationError(*OWN_LOST)
    return _looked(stores.database_url, LEDGER, lambda c: _of_the_ledger(c, installation(own[HMAC]), set(wrapped)))


def installation(key: bytes) -> str:
    """How a ledger names the installation that has this HMAC key."""
    return keyed_hash(key, INSTALLATION)


def refuse_another(known: str | None, ours: str) -> None:
    """ConfigurationError when the ledger names another installation than ours."""
    if known not in (None, ours):
        raise ConfigurationError(
            "The ledger belongs to another installation than the key store.",
            "Put the ledger and the key store of one installation beside each other; nothing was changed.",
        )


def _of_the_ledger(connection: Connection, ours: str, keys: set[str]) -> Survey:
    before = older(connection)
    wanted = select(meta.c.name, meta.c.value).where(meta.c.name.in_([INSTALLATION, FIRST_START]))
    facts = {row.name: row.value for row in connection.execute(wanted)}
    refuse_another(facts.get(INSTALLATION), ours)
    alive = select(traject.c.ref).where(traject.c.stage.not_in([Stage.DESTROYING, Stage.DESTROYED]))
    lost = [ref for ref in connection.scalars(alive) if ref not in keys]
    if lost:
        raise ConfigurationError(
            f"The key store is older than the ledger: the keys of {len(lost)} trajects are not in it.",
            "Put back the key store of the ledger's own moment; nothing was changed.",
        )
    return Survey(True, before, FIRST_START not in facts)


def _looked(url: str, what: str, act: Callable[[Connection], T]) -> T:
    engine = only_looks(url)
    try:
        with engine.begin() as connection:
            return act(connection)
    except DBAPIError as error:
        raise sorted_out(error, what) from error
    finally:
        engine.dispose()

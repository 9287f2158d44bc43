"""Ledger, key store and master key as they are found: whether they are there, whole, and belong together.

Nothing is made or changed; what does not fit is told with the way back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import DBAPIError

from bot.core.errors import ConfigurationError
from bot.core.traject.stages import Stage
from bot.shell.keys.cipher import keyed_hash
from bot.shell.keys.master import read_master
from bot.shell.keys.store import (
    HMAC,
    LEDGER_LOST,
    OWN,
    OWN_LOST,
    known_of_ledger,
    opening,
    refuse_missing,
    unwrapped,
    wrapped_keys,
)
from bot.shell.ledger.files.looking import found, only_looks
from bot.shell.ledger.files.revisions import older, revision_of
from bot.shell.ledger.files.trouble import damaged, sorted_out
from bot.shell.ledger.opening.marks import (
    LEDGER_EMPTY,
    LEDGER_OLDER,
    MARK,
    NONE,
    Remembered,
    keys_older,
    refuse_old_copy,
    remembered,
)
from bot.shell.ledger.opening.unfinished import refuse_unfinished
from bot.shell.ledger.tables import event, meta, metadata, traject
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


@dataclass(frozen=True, slots=True)
class Fitting:
    """Of two stores that fit each other: the installation's HMAC key, and the mark of the ledger."""

    hmac: bytes
    mark: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one look at the ledger showed. `lost` are trajects without a key; `knows` is the event asked about."""

    older: str
    installation: str
    used: bool
    mark: str
    knows: bool
    lost: tuple[str, ...]


def survey(stores: Stores, *, writes: bool = True, restoring: bool = False) -> Survey:
    """Raises ConfigurationError when the stores do not fit each other, TransientError when they cannot be used now.

    `writes` asks whether they may be changed as well. All of them is read (PRAGMA quick_check: 0.2 s for 100 MB).
    While a restore is not at its end they are nobody's but its own (`restoring`), not even to look at.
    """
    if not restoring:
        refuse_unfinished(stores)
    ledger = found(stores.database_url, LEDGER, "traject", thorough=True, writes=writes)
    keys = found(stores.keystore_url, KEYS, "key", thorough=True, writes=writes)
    master = read_master(stores.master_key_file)
    refuse_missing(stores.master_key_file, ledger=ledger, keys=keys, master=master is not None)
    if not keys or master is None:
        return Survey()
    before = None
    while True:
        wrapped = _looked(stores.keystore_url, KEYS, wrapped_keys)
        master = opening(stores.master_key_file, master, wrapped)
        own = {name: unwrapped(master, name, wrapped[name]) for name in OWN & set(wrapped)}
        if not ledger:
            if set(wrapped) - OWN:
                raise ConfigurationError(*LEDGER_LOST)
            return Survey()
        if set(own) != OWN:
            raise ConfigurationError(*OWN_LOST)
        text = known_of_ledger(master, wrapped)
        known = remembered(text)
        facts = _looked(stores.database_url, LEDGER, partial(_of_the_ledger, known.head, frozenset(wrapped)))
        try:
            refuse_another(facts.installation, installation(own[HMAC]))
            if text and not facts.installation:
                raise ConfigurationError(*LEDGER_EMPTY)
            _refuse(facts, known)
        except ConfigurationError:
            if before == (facts, known):
                raise  # else a daemon at work has written between the two looks
            before = facts, known
        else:
            return Survey(True, facts.older, not facts.used)


def fitting(ledger: Connection, keys: Connection, master: bytes) -> Fitting:
    """The same of two stores that are open and that nobody writes to; ConfigurationError when they do not fit."""
    wrapped = wrapped_keys(keys)
    own = {name: unwrapped(master, name, wrapped[name]) for name in OWN & set(wrapped)}
    if set(own) != OWN:
        raise ConfigurationError(*OWN_LOST)
    known = remembered(known_of_ledger(master, wrapped))
    facts = _of_the_ledger(known.head, frozenset(wrapped), ledger)
    refuse_another(facts.installation, installation(own[HMAC]))
    _refuse(facts, known)
    return Fitting(own[HMAC], facts.mark)


def installation(key: bytes) -> str:
    """How a ledger names the installation that has this HMAC key."""
    return keyed_hash(key, INSTALLATION)


def refuse_another(known: str | None, ours: str) -> None:
    """ConfigurationError when the ledger names another installation than ours."""
    if known not in (None, "", ours):
        raise ConfigurationError(
            "The ledger belongs to another installation than the key store.",
            "Put the ledger and the key store of one installation beside each other; nothing was changed.",
        )


def _refuse(facts: _Facts, known: Remembered) -> None:
    refuse_old_copy(facts.mark, known.mark)
    if not facts.knows:
        raise ConfigurationError(*LEDGER_OLDER)
    if facts.lost:
        raise keys_older(len(facts.lost))


def _of_the_ledger(head: str, keys: frozenset[str], connection: Connection) -> _Facts:
    before = older(connection)
    if not revision_of(connection) or (
        not before and set(metadata.tables) - set(inspect(connection).get_table_names())
    ):
        raise damaged(LEDGER)
    wanted = select(meta.c.name, meta.c.value).where(meta.c.name.in_([INSTALLATION, FIRST_START, MARK]))
    facts = {row.name: row.value for row in connection.execute(wanted)}
    alive = select(traject.c.ref).where(traject.c.stage.not_in([Stage.DESTROYING, Stage.DESTROYED]))
    lost = tuple(ref for ref in connection.scalars(alive) if ref not in keys)
    chained = before == "" or before >= "0003"
    knows = not head or (
        chained and connection.execute(select(event.c.id).where(event.c.hash == head).limit(1)).first() is not None
    )
    return _Facts(before, facts.get(INSTALLATION, ""), FIRST_START in facts, facts.get(MARK, NONE), knows, lost)


def _looked(url: str, what: str, act: Callable[[Connection], T]) -> T:
    engine = only_looks(url)
    try:
        with engine.begin() as connection:
            return act(connection)
    except DBAPIError as error:
        raise sorted_out(error, what) from error
    finally:
        engine.dispose()

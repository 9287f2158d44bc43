"""The key store: one key a traject, wrapped with the master key; to destroy a key is to destroy what it opens."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, LargeBinary, MetaData, String, Table, delete, insert, select, update

from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError
from bot.shell.keys.choosing import current
from bot.shell.keys.cipher import keyed_hash, new_key, seal, unseal
from bot.shell.keys.master import make_master, read_master
from bot.shell.ledger.files.database import make_tables, open_engine, transaction, wiped
from bot.shell.ledger.files.looking import found

PRACTICE, HMAC = "practice", "hmac"
OWN = frozenset({PRACTICE, HMAC})
OWN_LOST = (
    "The key store has lost the installation's own keys.",
    "Put your copy of the key store back, one that is as new as the ledger; nothing was changed.",
)
LEDGER_LOST = (
    "The ledger is lost or empty, but its key store is there.",
    "Put your copy of the ledger back, with the key store of the same moment. Beginning anew would carry out every old "
    "command again; for a new installation move the key store and the master key away first.",
)
LEDGER_NAME = "ledger"
"""The name under which the key store remembers its ledger: no key, and wrapped like one."""
CHANGED_NAME = "master"
"""The name under which it remembers when the master key was changed."""
NO_KEYS = OWN | {LEDGER_NAME, CHANGED_NAME}
"""What is there without any traject."""
_metadata = MetaData()
_keys = Table(
    "key", _metadata, Column("name", String(16), primary_key=True), Column("wrapped", LargeBinary, nullable=False)
)


class KeyStore:
    """Keys by name: a traject's reference, "practice" or "hmac". A destroyed key is gone, not marked."""

    def __init__(self, engine: Engine, master: bytes) -> None:
        self._engine = engine
        self._master = master
        self._known: dict[str, bytes] = {}

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()

    def get(self, name: str) -> bytes | None:
        """The key, or None when there is none (any more)."""
        if name not in self._known:
            with transaction(self._engine) as connection:
                wrapped = connection.execute(select(_keys.c.wrapped).where(_keys.c.name == name)).scalar()
            if wrapped is None:
                return None
            self._known[name] = unseal(self._master, f"key/{name}", wrapped)
        return self._known[name]

    def make(self, name: str) -> bytes:
        """A new key, committed at once: a key without a traject does no harm, a traject without a key would."""
        existing = self.get(name)
        if existing is not None:
            return existing
        key = new_key()
        with transaction(self._engine) as connection:
            connection.execute(insert(_keys).values(name=name, wrapped=seal(self._master, f"key/{name}", key)))
        self._known[name] = key
        return key

    def destroy(self, name: str) -> None:
        """Overwritten, then deleted, then cut out of the write-ahead log."""
        self._known.pop(name, None)
        with transaction(self._engine) as connection:
            noise = new_key() + new_key()
            connection.execute(update(_keys).where(_keys.c.name == name).values(wrapped=noise))
            connection.execute(delete(_keys).where(_keys.c.name == name))
        wiped(self._engine)

    def fingerprint(self, name: str) -> str:
        """What tells a key from others and says nothing of it: 16 hexadecimal digits, "" when there is none."""
        key = self.get(name)
        return hashlib.sha256(b"fingerprint\0" + key).hexdigest()[:16] if key is not None else ""

    def names(self) -> frozenset[str]:
        """Of all keys; any but the installation's own tells that a ledger was opened with them."""
        with transaction(self._engine) as connection:
            return frozenset(connection.scalars(select(_keys.c.name)))

    def open_own(self) -> None:
        """ConfigurationError when the installation's own keys are missing, or do not open with the master key."""
        with transaction(self._engine) as connection:
            wrapped = wrapped_keys(connection)
        if not set(wrapped) >= OWN:
            raise ConfigurationError(*OWN_LOST)
        for name in OWN:
            self._known[name] = unwrapped(self._master, name, wrapped[name])

    def remember(self, what: str) -> None:
        """What is known of the ledger, in the place of what was."""
        with transaction(self._engine) as connection:
            connection.execute(delete(_keys).where(_keys.c.name == LEDGER_NAME))
            wrapped = seal(self._master, f"key/{LEDGER_NAME}", what.encode())
            connection.execute(insert(_keys).values(name=LEDGER_NAME, wrapped=wrapped))

    def remembered(self) -> str:
        """What was last known of the ledger, "" when nothing was."""
        with transaction(self._engine) as connection:
            return known_of_ledger(self._master, wrapped_keys(connection))

    def wrap_anew(self, master: bytes, at: datetime) -> None:
        """All of it under another master key, in one transaction; then what was there is cut out of the log as well."""
        changed = at.astimezone(UTC).isoformat(timespec="seconds").encode()
        with transaction(self._engine) as connection:
            for name, wrapped in wrapped_keys(connection).items():
                again = seal(master, f"key/{name}", unwrapped(self._master, name, wrapped))
                connection.execute(update(_keys).where(_keys.c.name == name).values(wrapped=again))
            connection.execute(delete(_keys).where(_keys.c.name == CHANGED_NAME))
            sealed = seal(master, f"key/{CHANGED_NAME}", changed)
            connection.execute(insert(_keys).values(name=CHANGED_NAME, wrapped=sealed))
        self._master = master
        wiped(self._engine)

    def is_wrapped_with(self, master: bytes) -> bool:
        """Whether this is the master key that opened it."""
        return self._master == master

    def master_changed_at(self) -> datetime | None:
        """When the master key was changed last; None when it is the first one."""
        with transaction(self._engine) as connection:
            wrapped = wrapped_keys(connection).get(CHANGED_NAME)
        if wrapped is None:
            return None
        return datetime.fromisoformat(unwrapped(self._master, CHANGED_NAME, wrapped).decode())

    def seal(self, name: str, place: str, text: str | bytes) -> bytes:
        """Encrypts under a key that must exist."""
        key = self.get(name)
        if key is None:
            raise ConfigurationError(f"The key of {name} is missing.", "Restore the key store, or restore the ledger.")
        return seal(key, f"{name}/{place}", text.encode() if isinstance(text, str) else text)

    def unseal(self, name: str, place: str, sealed: bytes | None) -> bytes:
        """Decrypts; b"" for nothing, and for what a destroyed key closed for ever."""
        key = self.get(name) if sealed else None
        return unseal(key, f"{name}/{place}", sealed) if key is not None and sealed else b""

    def hash(self, *parts: str) -> str:
        """The installation's keyed hash."""
        key = self.get(HMAC)
        if key is None:
            raise ConfigurationError("The installation's HMAC key is missing.", "Restore the key store.")
        return keyed_hash(key, *parts)


def open_keys(url: str, master_file: Path, *, ledger_exists: bool) -> KeyStore:
    """Opens the key store; makes everything when key, key store and ledger are all absent, else refuses."""
    has_store = found(url, "The key store", _keys.name)
    master = read_master(master_file)
    refuse_missing(master_file, ledger=ledger_exists, keys=has_store, master=master is not None)
    master = make_master(master_file) if master is None else master
    engine = open_engine(url)
    if not has_store:
        make_tables(engine, _metadata)
    with transaction(engine) as connection:
        master = opening(master_file, master, wrapped_keys(connection))
    store = KeyStore(engine, master)
    try:
        if not ledger_exists and store.names() - OWN:
            raise ConfigurationError(*LEDGER_LOST)
        for name in () if ledger_exists else sorted(OWN):
            store.make(name)
        store.open_own()
    except TrajectbotError:
        store.close()
        raise
    return store


def refuse_missing(master_file: Path, *, ledger: bool, keys: bool, master: bool) -> None:
    """ConfigurationError when one of the three is not there, and another one needs it."""
    if not master and (keys or ledger):
        raise ConfigurationError(
            f"The master key {master_file} is missing, but there is a ledger or a key store.",
            "Put the master key back; without it nothing that is stored can be read.",
        )
    if ledger and not keys:
        raise ConfigurationError(
            "The key store is missing, but there is a ledger.",
            "Put your copy of the key store back, one that is as new as the ledger; nothing was changed.",
        )


def wrapped_keys(connection: Connection) -> dict[str, bytes]:
    """All keys as they are stored, by name."""
    return {name: bytes(wrapped) for name, wrapped in connection.execute(select(_keys.c.name, _keys.c.wrapped))}


def known_of_ledger(master: bytes, wrapped: Mapping[str, bytes]) -> str:
    """What was remembered of the ledger, "" when nothing was; ConfigurationError when the master key is another."""
    return unwrapped(master, LEDGER_NAME, wrapped[LEDGER_NAME]).decode() if LEDGER_NAME in wrapped else ""


def opening(master_file: Path, master: bytes, wrapped: Mapping[str, bytes]) -> bytes:
    """The master key that these are wrapped with, as far as there are two: a change may have been cut off."""
    return current(master_file, master, f"key/{HMAC}", wrapped.get(HMAC))


def unwrapped(master: bytes, name: str, wrapped: bytes) -> bytes:
    """A key; ConfigurationError when the master key does not open it."""
    try:
        return unseal(master, f"key/{name}", wrapped)
    except OperatorError as error:
        raise ConfigurationError(
            "The master key does not open the key store: one of them belongs to another installation, or was replaced.",
            "Put the master key and the key store of one moment beside each other; nothing was changed.",
        ) from error

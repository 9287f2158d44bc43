"""The key store: one key a traject, wrapped with the master key; to destroy a key is to destroy what it opens."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from sqlalchemy import Column, Engine, LargeBinary, MetaData, String, Table, delete, insert, select, update

from bot.core.errors import ConfigurationError
from bot.shell.keys.cipher import KEY_BYTES, keyed_hash, new_key, seal, unseal
from bot.shell.ledger.files.database import holds, make_tables, open_engine, transaction, wiped

PRACTICE, HMAC = "practice", "hmac"
_LEDGER = "ledger"
"""The name under which the key store remembers its ledger: no key, and wrapped like one."""
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

    def remembers_a_ledger(self) -> bool:
        """Whether a ledger was ever opened with these keys, or a traject begun."""
        with transaction(self._engine) as connection:
            return bool(set(connection.scalars(select(_keys.c.name))) - {PRACTICE, HMAC})

    def remember(self, what: str) -> None:
        """What is known of the ledger, in the place of what was."""
        with transaction(self._engine) as connection:
            connection.execute(delete(_keys).where(_keys.c.name == _LEDGER))
            wrapped = seal(self._master, f"key/{_LEDGER}", what.encode())
            connection.execute(insert(_keys).values(name=_LEDGER, wrapped=wrapped))

    def remembered(self) -> str:
        """What was last known of the ledger, "" when nothing was."""
        with transaction(self._engine) as connection:
            wrapped = connection.execute(select(_keys.c.wrapped).where(_keys.c.name == _LEDGER)).scalar()
        return "" if wrapped is None else unseal(self._master, f"key/{_LEDGER}", wrapped).decode()

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
    has_store = holds(url, "key")
    master = _read_master(master_file)
    if master is None:
        if has_store or ledger_exists:
            raise ConfigurationError(
                f"The master key {master_file} is missing, but there is a ledger or a key store.",
                "Put the master key back; without it nothing that is stored can be read.",
            )
        master = _make_master(master_file)
    if not has_store and ledger_exists:
        raise ConfigurationError("The key store is missing, but there is a ledger.", "Restore the key store.")
    engine = open_engine(url)
    if not has_store:
        make_tables(engine, _metadata)
    store = KeyStore(engine, master)
    if not ledger_exists and store.remembers_a_ledger():
        store.close()
        raise ConfigurationError(
            "The ledger is lost or empty, but its key store is there.",
            "Put your copy of the ledger back, with the key store of the same moment. Beginning anew would carry out "
            "every old command again; for a new installation move the key store and the master key away first.",
        )
    for name in (PRACTICE, HMAC):
        store.make(name)
    return store


def _read_master(file: Path) -> bytes | None:
    credential = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / file.name
    for place in (credential, file):
        if place.is_file():
            try:
                key = base64.b64decode(place.read_text(encoding="ascii").strip(), validate=True)
            except (ValueError, OSError) as error:
                problem = f"The master key {place} cannot be read."
                raise ConfigurationError(problem, "Put the right file back.") from error
            if len(key) != KEY_BYTES:
                raise ConfigurationError(f"The master key {place} has the wrong length.", "Put the right file back.")
            return key
    return None


def _make_master(file: Path) -> bytes:
    key = new_key()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(base64.b64encode(key).decode() + "\n")
        out.flush()
        os.fsync(out.fileno())
    os.link(unfinished, file)  # whole or not at all, and never over another one
    unfinished.unlink()
    return key

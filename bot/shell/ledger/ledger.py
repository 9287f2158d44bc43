"""The ledger with its keys: opens books, and knows what every decision may know; or is only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.errors import ConfigurationError
from bot.shell.keys.store import HMAC, PRACTICE, KeyStore, open_keys
from bot.shell.ledger import events
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import holds, migrate, open_engine, transaction
from bot.shell.settings.frozen import Settings

_INSTALLATION, _START = "installation", "start"
_COPY = "Put back a copy of the ledger that is as new as the key store, or both of one moment; nothing was changed."


@dataclass(frozen=True, slots=True)
class Ledger:
    """Decisions and keys of one installation."""

    settings: Settings
    engine: Engine
    keys: KeyStore

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()
        self.keys.close()

    @contextmanager
    def book(self) -> Iterator[Book]:
        """One transaction."""
        rules = {r.type: r for r in self.settings.traject_types}
        with transaction(self.engine) as connection:
            yield Book(connection, self.keys, rules)

    def context(self, now: datetime, inbound_id: int = 0) -> Context:
        """What the core may know at this moment."""
        s = self.settings
        return Context(
            now=now,
            practice=s.practice,
            practitioner=s.practitioner,
            rules={r.type: r for r in s.traject_types},
            safeguards=s.safeguards,
            calendar=Calendar(s.practice.timezone, s.practice.good_friday_is_holiday),
            inbound_id=inbound_id,
            operator=s.operator,
        )


def open_ledger(settings: Settings) -> Ledger:
    """Ledger and keys, made on the first day; ConfigurationError when they do not belong together."""
    stores = settings.stores
    exists = holds(stores.database_url, "traject")
    keys = open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=exists)
    engine = open_engine(stores.database_url)
    migrate(engine)
    ledger = Ledger(settings, engine, keys)
    _belong_together(ledger)
    return ledger


def _belong_together(ledger: Ledger) -> None:
    """Ledger and key store know each other: by the installation, and by how far the events had come."""
    keys, ours = ledger.keys, ledger.keys.hash("installation")
    with ledger.book() as book:
        known, before = book.meta(_INSTALLATION), keys.remembered()
        if known not in (None, ours):
            raise ConfigurationError(
                "The ledger belongs to another installation than the key store.",
                "Put the ledger and the key store of one installation beside each other; nothing was changed.",
            )
        if before and known is None:
            raise ConfigurationError("The ledger is empty, but its key store is not.", _COPY)
        if before not in ("", _START) and not events.has(book, before):
            raise ConfigurationError("The ledger is older than its key store.", _COPY)
        if known is None:
            book.set_meta(_INSTALLATION, ours)
        now = events.head(book) or _START
    if now != before:
        keys.remember(now)


def look(settings: Settings) -> Ledger | None:
    """The ledger left as it is: nothing is made, brought up to date or written. None before the first day.

    ConfigurationError when ledger and keys do not belong together.
    """
    stores = settings.stores
    try:
        engine = _engine(stores.database_url)
        if engine is None or not inspect(engine).has_table("traject"):
            return None
        keys = _engine(stores.keystore_url)
        if keys is None or not {PRACTICE, HMAC} <= _names(keys):
            raise ConfigurationError("The key store is missing, but there is a ledger.", "Restore the key store.")
        return Ledger(settings, engine, open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=True))
    except SQLAlchemyError as error:
        problem = f"The ledger cannot be looked at ({type(error).__name__})."
        raise ConfigurationError(problem, "Check [database] url, and who may read it.") from error


def _names(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(select(text("name")).select_from(text("key"))))


def _engine(url: str) -> Engine | None:
    """An engine that cannot write; None when there is no such file."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return create_engine(parsed, hide_parameters=True, execution_options={"postgresql_readonly": True})
    if not parsed.database or not Path(parsed.database).is_file():
        return None
    file = Path(parsed.database).absolute().as_uri()
    engine = create_engine(f"sqlite:///{file}?mode=rw&uri=true", hide_parameters=True, poolclass=NullPool)
    event.listen(engine, "begin", _only_looks)
    return engine


def _only_looks(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")
    connection.exec_driver_sql("BEGIN")

"""The ledger with its keys: opens books, and knows what every decision may know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.shell.keys.store import KeyStore, open_keys
from bot.shell.ledger.book import Book
from bot.shell.ledger.database import has_ledger, migrate, open_engine, transaction
from bot.shell.settings.frozen import Settings


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
        )


def open_ledger(settings: Settings) -> Ledger:
    """Ledger and keys, made on the first day; ConfigurationError when they do not belong together."""
    engine = open_engine(settings.stores.database_url)
    stores = settings.stores
    keys = open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=has_ledger(engine))
    migrate(engine)
    return Ledger(settings, engine, keys)

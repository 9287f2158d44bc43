"""The ledger with its keys: opens books, and knows what every decision may know; or is only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot import resources
from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError
from bot.core.traject.stages import Stage
from bot.shell.keys.master import read_master
from bot.shell.keys.store import KeyStore, open_keys
from bot.shell.ledger import events, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.files.looking import only_looks
from bot.shell.ledger.files.migrating import migrate
from bot.shell.ledger.opening.private import make_private
from bot.shell.ledger.opening.survey import INSTALLATION, refuse_another, survey
from bot.shell.letters.wording import of_templates
from bot.shell.settings.frozen import Settings

_START = "start"
_COPY = (
    "Put back a copy of the ledger that is as new as the key store, or both of one moment, without the files -wal and "
    "-shm beside them; nothing was changed."
)


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
            wording=of_templates(resources.root()),
        )


def open_ledger(settings: Settings) -> Ledger:
    """Ledger and keys, made on the first day; ConfigurationError when they do not belong together.

    An older ledger is copied and brought up to date.
    """
    stores = settings.stores
    exists = survey(stores).ledger
    make_private(settings)
    keys = open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=exists)
    ledger = Ledger(settings, open_engine(stores.database_url), keys)
    try:
        migrate(ledger.engine)
        _belong_together(ledger)
    except TrajectbotError:
        ledger.close()
        raise
    return ledger


def _belong_together(ledger: Ledger) -> None:
    """Ledger and key store know each other: by the installation, and by how far the events had come."""
    keys, ours = ledger.keys, ledger.keys.hash(INSTALLATION)
    with ledger.book() as book:
        known, before = book.meta(INSTALLATION), keys.remembered()
        refuse_another(known, ours)
        if before and known is None:
            raise ConfigurationError("The ledger is empty, but its key store is not.", _COPY)
        if before not in ("", _START) and not events.has(book, before):
            raise ConfigurationError("The ledger is older than its key store.", _COPY)
        if known is None:
            book.set_meta(INSTALLATION, ours)
        now = events.head(book) or _START
        gone = set(trajects.refs_in(book, frozenset({Stage.DESTROYED}))) & keys.names()
    for ref in gone:  # a key store that was put back brings what was destroyed with it
        keys.destroy(ref)
    if now != before:
        keys.remember(now)


def look(settings: Settings) -> Ledger | None:
    """The ledger left as it is: nothing is made, brought up to date or written. None before the first day.

    ConfigurationError when ledger and keys do not belong together, OperatorError when the ledger is an old one.
    """
    stores = settings.stores
    there = survey(stores, thorough=False, writes=False)
    if not there.ledger:
        return None
    if there.older:
        raise OperatorError(
            "The ledger is of an older version.", "The next round brings it up to date: trajectbot once"
        )
    master = read_master(stores.master_key_file)
    keys = KeyStore(only_looks(stores.keystore_url), master or b"")
    return Ledger(settings, only_looks(stores.database_url), keys)

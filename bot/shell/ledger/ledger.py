"""The ledger with its keys: opens books, and knows what every decision may know; or is only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from bot import resources
from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.errors import OperatorError, TrajectbotError
from bot.core.traject.stages import Stage
from bot.shell.keys.master import read_master
from bot.shell.keys.rotation import finish
from bot.shell.keys.store import KeyStore, open_keys, opening, wrapped_keys
from bot.shell.ledger import trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.files.looking import file_of, only_looks
from bot.shell.ledger.files.migrating import migrate
from bot.shell.ledger.gathering.kept import Kept
from bot.shell.ledger.gathering.one_commit import OneCommit
from bot.shell.ledger.opening.private import make_private
from bot.shell.ledger.opening.raising import Raising, raised
from bot.shell.ledger.opening.survey import INSTALLATION, refuse_another, survey
from bot.shell.letters.wording import of_templates
from bot.shell.settings.frozen import Settings

FIRST_DAY = "on the first day the first round makes it"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Decisions and keys of one installation."""

    settings: Settings
    engine: Engine
    keys: KeyStore
    raising: Raising = field(default_factory=Raising)
    together: OneCommit = field(init=False)
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", OneCommit(self.engine))
        self.kept.watch(self.engine)

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()
        self.keys.close()

    @contextmanager
    def book(self, *, reads: bool = False) -> Iterator[Book]:
        """One transaction, or a part of one that several books are gathered in; `reads`: nothing is written in it."""
        rules = {r.type: r for r in self.settings.traject_types}
        written = False
        try:
            with self.together.part(reads=reads) if self.together.on else transaction(self.engine) as connection:
                yield Book(connection, self.keys, rules, kept=self.kept)
            written = True
        finally:
            if not written:
                self.kept.clear()

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """From now on the books are parts of one commit, and each traject is read once."""
        with self.together.gathered(), self.kept.during():
            yield

    def mark(self) -> None:
        """To be called before the world hears of what was decided: raises the mark when anything was since the last."""
        self.raising.when_changed(self.book)

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


def open_ledger(settings: Settings, *, restoring: bool = False) -> Ledger:
    """Ledger and keys, made on the first day; ConfigurationError when they do not belong together.

    An older ledger is copied and brought up to date. While a restore is not at its end only that may open it.
    """
    stores = settings.stores
    exists = survey(stores, restoring=restoring).ledger
    make_private(settings)
    keys = open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=exists)
    ledger = Ledger(settings, open_engine(stores.database_url), keys)
    try:
        finish(keys, stores.master_key_file)
        migrate(ledger.engine)
        _belong_together(ledger)
    except TrajectbotError:
        ledger.close()
        raise
    return ledger


def _belong_together(ledger: Ledger) -> None:
    """From now on ledger and key store know each other: by the installation, and by the mark of this start."""
    keys, ours = ledger.keys, ledger.keys.hash(INSTALLATION)
    with ledger.book() as book:
        known = book.meta(INSTALLATION)
        refuse_another(known, ours)
        if known is None:
            book.set_meta(INSTALLATION, ours)
        gone = set(trajects.refs_in(book, frozenset({Stage.DESTROYED}))) & keys.names()
    for ref in gone:  # a key store that was put back brings what was destroyed with it
        keys.destroy(ref)
    raised(ledger.book)


def look(settings: Settings) -> Ledger | None:
    """The ledger left as it is: nothing is made, brought up to date or written. None before the first day.

    ConfigurationError when ledger and keys do not belong together, OperatorError when the ledger is an old one.
    """
    stores = settings.stores
    there = survey(stores, writes=False)
    if not there.ledger:
        return None
    if there.older:
        raise OperatorError(
            "The ledger is of an older version.", "The next round brings it up to date: trajectbot once"
        )
    shown, master = only_looks(stores.keystore_url), read_master(stores.master_key_file)
    with transaction(shown) as connection:
        master = opening(stores.master_key_file, master or b"", wrapped_keys(connection))
    keys = KeyStore(shown, master)
    return Ledger(settings, only_looks(stores.database_url), keys)


def none_yet(settings: Settings) -> OperatorError:
    """There is nothing to look at; whether there ever was anything cannot be seen from here."""
    place = file_of(settings.stores.database_url) or "the database"
    remedy = f"If there was one, put your copies of ledger, key store and master key back; {FIRST_DAY}: trajectbot once"
    return OperatorError(f"There is no ledger at {place}.", remedy)

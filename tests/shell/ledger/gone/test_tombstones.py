"""Who had to do with a destroyed traject: keyed hashes, for a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, select
from support.trajects import local
from support.world import traject

from bot import resources
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome, Respondent
from bot.core.world import Role
from bot.shell.keys.store import KeyStore, open_keys
from bot.shell.ledger import dispositions, inbound, locations, tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.files.migrating import migrate
from bot.shell.ledger.gone import erasure, tombstones
from bot.shell.ledger.locations import Location

REF, OTHER = "T-7KQFK", "T-EVA19"
NOW = local("2026-11-04 09:00")
JAN, PIET, BOTH = "jan.bakker@ziekenhuis.example", "piet@ziekenhuis.example", "eva.groen@ziekenhuis.example"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path}/ledger.db")
    yield made
    made.dispose()


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[KeyStore]:
    made = open_keys(f"sqlite:///{tmp_path}/keys.db", tmp_path / "master.key", ledger_exists=False)
    yield made
    made.close()


def book_of(connection: object, keys: KeyStore) -> Book:
    return Book(connection, keys, {"ifms": None})  # type: ignore[arg-type, dict-item]


def fill(book: Book) -> None:
    """Jan's traject with Piet, who writes from two addresses, and Eva; Eva's own with Piet."""
    piet = Respondent("p", "Piet", PIET, "vakgenoten", NOW, others=("p@thuis.example",))
    eva = Respondent("e", "Eva Groen", BOTH, "vakgenoten", NOW)
    book.save(traject(REF, "Jan Bakker", piet, eva), None)
    book.save(traject(OTHER, "Eva Groen", replace(piet, id="q")), None)


def test_of_the_addresses_only_role_and_hash_stay_and_only_of_that_traject(engine: Engine, keys: KeyStore) -> None:
    migrate(engine)
    with transaction(engine) as connection:
        book = book_of(connection, keys)
        fill(book)
        erasure.erase(book, REF)
        erasure.finished(book, REF, NOW)
        erasure.finished(book, REF, NOW)  # a crash repeats it
        addresses = (JAN, PIET, "p@thuis.example", BOTH, "x@elders.example", "")
        roles = [tombstones.role_of(book, REF, a) for a in addresses]
        assert roles == [Role.SPECIALIST, *[Role.RESPONDENT] * 3, None, None]
        assert {k.ref for a in addresses for k in book.known(a)} == {OTHER}
        rows = connection.execute(select(tables.tombstone)).all()
        assert sorted(tables.tombstone.c.keys()) == ["address_h", "buried_at", "ref", "role"]
        assert {len(row.address_h) for row in rows} == {64}
        assert len(rows) == 4


def test_they_expire_after_a_year_with_the_hashes_of_whom_was_written_to(engine: Engine, keys: KeyStore) -> None:
    migrate(engine)
    with transaction(engine) as connection:
        book = book_of(connection, keys)
        fill(book)
        for ref in (REF, OTHER):
            connection.execute(tables.outbox.insert().values(**sent(ref)))
        erasure.finished(book, REF, NOW)
        tombstones.sweep(book, NOW + timedelta(days=365) - timedelta(seconds=1))
        assert tombstones.role_of(book, REF, PIET) is Role.RESPONDENT
        tombstones.sweep(book, NOW + timedelta(days=365))
        assert tombstones.role_of(book, REF, PIET) is None
        o = tables.outbox.c
        kept = {row.ref: row.recipient_h for row in connection.execute(select(o.ref, o.recipient_h))}
        assert kept == {REF: "", OTHER: "h"}
        assert tombstones.is_closed(book, REF)


def sent(ref: str) -> dict[str, object]:
    values = {"key": f"{ref}/invitation", "ref": ref, "kind": "invitation", "role": "respondent", "respondent": ""}
    values |= {"step": 0, "message_id": f"{ref}@praktijk.example", "recipient_h": "h", "state": "filed", "attempts": 1}
    return values | {"created_at": NOW, "not_before": NOW, "answers": False, "code": "", "under": "-"}


def test_a_traject_whose_key_is_gone_already_counts_as_closed(engine: Engine, keys: KeyStore) -> None:
    migrate(engine)
    with transaction(engine) as connection:
        book = book_of(connection, keys)
        fill(book)
        assert not tombstones.any_closed(book)
        book.save(replace(traject(REF, "Jan Bakker"), stage=Stage.DESTROYING), None)
        assert tombstones.any_closed(book)
        assert not tombstones.is_closed(book, REF)  # forms that come now are kept for the same destruction
        keys.destroy(REF)
        assert tombstones.is_closed(book, REF)
        assert tombstones.role_of(book, REF, JAN) is Role.SPECIALIST  # not buried yet


def test_those_of_an_older_ledger_are_buried_with_the_day_of_the_destruction(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for ref, stage, at in ((REF, "destroyed", "2026-03-02 10:00:00"), (OTHER, "collecting", None)):
            connection.exec_driver_sql(
                "INSERT INTO traject (ref, type, language, rush, stage, stage_since, opened_at, approved, waived, "
                "minimums, destroyed_at) VALUES (?, 'ifms', 'nl', 0, ?, '2026-01-01', '2026-01-01', 0, '', '{}', ?)",
                (ref, stage, at),
            )
            for role, who, hashed in (
                ("specialist", "", "a"), ("respondent", "p", "b"), ("respondent", "q", "a"), ("respondent", "r", "b"),
            ):  # fmt: skip
                connection.exec_driver_sql(
                    "INSERT INTO contact (ref, role, respondent, address_h, main) VALUES (?, ?, ?, ?, 1)",
                    (ref, role, who, hashed),
                )
    migrate(engine)
    with transaction(engine) as connection:
        rows = {tuple(row) for row in connection.execute(select(tables.tombstone))}
        day = datetime(2026, 3, 2, 10, tzinfo=UTC)
        assert rows == {(REF, "a", "specialist", day), (REF, "b", "respondent", day)}
        assert set(connection.scalars(select(tables.contact.c.ref))) == {OTHER}


@pytest.mark.parametrize("copied", [True, False])
def test_a_mail_of_two_trajects_goes_with_the_last_of_them(copied: bool, engine: Engine, keys: KeyStore) -> None:
    """It lies in the folder of the first; when there is no copy for the other, that one stays there."""
    migrate(engine)
    with transaction(engine) as connection:
        book = book_of(connection, keys)
        fill(book)
        mail = inbound.add(book, "both", NOW, NOW, REF)
        for ref in (REF, OTHER):
            dispositions.add(book, ref, Disposition(mail, Outcome.FORM, NOW))
        locations.locate(book, Location(mail, REF, 1, 1))
        if copied:
            locations.locate(book, Location(mail, OTHER, 1, 2), copy=True)
        assert (erasure.contents(book, REF), erasure.shared(book, REF)) == ({}, {"both"})
        assert erasure.only_here(book, REF) == (() if copied else ((REF, 1, (1,)),))
        assert erasure.shared_places(book, REF) == (((OTHER, 1, (2,)),) if copied else ())
        erasure.finished(book, REF, NOW)
        assert (erasure.contents(book, OTHER), erasure.shared(book, OTHER)) == ({"both": None}, frozenset())
        assert erasure.elsewhere(book, OTHER) == ((REF, 1, (1,)),)

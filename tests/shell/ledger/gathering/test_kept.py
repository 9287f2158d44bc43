"""A traject is read once while mails are gathered, and what was kept of it is what stands in the ledger.

That the two agree is compared at every use, here as in every story (`tests/support/kept.py`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import update
from support.trajects import REF, local, people, traject

from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome
from bot.core.views import FormReceived, RespondentReminder
from bot.core.world import Role
from bot.shell.ledger import dispositions, tables, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import Ledger, open_ledger
from bot.shell.ledger.outgoing import outbox
from bot.shell.letters.stationery import Written
from bot.shell.settings.loading import load

CONFIG = """
[practice]
name = "Praktijk Voorbeeld"
address = "info@praktijk.example"
[practitioner]
name = "dr. A. de Vries"
address = "a.devries@praktijk.example"
[imap]
host = "127.0.0.1"
username = "info"
security = "plain"
[smtp]
host = "127.0.0.1"
security = "plain"
username = ""
"""
NOW = local("2026-11-05 10:00")
OTHER = "T-8PQRS"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two trajects with the same respondents."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG)
    made = open_ledger(load(file, {"TRAJECTBOT_IMAP_PASSWORD": "geheim"}))
    with made.book() as book:
        for ref in (REF, OTHER):
            listed = tuple(replace(r, id=f"{ref}{r.id}") for r in people(5))
            book.save(traject(ref=ref, respondents=listed), None)
    yield made
    made.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of which trajects the product read the rows."""
    read, load_one = list[str](), trajects.load

    def counted(tx: Book, ref: str) -> object:
        read.append(ref)
        return load_one(tx, ref)

    monkeypatch.setattr("bot.shell.ledger.book.trajects.load", counted)
    return read


def post(book: Book, ref: str, kind: str, number: int) -> None:
    """A mail to the first respondent."""
    written = Written(f"{number}@praktijk.example", Role.RESPONDENT, f"{ref}r1", "c1@ziekenhuis.example", b"mail")
    outbox.add_raw(book, f"{ref}/{kind}/{number}", kind, written, NOW)
    mine = update(tables.outbox).where(tables.outbox.c.key == f"{ref}/{kind}/{number}")
    book.connection.execute(mine.values(ref=ref))


def step(book: Book, ref: str, number: int, chance: random.Random) -> None:
    """One thing that happens to a traject."""
    what, found = chance.randrange(8), book.traject(ref)
    assert found is not None
    if what == 0:
        dispositions.add(book, ref, Disposition(number, Outcome.FORM, NOW, f"{ref}r1", "x" * 100), chance.randrange(2))
    elif what == 1:
        book.save(replace(found, rush=not found.rush, waived=("pop",)), NOW)
    elif what == 2:
        book.save(replace(found, respondents=(*found.respondents, replace(people(1)[0], id=f"{ref}n{number}"))), None)
    elif what == 3:
        book.save(replace(found, stage=chance.choice((Stage.COLLECTING, Stage.READY)), others=()), None)
    elif what == 4:
        post(book, ref, RespondentReminder.KIND, number)
    elif what == 5:
        post(book, ref, FormReceived.KIND, number)
    elif what == 6:
        for identifier in outbox.waiting(book, NOW):
            outbox.sent(book, identifier, NOW + timedelta(minutes=number))
    else:
        made = Disposition(chance.randrange(number + 1), Outcome.TAKEN_BACK, NOW)
        dispositions.add(book, ref, made)
        book.save(replace(found, valid=()), None)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_what_is_kept_is_what_stands_there(ledger: Ledger, seed: int) -> None:
    chance = random.Random(seed)
    numbers = count()
    with ledger.gathered():
        for _ in range(40):
            ref = chance.choice((REF, OTHER))
            fails = chance.random() < 0.2
            with suppress(LookupError), ledger.book() as book:
                for _ in range(chance.randrange(1, 3)):
                    step(book, ref, next(numbers), chance)
                if fails:
                    raise LookupError(ref)
            with ledger.book() as book:
                assert book.traject(REF) is not None
                assert book.traject(OTHER) is not None


def test_many_mails_for_one_traject_read_it_once(ledger: Ledger, reads: list[str]) -> None:
    with ledger.gathered():
        for number in range(20):
            with ledger.book() as book:
                found = book.traject(REF)
                assert found is not None
                assert len(found.valid) == number
                dispositions.add(book, REF, Disposition(number, Outcome.FORM, NOW, f"{REF}r1"))
                book.save(found, NOW)
    assert reads == [REF]


def test_nothing_is_kept_beyond_it(ledger: Ledger, reads: list[str]) -> None:
    for _ in range(3):
        with ledger.book() as book:
            book.traject(REF)
    with ledger.gathered(), ledger.book() as book:
        book.traject(REF)
    assert reads == [REF] * 4
    assert ledger.kept.get(REF) is None


def test_of_a_traject_whose_key_is_gone_nothing_is_kept(ledger: Ledger) -> None:
    with ledger.gathered():
        with ledger.book() as book:
            assert book.traject(REF) is not None
        with ledger.together.apart():
            ledger.keys.destroy(REF)
        with ledger.book() as book:
            assert book.traject(REF) is None


def test_what_is_gathered_within_what_is_gathered_ends_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails go out between two parts of a backlog."""
    with ledger.gathered():
        with ledger.together.apart(), ledger.gathered():
            pass
        with ledger.book() as book:
            first = book.traject(REF)
        assert (first is not None, ledger.kept.get(REF)) == (True, first)
    assert (ledger.kept.on, ledger.together.on, ledger.kept.get(REF)) == (False, False, None)

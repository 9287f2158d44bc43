"""A ledger of many trajects, made through the ledger's own code: most are over, some hundreds under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import measuring  # noqa: F401 - from here on the tests' support is found
from sqlalchemy import text

# isort: split
from support.servers.dovecot import PASSWORD
from support.stories.practice import CONFIG, INFO, SHE, at
from support.trajects import people, traject

from bot.core.traject.reference import ALPHABET
from bot.core.traject.stages import Stage
from bot.core.traject.value import Person, Traject
from bot.shell.ledger import expiry
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import erasure
from bot.shell.round.workshop import Workshop, opened
from bot.shell.settings.loading import load

NOW = at("2026-11-12 07:00")
_ACTIVE = (Stage.STARTED, Stage.COLLECTING, Stage.COLLECTING, Stage.READY, Stage.HELD)
_MOST_ACTIVE, _STOPPED = 300, 20


@contextmanager
def office(folder: Path, count: int) -> Iterator[Workshop]:
    """A workshop whose ledger holds so many trajects; nobody is there to mail with."""
    file = folder / "config.toml"
    more = {"imap": 1, "smtp": 1, "user": "info", "since": "", "authserv": "mx.praktijk.example", "more": ""}
    file.write_text(CONFIG.format(info=INFO, she=SHE, **more))
    with opened(load(file, {"IMAP_PASSWORD": PASSWORD}), workers=0) as workshop:
        _fill(workshop, count)
        yield workshop


def _fill(workshop: Workshop, count: int) -> None:
    keys = workshop.ledger.keys
    active, gone = min(_MOST_ACTIVE, max(1, count // 5)), []
    with workshop.book() as book:
        book.set_meta("first_start", at("2026-11-02 09:00").isoformat())
        for number in range(count):
            if number < active:
                book.save(_one(number, _ACTIVE[number % len(_ACTIVE)]), NOW + timedelta(days=1))
            elif number % _STOPPED == 0:
                book.save(_one(number, Stage.STOPPED), None)
            else:
                _gone(book, _one(number, Stage.DESTROYING), NOW - timedelta(days=1))
                gone.append(_ref(number))
    for ref in gone:
        keys._known.pop(ref, None)
    with keys._engine.begin() as connection:  # all at once: one by one each is cut out of the log
        if gone:
            connection.execute(text("DELETE FROM key WHERE name = :name"), [{"name": ref} for ref in gone])


def _gone(book: Book, one: Traject, now: datetime) -> None:
    book.save(one, None)
    erasure.finished(book, one.ref, now)
    book.set_meta_sealed(expiry.DESTROYED + one.ref, {"name": one.specialist.name, "address": "", "language": "nl"})
    book.reload(one.ref)


def _one(number: int, stage: Stage) -> Traject:
    listed = tuple(
        replace(r, id=f"{number}-{r.id}", address=f"c{number}-{r.id}@ziekenhuis.example") for r in people(15)
    )
    who = Person(f"Arts {number}", f"arts{number}@ziekenhuis.example")
    there = listed if stage in _ACTIVE else ()
    return replace(traject(stage), ref=_ref(number), specialist=who, respondents=there)


def _ref(number: int) -> str:
    base, letters = len(ALPHABET), ""
    for _ in range(5):
        number, rest = divmod(number, base)
        letters += ALPHABET[rest]
    return f"T-{letters}"

"""Several books in one commit: each is all or nothing, and nothing that was said to a server is ever taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text

from bot.core.errors import TransientError
from bot.shell.ledger import tables
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.gathering.one_commit import OneCommit

META = tables.meta


class Store:
    """A ledger's database, and what another program sees of it."""

    def __init__(self, file: Path) -> None:
        self.engine = open_engine(f"sqlite:///{file}")
        self.other = create_engine(f"sqlite:///{file}")
        self.together = OneCommit(self.engine, longest=600)
        with transaction(self.engine) as connection:
            META.create(connection)

    def write(self, *names: str, fails: bool = False) -> None:
        with self.together.part() as connection:
            for name in names:
                connection.execute(insert(META).values(name=name, value=""))
            if fails:
                raise LookupError(names)

    def seen(self) -> set[str]:
        with self.other.connect() as connection:
            return set(connection.scalars(select(META.c.name)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "ledger.db")
    yield made
    made.engine.dispose()
    made.other.dispose()


def test_a_part_that_fails_takes_back_its_own(store: Store) -> None:
    with store.together.gathered():
        store.write("a")
        with pytest.raises(LookupError):
            store.write("b", "c", fails=True)
        store.write("d")
        assert store.seen() == set()
        store.together.settle()
        assert store.seen() == {"a", "d"}
    assert store.together.on is False


def test_what_is_not_settled_is_taken_back_with_the_round(store: Store) -> None:
    def breaks_off() -> None:
        with store.together.gathered():
            store.write("a")
            store.together.settle()
            store.write("b")
            raise LookupError

    with pytest.raises(LookupError):
        breaks_off()
    assert store.seen() == {"a"}
    with store.together.gathered():
        store.write("c")
    assert store.seen() == {"a", "c"}


def test_apart_means_at_once(store: Store) -> None:
    with store.together.gathered():
        store.write("a")
        with store.together.apart():
            assert store.seen() == {"a"}
            assert not store.together.on
            with transaction(store.engine) as connection:
                connection.execute(insert(META).values(name="b", value=""))
            assert store.seen() == {"a", "b"}
        assert store.together.on
        store.write("c")
    assert store.seen() == {"a", "b", "c"}


def test_a_database_that_is_away_takes_all_of_it_back(store: Store) -> None:
    def overflows() -> None:
        with store.together.gathered():
            store.write("a")
            with store.together.part() as connection:
                connection.execute(text("PRAGMA max_page_count = 1"))
                connection.execute(text("CREATE TABLE more AS SELECT zeroblob(100000) AS much"))

    with pytest.raises(TransientError):
        overflows()
    assert store.seen() == set()
    with store.together.gathered():
        store.write("b")
    assert store.seen() == {"b"}


def test_it_is_written_when_it_has_lasted_long_enough(store: Store) -> None:
    store.together.longest = 0
    with store.together.gathered():
        store.write("a")
        assert store.seen() == {"a"}


@pytest.mark.parametrize("seed", range(20))
def test_whatever_fails_and_is_settled_the_rest_is_there(store: Store, seed: int) -> None:
    chance, wanted = random.Random(seed), set[str]()
    with store.together.gathered():
        for number in range(40):
            names = {f"{number}.{n}" for n in range(chance.randint(1, 3))}
            act = chance.choice(("write", "write", "fail", "settle", "apart"))
            if act == "fail":
                with pytest.raises(LookupError):
                    store.write(*names, fails=True)
                continue
            if act == "apart":
                with store.together.apart(), transaction(store.engine) as connection:
                    connection.execute(insert(META), [{"name": n, "value": ""} for n in names])
            else:
                store.write(*names)
            wanted |= names
            if act == "settle":
                store.together.settle()
                assert store.seen() == wanted
    assert store.seen() == wanted

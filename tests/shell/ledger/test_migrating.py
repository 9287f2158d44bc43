"""An older ledger is copied, then brought up to date; a migration that was cut off begins again."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from bot import resources
from bot.core.errors import ConfigurationError
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.files.migrating import copies, drop_copies, migrate

EVENT = "INSERT INTO event (at, ref, code, detail) VALUES ('2026-11-02 09:00:00', 'T-7KQFK', 'news.start', '')"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Engine]:
    """A ledger of the first version, with one event, in a folder with a strange name."""
    engine = open_engine(f"sqlite:///{tmp_path}/[a]*/ledger 1.db")
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(EVENT)
    yield engine
    engine.dispose()


def rows(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(statement).fetchall()


def revision(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def test_the_copy_is_the_ledger_as_it_was_and_for_its_owner_alone(old: Engine) -> None:
    migrate(old)
    (copy,) = copies(old)
    assert copy.name == "ledger 1.db.revision-0001"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert rows(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert rows(copy, "SELECT ref, code FROM event") == [("T-7KQFK", "news.start")]
    assert revision(old) > "0001"
    migrate(old)
    assert copies(old) == (copy,)


def test_a_new_ledger_and_one_that_is_up_to_date_are_not_copied(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/new.db")
    migrate(engine)
    migrate(engine)
    assert copies(engine) == ()
    engine.dispose()


@pytest.mark.parametrize("statement", ["ALTER TABLE", "UPDATE event", "UPDATE alembic_version", "COMMIT"])
def test_a_migration_that_is_cut_off_anywhere_begins_again(old: Engine, statement: str) -> None:
    class Killed(BaseException):
        pass

    from sqlalchemy import event

    def kill(connection: object, cursor: object, said: str, *more: object) -> None:
        if said.startswith(statement):
            raise Killed

    def kill_commit(connection: object) -> None:
        raise Killed

    heard = ("commit", kill_commit) if statement == "COMMIT" else ("before_cursor_execute", kill)
    half = Path(str(old.url.database)).with_name("ledger 1.db.revision-0001.unfinished")
    half.write_bytes(b"half of a copy")
    event.listen(old, *heard)
    with pytest.raises(Killed):
        migrate(old)
    event.remove(old, *heard)
    old.dispose()
    assert revision(old) == "0001"
    migrate(old)
    assert revision(old) > "0001"
    with old.connect() as connection:
        assert connection.exec_driver_sql("SELECT length(hash) FROM event").all() == [(64,)]
    assert [copy.name for copy in copies(old)] == ["ledger 1.db.revision-0001"]


def test_destruction_drops_the_copies(old: Engine) -> None:
    migrate(old)
    beside = Path(str(old.url.database)).with_name("ledger 1.db-other")
    beside.touch()
    drop_copies(old)
    assert copies(old) == ()
    assert beside.exists()


def test_a_newer_one_is_not_copied_and_not_touched(old: Engine) -> None:
    with transaction(old) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigurationError, match="newer version"):
        migrate(old)
    assert copies(old) == ()

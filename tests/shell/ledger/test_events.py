"""The chain of events: whole after everything that the bot does, and broken by whatever somebody else changes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from click.testing import CliRunner, Result
from pypdf import PdfReader
from sqlalchemy import create_engine
from support.servers.dovecot import PASSWORD, Account
from support.servers.postgres import Postgres
from support.servers.smtp import SmtpServer
from support.stories.practice import Practice, at, enclosures, parsed, practice
from support.stories.scenes import MORE, SCENES

from bot import resources
from bot.cli import main
from bot.shell.ledger import events
from bot.shell.ledger.ledger import Ledger, open_ledger


@pytest.fixture
def ledger(practice_run: Practice) -> Ledger:
    """With five events."""
    found = practice_run.app.workshop.ledger
    for number in range(5):
        with found.book() as book:
            events.record(book, at(f"2026-11-02 09:1{number}"), "" if number == 2 else "T-7KQFK", f"news.{number}")
            events.record(book, at(f"2026-11-02 09:1{number}"), "T-7KQFK", "problem.x", (("n", str(number)),))
    return found


def verified(p: Practice, *more: str) -> Result:
    arguments = ["--config", str(p.settings.file), "events", "verify", *more]
    return CliRunner().invoke(main, arguments, env={"IMAP_PASSWORD": PASSWORD})


def test_a_whole_chain_is_told_with_its_head(practice_run: Practice, ledger: Ledger) -> None:
    result = verified(practice_run, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["ok"], told["events"], told["broken"], len(told["head"])) == (True, 10, 0, 64)
    assert told["head"] in verified(practice_run).stdout


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param("UPDATE event SET code = 'news.y' WHERE id = 4", 4, id="other code"),
        pytest.param("UPDATE event SET detail = '[]' WHERE id = 6", 6, id="other detail"),
        pytest.param("UPDATE event SET ref = 'T-EVA19' WHERE id = 5", 5, id="other traject"),
        pytest.param("UPDATE event SET at = '2026-11-03 09:00:00.000000' WHERE id = 1", 1, id="other moment"),
        pytest.param("UPDATE event SET at = 5 WHERE id = 4", 4, id="a number for a moment"),
        pytest.param("UPDATE event SET at = 'x' WHERE id = 10", 10, id="a word for a moment"),
        pytest.param("UPDATE event SET at = x'00' WHERE id = 1", 1, id="bytes for a moment"),
        pytest.param("UPDATE event SET detail = x'ff' WHERE id = 4", 4, id="bytes for a detail"),
        pytest.param("UPDATE event SET detail = CAST(x'ff' AS TEXT) WHERE id = 4", 4, id="a text that is none"),
        pytest.param("UPDATE event SET ref = 7, code = 7 WHERE id = 4", 4, id="numbers for texts"),
        pytest.param("UPDATE event SET hash = 7 WHERE id = 4", 4, id="a number for a hash"),
        pytest.param("DELETE FROM event WHERE id = 3", 4, id="taken out"),
        pytest.param("DELETE FROM event WHERE id = 1", 2, id="the first taken out"),
        pytest.param("UPDATE event SET hash = (SELECT hash FROM event WHERE id = 2) WHERE id = 7", 7, id="other hash"),
        pytest.param(
            "INSERT INTO event (at, ref, code, detail, hash) SELECT at, ref, code, detail, hash FROM event WHERE id = 10",
            11,
            id="told twice",
        ),
    ],
)
def test_whatever_is_changed_is_found(practice_run: Practice, ledger: Ledger, change: str, broken: int) -> None:
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(change)
    result = verified(practice_run, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["broken"] == broken
    assert f"Event {broken} does not fit" in verified(practice_run).stdout


def databases(kind: str, postgres: Postgres, folder: Path) -> str:
    return postgres.database() if kind == "postgresql" else f"sqlite:///{folder}/older.db"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_events_of_an_earlier_version_are_chained(
    kind: str, postgres: Postgres, tmp_path: Path, practice_run: Practice
) -> None:
    engine = create_engine(databases(kind, postgres, tmp_path))
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    insert = "INSERT INTO event (at, ref, code, detail) VALUES ('2026-11-02 09:1{n}:00.00012{n}', '{ref}', 'c', '[]')"
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for n, ref in enumerate(("T-7KQFK", "-", "T-EVA19")):
            connection.exec_driver_sql("SET TIME ZONE 'UTC'" if kind == "postgresql" else "SELECT 1")
            connection.exec_driver_sql(insert.format(n=n, ref=ref))
        command.upgrade(config, "head")
    ledger = Ledger(practice_run.settings, engine, practice_run.app.workshop.ledger.keys)
    with ledger.book() as book:
        before = events.chain(book)
        events.record(book, at("2026-11-03 09:00"), "", "news.later")
        after = events.chain(book)
    assert (before.count, before.broken, after.count, after.broken) == (3, 0, 4, 0)
    engine.dispose()


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice with the small rules of the scenes."""
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def test_a_whole_traject_leaves_a_whole_chain_whose_head_is_on_the_certificate(small: Practice) -> None:
    for scene in SCENES:
        scene(small)
        small.round()
    small.app.workshop.ledger.close()
    ledger = open_ledger(small.settings)
    with ledger.book() as book:
        whole = events.chain(book)
        heads = {events.chain(book, most).head for most in range(1, whole.count + 1)}
    ledger.close()
    assert whole.broken == 0
    assert whole.count > 3
    (sent,) = small.sent("destroyed-certificate")
    data = next(data for name, data in enclosures(parsed(sent)).items() if name.endswith("pdf"))
    said = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())
    assert sum(head in said for head in heads) == 1

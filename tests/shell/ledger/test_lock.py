"""One daemon on one ledger: the second says so, and whoever comes after the first has ended takes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from support.processes import daemon, launched, until
from support.servers.dovecot import Account
from support.servers.postgres import Postgres
from support.servers.smtp import SmtpServer
from support.stories.practice import practice, write_config

from bot.core.errors import ConfigurationError, TransientError
from bot.shell.ledger.files.lock import only_one
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

ENQUIRY = "Ik wil graag een IFMS-traject bij u doen voor mijn herregistratie. Kunt u mij bellen?"
Configured = Callable[[str], Settings]


@pytest.fixture
def configured(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Configured:
    """Settings with this database."""
    settings = load(write_config(tmp_path, account, smtp_server), {})
    return lambda url: replace(settings, stores=replace(settings.stores, database_url=url))


def urls(kind: str, postgres: Postgres, folder: Path) -> tuple[str, str]:
    """Two ledgers."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/one.db", f"sqlite:///{folder}/two.db"
    return postgres.database(), postgres.database()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_second_one_is_refused_until_the_first_has_ended(
    kind: str, configured: Configured, postgres: Postgres, tmp_path: Path
) -> None:
    one, two = map(configured, urls(kind, postgres, tmp_path))
    with only_one(one) as still:
        still()
        with pytest.raises(ConfigurationError, match="Another trajectbot is at work"), only_one(one, 0.3):
            pass
        with only_one(two, 0):
            pass
        still()
    with only_one(one, 0):
        pass


def test_a_lock_that_went_with_its_connection_is_taken_again(configured: Configured, postgres: Postgres) -> None:
    url = postgres.database()
    settings = configured(url)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    other = create_engine(url, isolation_level="AUTOCOMMIT")
    with only_one(settings) as still, other.connect() as admin:
        admin.exec_driver_sql(cut)
        still()
        with pytest.raises(ConfigurationError), only_one(settings, 0.3):
            pass
        admin.exec_driver_sql(cut)
        with only_one(settings, 5), pytest.raises(ConfigurationError):
            still()
    other.dispose()


def test_a_database_that_is_away_is_not_somebody_else_at_work(configured: Configured) -> None:
    with (
        pytest.raises(TransientError, match="cannot be reached"),
        only_one(configured("postgresql+psycopg://bot@127.0.0.1:1/bot")),
    ):
        pass


def test_two_daemons_on_one_ledger_answer_every_enquiry_once(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, postgres: Postgres
) -> None:
    more = f'[database]\nurl = "{postgres.database()}"\n'
    with practice(tmp_path, account, smtp_server, more=more) as p:
        for number in range(12):
            p.mail(f"A. Arts <arts{number}@ziekenhuis.example>", "Kennismaking IFMS", ENQUIRY)
        with daemon(p) as first, launched(p, "run") as second:
            assert until(lambda: first.poll() is not None or second.poll() is not None)
            loser, winner = (first, second) if first.poll() is not None else (second, first)
            assert loser.returncode == 2
            assert "Another trajectbot is at work on this ledger." in "".join(loser.communicate())
            assert until(lambda: len(p.sent("intake-received")) >= 12)
            winner.kill()
            winner.wait()
        p.mail("B. Arts <later@ziekenhuis.example>", "Kennismaking IFMS", ENQUIRY)
        with daemon(p):
            assert until(lambda: p.sent("intake-received", "later@ziekenhuis.example"))
        assert len(p.sent("intake-received")) == len({r.recipient for r in p.sent("intake-received")}) == 13

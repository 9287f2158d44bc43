"""Real servers on loopback for every test that asks for them."""

from __future__ import annotations

import ipaddress
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog
from support.kept import compare_what_is_kept
from support.servers import smtp
from support.servers.certificates import make_certificates
from support.servers.dovecot import Account, Dovecot, dovecot_missing
from support.servers.memory_folder import memory_folder
from support.servers.postgres import Postgres, postgres_missing
from support.servers.smtp import SmtpServer, StartSmtp
from support.stories.practice import Practice, practice

import bot.app
from bot.shell.imap.mailbox import Mailbox
from bot.shell.settings.security import Security

ASKING_FOR_A_NAME = {"socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname"}


def _no_names(event: str, arguments: tuple[object, ...]) -> None:
    """No test asks this machine or its network who somebody is: the answer is another one elsewhere, or none."""
    if event in ASKING_FOR_A_NAME and isinstance(host := arguments[0], str | bytes):
        ipaddress.ip_address(host if isinstance(host, str) else host.decode())


sys.addaudithook(_no_names)
if memory := memory_folder():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)  # a ledger on a disk waits for it at each commit
bot.app.TURN_SECONDS = math.inf  # a busy machine changes no order; whoever tests turns says how long one takes
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few tests first: they tell the long stories, and whoever ends last should end with a short file."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (tests[item.path], str(item.path)))


@pytest.fixture(autouse=True)
def _log_of_one_test() -> Iterator[None]:
    """A command that was called within this process leaves no log behind that writes to its closed streams."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _what_is_kept_is_so(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In every story: a traject that is not read again is what reading it again would give."""
    wrong: list[str] = []
    compare_what_is_kept(monkeypatch, wrong)
    yield
    assert not wrong


def _running(separator: str, prefix: str) -> Iterator[Dovecot]:
    if reason := dovecot_missing():
        pytest.skip(reason)
    server = Dovecot(separator, prefix).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for the whole run, with "/" between folders."""
    yield from _running("/", "")


@pytest.fixture(scope="session")
def dotted_dovecot() -> Iterator[Dovecot]:
    """A second one, with "." between folders and all of them below INBOX."""
    yield from _running(".", "INBOX.")


@pytest.fixture
def account(dovecot: Dovecot) -> Account:
    """A fresh mailbox on the shared Dovecot."""
    return dovecot.account()


@pytest.fixture
def mailbox(account: Account) -> Iterator[Mailbox]:
    """The bot's connection to `account`, in clear text over loopback."""
    with Mailbox(account.endpoint()) as connected:
        yield connected


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for the whole run."""
    if reason := postgres_missing():
        pytest.skip(reason)
    server = Postgres().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ca.pem, server.pem and server.key for loopback."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificates(folder)
    return folder


@pytest.fixture
def start_smtp(certificates: Path) -> Iterator[StartSmtp]:
    """Start SMTP servers: `start_smtp(security="starttls", sign_in=True)`."""
    servers: list[SmtpServer] = []

    def start(security: Security = "plain", sign_in: bool = False, **more: object) -> SmtpServer:
        servers.append(smtp.start_smtp(certificates, security, sign_in, **more))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def smtp_server(start_smtp: StartSmtp) -> SmtpServer:
    """A plain one without sign-in."""
    return start_smtp()


@pytest.fixture
def practice_run(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A whole practice with fresh stores, an empty mailbox and a recording SMTP server."""
    with practice(tmp_path, account, smtp_server) as running:
        yield running

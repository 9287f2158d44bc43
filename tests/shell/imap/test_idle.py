"""Waiting for mail: IDLE is a hint, never the truth, and a dead connection never looks like a quiet one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Change, Proxy, unchanged, without

from bot.shell.imap.connection import connect
from bot.shell.imap.errors import ConnectionLostError
from bot.shell.imap.idle import idle
from bot.shell.imap.mailbox import Mailbox

MAIL = b"Subject: nieuw\r\n\r\n"


def once_idling(act: Callable[[], object]) -> Change:
    """For a proxy: do this, in another thread, when the server says that it idles."""

    def watch(line: bytes) -> bytes:
        if line.startswith(b"+ idling"):
            threading.Thread(target=act, daemon=True).start()
        return line

    return watch


def with_idling(before: bytes = b"", after: bytes = b"") -> Change:
    """For a proxy: what the server says in the same packet as "+ idling"."""
    return lambda line: before + line + after if line.startswith(b"+ idling") else line


@pytest.fixture
def wait(dovecot: Dovecot, account: Account) -> Callable[..., tuple[bool, float]]:
    """Scan and wait behind a proxy; answers what `wait` said and how many seconds it took."""

    def run(
        change: Change, seconds: float, timeout: float = 5.0, stop: threading.Event | None = None
    ) -> tuple[bool, float]:
        with (
            Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy,
            Mailbox(account.endpoint(port=proxy.port, timeout_seconds=timeout)) as mailbox,
        ):
            mailbox.scan("INBOX")
            begin = time.monotonic()
            return mailbox.wait(seconds, stop), time.monotonic() - begin

    return run


Wait = Callable[..., tuple[bool, float]]


def test_nothing_happens_and_time_is_up(wait: Wait) -> None:
    hint, took = wait(unchanged, 0.3)
    assert hint is False
    assert 0.3 <= took < 2


def test_new_mail_wakes(account: Account, wait: Wait) -> None:
    hint, took = wait(once_idling(lambda: account.append(MAIL)), 20)
    assert hint is True
    assert took < 5


def test_mail_moved_away_by_her_wakes_too(account: Account, wait: Wait) -> None:
    account.append(MAIL)

    def drag() -> None:
        with account.connect() as client:
            client.select()
            client.uid("STORE", "1", "+FLAGS", "\\Deleted")
            client.expunge()

    hint, took = wait(once_idling(drag), 20)
    assert hint is True
    assert took < 5


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_new_mail_wakes_over_tls(account: Account, security: str) -> None:
    with Mailbox(account.endpoint(security)) as mailbox:  # type: ignore[arg-type]
        mailbox.scan("INBOX")
        timer = threading.Timer(0.2, account.append, [MAIL])
        timer.start()
        assert mailbox.wait(20) is True
        timer.join()
        assert mailbox.scan("INBOX").uids == (1,)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(with_idling(after=b"* 7 EXISTS\r\n"), id="in the same packet as + idling"),
        pytest.param(with_idling(before=b"* 7 EXISTS\r\n"), id="ahead of + idling"),
    ],
)
def test_news_together_with_the_start_of_idle_is_not_missed(wait: Wait, change: Change) -> None:
    """imapclient polls the socket, but such a line sits in the buffer already; one ahead of "+" it takes for an error."""
    hint, took = wait(change, 20)
    assert hint is True
    assert took < 2


def test_news_cut_in_two_is_read_whole(wait: Wait) -> None:
    def cut(line: bytes) -> bytes:
        if line.startswith(b"+ idling"):
            return line + b"* 7 EXI"
        return b"STS\r\n" + line if b"Idle completed" in line else line

    hint, took = wait(cut, 20)
    assert hint is True
    assert took < 2


def test_mail_that_came_between_scan_and_wait_is_not_missed(account: Account) -> None:
    with Mailbox(account.endpoint()) as mailbox:
        mailbox.scan("INBOX")
        account.append(MAIL)
        assert mailbox.wait(20) is True


def test_signs_of_life_are_no_news(wait: Wait) -> None:
    hint, took = wait(with_idling(after=b"* OK Still here\r\n"), 0.4)
    assert hint is False
    assert took >= 0.4


def test_a_connection_that_dies_while_idling_is_told(account: Account, wait: Wait) -> None:
    """imapclient answers an early [] then, as if nothing had happened."""
    with pytest.raises(ConnectionLostError):
        wait(once_idling(lambda: account.server.kick(account.user)), 20)


def test_h48_a_server_that_no_longer_answers_is_told_after_the_timeout(wait: Wait) -> None:
    silent: list[bool] = []

    def mute(line: bytes) -> bytes:
        if line.startswith(b"+ idling"):
            silent.append(True)
            return line
        return b"" if silent else line

    with pytest.raises(ConnectionLostError):
        wait(mute, 0.1, timeout=0.3)


def test_refused_idle_is_told(wait: Wait) -> None:
    with pytest.raises(ConnectionLostError):
        wait(lambda line: b"" if line.startswith(b"+ idling") else line, 20, timeout=0.3)


def test_a_stop_interrupts_the_wait(wait: Wait) -> None:
    stop = threading.Event()
    hint, took = wait(once_idling(stop.set), 60, stop=stop)
    assert hint is False
    assert took < 3


def test_idle_is_renewed(dovecot: Dovecot, account: Account) -> None:
    with Proxy(dovecot.host, dovecot.imap_port) as proxy:
        connection = connect(account.endpoint(port=proxy.port))
        connection.select_folder("INBOX", readonly=True)
        assert idle(connection, 0.5, threading.Event(), renew_seconds=0.1) is False
        connection.logout()
        assert proxy.sent.count(b"DONE") >= 3


@pytest.mark.parametrize("stopped", [False, True])
def test_without_idle_the_wait_is_a_sleep_that_can_be_stopped(wait: Wait, stopped: bool) -> None:
    stop = threading.Event()
    if stopped:
        stop.set()
    hint, took = wait(without("IDLE"), 60 if stopped else 0.1, stop=stop)
    assert hint is False
    assert took < 2


def test_the_connection_is_of_use_after_waiting(account: Account) -> None:
    with Mailbox(account.endpoint()) as mailbox:
        mailbox.scan("INBOX")
        assert mailbox.wait(0.1) is False
        account.append(MAIL)
        assert mailbox.wait(5) is True
        assert mailbox.scan("INBOX").uids == (1,)
        assert mailbox.wait(0.1) is False

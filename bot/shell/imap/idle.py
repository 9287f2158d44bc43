"""IDLE as a hint that something happened in a folder (RFC 2177); the caller looks for himself afterwards."""

from __future__ import annotations

import select
import time

from imapclient.exceptions import IMAPClientError

from bot.shell.imap.connection import DEFAULT_BUDGET, Connection, waiting
from bot.shell.imap.values import Stop

RENEW_SECONDS = 300.0  # servers and routers forget quiet connections, the former after 30 minutes
SLICE_SECONDS = 1.0
_NEWS = (b"EXISTS", b"EXPUNGE", b"RECENT", b"VANISHED")


def _begin(connection: Connection) -> bool:
    """Enter IDLE; True when news came ahead of the server's "+" (imapclient takes that for an error)."""
    imap, news = connection._imap, False
    connection._idle_tag = tag = imap._command("IDLE")
    while (line := imap._get_response()) is not None:
        if imap.tagged_commands.get(tag):
            raise IMAPClientError(f"IDLE refused: {line!r}")
        news = news or any(word in line.upper().split() for word in _NEWS)
    return news


def _stirs(connection: Connection, seconds: float) -> bool:
    """Whether anything arrives within this time; a dying connection stirs too."""
    if waiting(connection._imap):
        return True
    poller = select.poll()
    poller.register(connection.socket().fileno(), select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def _listen(connection: Connection, until: float, stop: Stop) -> None:
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        if _stirs(connection, min(left, SLICE_SECONDS)):
            return


def _round(connection: Connection, until: float, stop: Stop) -> bool:
    """One IDLE; leaving it reads all that came, and fails when the connection is dead."""
    connection.allow(DEFAULT_BUDGET)
    news = _begin(connection)
    if not news:
        _listen(connection, until, stop)
    _, responses = connection.idle_done()
    return news or any(word in response for response in responses for word in _NEWS)


def idle(connection: Connection, seconds: float, stop: Stop, renew_seconds: float = RENEW_SECONDS) -> bool:
    """Wait in the selected folder; True as soon as something may have changed in it."""
    end = time.monotonic() + seconds
    while not stop.is_set() and time.monotonic() < end:
        if _round(connection, min(end, time.monotonic() + renew_seconds), stop):
            return True
    return False

"""Courier: folders below `INBOX.`, no MOVE, and no APPEND while a folder is open for reading only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.servers.courier import Courier
from support.servers.debian import NotHereError
from support.servers.smtp import SmtpServer
from support.stories.practice import practice
from support.stories.scenes import MORE
from support.stories.tale import Tale

from bot.shell.imap.mailbox import Mailbox


def courier(**more: str) -> Courier:
    try:
        return Courier(more).start()
    except NotHereError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def server() -> Iterator[Courier]:
    running = courier()
    yield running
    running.stop()


def test_a_whole_traject(server: Courier, tmp_path: Path, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, server.account(), smtp_server, more=MORE) as p:
        with Mailbox(p.account.endpoint()) as mailbox:
            assert (mailbox.delimiter, mailbox.prefix) == (".", "INBOX.")
            assert "MOVE" not in mailbox.capabilities
        Tale(p, ".", "INBOX.").whole()

"""Cyrus: folders below `INBOX.` or `INBOX/`, as both of its ways of naming them have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.servers.cyrus import Cyrus
from support.servers.debian import NotHereError
from support.servers.smtp import SmtpServer
from support.stories.practice import practice
from support.stories.scenes import MORE
from support.stories.tale import Tale

from bot.shell.imap.mailbox import Mailbox


@pytest.mark.parametrize(
    ("settings", "delimiter", "prefix"),
    [
        pytest.param("altnamespace: no\nunixhierarchysep: no\n", ".", "INBOX.", id="below INBOX"),
        pytest.param("altnamespace: no\nunixhierarchysep: yes\n", "/", "INBOX/", id="below INBOX with slashes"),
    ],
)
def test_a_whole_traject(tmp_path: Path, smtp_server: SmtpServer, settings: str, delimiter: str, prefix: str) -> None:
    server = Cyrus(settings)
    try:
        server.start()
        with practice(tmp_path, server.account(), smtp_server, more=MORE) as p:
            with Mailbox(p.account.endpoint()) as mailbox:
                assert (mailbox.delimiter, mailbox.prefix) == (delimiter, prefix)
            Tale(p, delimiter, prefix).whole()
    except NotHereError as reason:
        pytest.skip(str(reason))
    finally:
        server.stop()

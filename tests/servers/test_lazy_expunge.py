"""A server that keeps what is removed (lazy_expunge): `check` fails and names the folder, the rounds go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.servers.dovecot import Dovecot
from support.servers.dovecot_plugins import LAZY, plugins_missing
from support.servers.smtp import SmtpServer
from support.stories.practice import JAN, practice
from support.stories.scenes import MORE, begins
from support.stories.tale import check, once


def test_check_says_where_removed_mail_stays(tmp_path: Path, smtp_server: SmtpServer) -> None:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=LAZY).start()
    try:
        with practice(tmp_path, server.account(), smtp_server, more=MORE) as p:
            said = check(p)
            assert said.code == 1
            assert "a removed mail is gone: A removed mail can still be found in Verwijderd" in said.failures[0]
            assert len([line for line in said.failures if line.startswith("FAIL")]) == 1
            begins(p)
            assert once(p).code == 0
            assert p.kinds(JAN) == ["traject-started"]
            assert check(p).failures == said.failures
    finally:
        server.stop()

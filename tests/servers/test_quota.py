"""A mailbox that runs full in the middle of a round (OVERQUOTA): nothing is lost, she hears it, it goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.crash import copied, recover
from support.mails import one_line
from support.servers.dovecot import Dovecot
from support.servers.dovecot_plugins import plugins_missing, with_quota
from support.servers.proxy import Proxy, without
from support.servers.smtp import SmtpServer
from support.stories.ending import different, ending
from support.stories.people import PEERS
from support.stories.practice import INFO, SHE, Practice, parsed, practice, text_of
from support.stories.scenes import MORE, answers, begins, lists
from support.stories.tale import check, once

from bot.app import Summary
from bot.shell.imap.mailbox import Mailbox

ROOM = 1_000_000
FILLER = "Vakantie"


@pytest.fixture(scope="module")
def small_server() -> Iterator[Dovecot]:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = with_quota(ROOM).start()
    yield server
    server.stop()


@contextmanager
def in_the_middle(folder: Path, server: Dovecot, smtp: SmtpServer, she: str = SHE) -> Iterator[Practice]:
    """A practice whose mail waits for the next round."""
    with practice(folder, server.account(), smtp, more=MORE, she=she) as p:
        begins(p)
        p.round()
        if she == SHE:
            lists(p)
            p.round()
            answers(p)
        yield p


def fills(p: Practice, left: int) -> None:
    """Somebody keeps large files in the mailbox: so many octets are left."""
    used = sum(len(raw) for folder in p.account.folders() for _, raw in p.account.mails(folder))
    p.account.append(b"x" * (ROOM - used - left), folder=FILLER)


def makes_room(p: Practice) -> None:
    with p.account.connect() as client:
        client.delete(FILLER)


def through(p: Practice, port: int) -> Summary:
    """A round over the line behind this port."""
    with Mailbox(p.account.endpoint(port=port)) as mailbox:
        return p.app.round(mailbox, p.now)


def wanted(p: Practice, folder: Path, server: Dovecot) -> dict[str, Any]:
    """How it would end with room enough."""
    twin, received = copied(p, folder, server.account()), list(p.smtp.received)
    recover(twin)
    end = ending(twin)
    p.smtp.recorder.received = received
    return end


def not_told(end: dict[str, Any]) -> dict[str, Any]:
    """Without the mail that tells of it."""
    for part in ("outbox", "mails"):
        end[part] = {key: count for key, count in end[part].items() if "technical" not in key}
    return end


def test_all_but_the_copies_goes_on(tmp_path: Path, small_server: Dovecot, smtp_server: SmtpServer) -> None:
    with in_the_middle(tmp_path, small_server, smtp_server) as p:
        calm = wanted(p, tmp_path / "calm", small_server)
        fills(p, 0)
        said = check(p)
        assert said.code == 1
        assert "Make room in the mailbox or enlarge its quota" in said.failures[0]
        for _ in range(2):
            said = once(p)
            assert said.code == 1
            assert "Not done, tried again next round: copy" in said.words
        assert p.kinds(PEERS[0][1]) == ["form-received"]
        assert len(p.sent("decision-needed", SHE)) == 1
        (told,) = p.sent("technical", SHE)
        assert "(de mailbox is vol)" in one_line(text_of(parsed(told)))
        makes_room(p)
        assert once(p).code == 0
        recover(p)
        assert different(not_told(calm), not_told(ending(p))) == {}


def test_mails_that_cannot_be_copied_stay_where_they_are(
    tmp_path: Path, small_server: Dovecot, smtp_server: SmtpServer
) -> None:
    """Without MOVE what is moved needs room for a second copy."""
    with in_the_middle(tmp_path, small_server, smtp_server) as p:
        calm = wanted(p, tmp_path / "calm", small_server)
        fills(p, 3_000)
        lie = len(p.account.mails())
        with Proxy(small_server.host, small_server.imap_port, from_server=without("MOVE")) as line:
            for _ in range(2):
                assert "Not done" in through(p, line.port).trouble
            assert len(p.account.mails()) > lie - 3
            assert p.kinds(PEERS[0][1]) == ["form-received"]
            assert len(p.sent("technical", SHE)) == 1
            makes_room(p)
            assert through(p, line.port).trouble == ""
        recover(p)
        assert different(not_told(calm), not_told(ending(p))) == {}


def test_what_is_put_into_her_own_full_mailbox_waits(
    tmp_path: Path, small_server: Dovecot, smtp_server: SmtpServer
) -> None:
    """Her address is the practice's own: what is for her is put into INBOX, which has no room."""
    with in_the_middle(tmp_path, small_server, smtp_server, she=INFO) as p:
        p.mail(f"A. de Vries <{INFO}>", "start j.bakker@ziekenhuis.example Jan Bakker")
        fills(p, 0)
        for _ in range(2):
            full = p.round()
            assert (full.unsettled, full.sent) == (2, 0)
            assert "smtp inbox" in full.trouble
        makes_room(p)
        p.round("2026-11-03 12:00")
        there = [mail["X-Trajectbot"] for mail in p.folder("INBOX")]
        assert sorted(filter(None, there)) == ["confirm-request", "technical"]

"""Rights that are taken away (ACL): one folder only costs that folder, and `check` says what is missing where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.crash import copied, recover
from support.servers.dovecot import Account, Dovecot
from support.servers.dovecot_plugins import RIGHTS, plugins_missing
from support.servers.proxy import Proxy, without
from support.servers.smtp import start_smtp
from support.small_mails import small_mail
from support.stories.ending import different, ending
from support.stories.people import PEERS
from support.stories.practice import JAN, SHE, Practice, practice
from support.stories.scenes import MORE, answers, begins, lists, opened

from bot.app import caught
from bot.engines.local import one_round
from bot.shell.imap.mailbox import Mailbox
from bot.shell.operator.check import checkup
from bot.shell.round.copies import openable
from bot.shell.round.faults import Faults
from bot.shell.round.mailroom import Mailroom

REVIEW = "IFMS/Beoordelen"


@pytest.fixture(scope="module")
def middle(tmp_path_factory: pytest.TempPathFactory, certificates: Path) -> Iterator[tuple[Practice, dict[str, Any]]]:
    """A practice in the middle of its story, and how it ends when nothing is in the way."""
    if reason := plugins_missing():
        pytest.skip(reason)
    server, smtp = Dovecot(more=RIGHTS).start(), start_smtp(certificates)
    with practice(tmp_path_factory.mktemp("middle"), server.account(), smtp, more=MORE) as p:
        begins(p)
        p.round()
        lists(p)
        p.round()
        answers(p)
        p.command("start p.smit@elders.example Piet Smit")
        received = list(smtp.received)
        calm = copied(p, tmp_path_factory.mktemp("calm") / "it", server.account())
        recover(calm)
        end = ending(calm)
        p.smtp.recorder.received = received
        yield p, end
    smtp.stop()
    server.stop()


def allow(account: Account, folder: str, rights: str = "") -> None:
    """From now on its owner may do only this in a folder, or everything again."""
    mail = account.server.folder / "mail" / account.user
    file = mail / ("" if folder == "INBOX" else f".{folder.replace('/', '.')}") / "dovecot-acl"
    file.unlink(missing_ok=True)
    if rights:
        file.write_text(f"owner {rights}\n")
        file.chmod(0o644)


def refused(p: Practice) -> list[str]:
    """What `check` finds wrong."""
    return [f"{proof.what}: {proof.words}" for proof in checkup(p.settings) if not proof.ok]


@pytest.mark.parametrize(
    ("folder", "rights", "lacks"),
    [
        pytest.param("REF", "lr", ["in REF: put mails in (i), mark", "delete it (x)"], id="a traject's, for reading"),
        pytest.param(REVIEW, "lr", [f"in {REVIEW}: put mails in (i), mark"], id="Beoordelen, for reading"),
        pytest.param("INBOX", "lr", ["in INBOX: put mails in (i), mark"], id="INBOX, for reading"),
        pytest.param("INBOX", "lrwsi", ["in INBOX: mark mails as removed (t), remove mails (e)."], id="INBOX, t and e"),
    ],
)
def test_one_folder_costs_that_folder(
    middle: tuple[Practice, dict[str, Any]], tmp_path: Path, folder: str, rights: str, lacks: list[str]
) -> None:
    source, calm = middle
    received = list(source.smtp.received)
    p = copied(source, tmp_path / "it", source.account.server.account())
    jan = opened(p, JAN)
    name = jan.folder if folder == "REF" else folder
    allow(p.account, name, rights)
    (told,) = refused(p)
    for words in lacks:
        assert words.replace("REF", jan.ref) in told
    assert "Bakker" not in told
    for _ in range(2):
        assert "Not done" in one_round(p.settings, p.now).trouble
    assert p.kinds(PEERS[0][1]) == ["form-received"]
    assert len(p.sent("decision-needed", SHE)) == 1
    assert len(p.sent("traject-started", "p.smit@elders.example")) == 1
    assert len(p.sent("technical", SHE)) == 1
    allow(p.account, name)
    assert refused(p) == []
    recover(p)
    end = ending(p)
    for part in ("outbox", "mails"):
        end[part] = {key: count for key, count in end[part].items() if "technical" not in key}
    assert different(calm, end) == {}
    source.smtp.recorder.received = received


@pytest.mark.parametrize("lacking", [(), ("ACL",)], ids=["told by MYRIGHTS", "told by SELECT"])
def test_a_folder_that_may_only_be_read_is_no_obstacle_to_another(
    middle: tuple[Practice, dict[str, Any]], lacking: tuple[str, ...]
) -> None:
    server = middle[0].account.server
    account = server.account()
    account.append(small_mail("een"))
    allow(account, "INBOX", "lr")
    with (
        Proxy(server.host, server.imap_port, from_server=without(*lacking)) as line,
        Mailbox(account.endpoint(port=line.port)) as mailbox,
    ):
        assert mailbox.lacks("INBOX", "lrie") == "ie"
        assert mailbox.every_folder() == ("INBOX",)
        assert mailbox.ensure('Map (2) "x" {3}')
        assert mailbox.lacks('Map (2) "x" {3}', "lrie") == ""
        mailbox.delete_folder('Map (2) "x" {3}')


def test_check_leaves_nothing_where_inbox_may_not_be_read(middle: tuple[Practice, dict[str, Any]]) -> None:
    account = middle[0].account.server.account()
    account.append(small_mail("een"))
    allow(account, "INBOX", "l")
    with Mailbox(account.endpoint()) as mailbox:
        mailbox.ensure("Map")
        mailbox.scan("Map")
        mailbox.delete_folder("Map")
    assert account.folders() == ["INBOX"]


def test_copies_are_looked_for_where_one_may_look(tmp_path: Path, certificates: Path) -> None:
    if reason := plugins_missing():
        pytest.skip(reason)
    server, smtp = Dovecot(more=RIGHTS).start(), start_smtp(certificates)
    account = server.account()
    try:
        with account.connect() as client:
            client.create("Gesloten")
            client.create("Open")
        allow(account, "Gesloten", "l")
        with practice(tmp_path, account, smtp, more=MORE) as p, Mailbox(account.endpoint()) as mailbox:
            room = Mailroom(p.app.workshop, mailbox, Faults(p.app.workshop, caught, p.now))
            assert "Gesloten" in mailbox.every_folder()
            assert set(openable(room)) == {"INBOX", "Open"}
    finally:
        smtp.stop()
        server.stop()

"""Copies of both stores that were put back together answer nothing again: the mailbox tells that it is ahead."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.processes import once
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, Practice, practice
from support.stories.scenes import MORE, answers, begins, lists, opened

from bot.shell.operator.check import checkup


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def data(p: Practice) -> Path:
    p.app.workshop.ledger.close()
    return p.settings.stores.master_key_file.parent


def put_back(p: Practice, copy: Path) -> None:
    shutil.rmtree(data(p))
    shutil.copytree(copy, data(p))


def moved_out(p: Practice) -> None:
    """All that came or went about trajects, as the sentence says."""
    connection = p.account.connect()
    connection.create('"Van toen"')
    folder = f"IFMS/Trajecten/{opened(p).ref} Jan Bakker"
    for name in (folder, f"{folder}/Correspondentie"):
        connection.select(f'"{name}"')
        connection.uid("MOVE", "1:*", '"Van toen"')
    connection.logout()


def fits(p: Practice) -> list[str]:
    return [proof.words for proof in checkup(p.settings) if proof.what == "mailbox: it fits the ledger"]


def test_an_older_copy_of_both_stores_is_refused_and_the_newest_one_goes_on(small: Practice, tmp_path: Path) -> None:
    p = small
    begins(p)
    p.round()
    shutil.copytree(data(p), old := tmp_path / "old")
    for scene in (lists, answers):
        scene(p)
        assert once(p)[0] == 0
    shutil.copytree(data(p), new := tmp_path / "new")
    before = len(p.sent())
    put_back(p, old)
    for _ in range(2):
        status, said = once(p)
        assert status == 2, said
        assert "older than the mailbox" in said
        assert "Put back the newest copies" in said
    assert "older than the mailbox" in "".join(fits(p))
    assert len(p.sent()) == before
    put_back(p, new)
    assert once(p)[0] == 0
    assert fits(p) == []
    assert len(p.sent()) == before
    put_back(p, old)  # if there were none that is newer
    moved_out(p)
    once(p)
    assert fits(p) == []
    assert {received.recipient for received in p.sent()[before:]} <= {SHE}


def test_what_people_and_servers_do_with_the_copies_is_no_older_ledger(small: Practice) -> None:
    """Moved away and back, copied, deleted, into another folder, and everything under new UIDs."""
    p = small
    begins(p)
    assert once(p)[0] == 0
    lists(p)
    assert once(p)[0] == 0
    connection = p.account.connect()
    folder = f"IFMS/Trajecten/{opened(p).ref} Jan Bakker"
    copies = f"{folder}/Correspondentie"
    connection.select(f'"{copies}"')
    connection.copy("1:*", f'"{copies}"')
    connection.copy("1", f'"{folder}"')
    connection.store("1", "+FLAGS", r"(\Deleted)")
    connection.create('"Van haar"')
    connection.copy("2:*", '"Van haar"')
    connection.expunge()
    for name in (f"{folder} later", folder):
        at = folder if name != folder else f"{folder} later"
        connection.select("INBOX")
        connection.rename(f'"{at}"', f'"{name}"')
    connection.logout()
    before = len(p.sent())
    assert once(p)[0] == 0
    assert fits(p) == []
    assert len(p.sent()) == before


def test_stores_of_another_installation_are_refused_also_all_three_together(
    small: Practice, tmp_path: Path, dovecot: Dovecot, smtp_server: SmtpServer
) -> None:
    p = small
    begins(p)
    p.round()
    (tmp_path / "other").mkdir()
    with practice(tmp_path / "other", dovecot.account(), smtp_server, more=MORE) as other:
        begins(other)
        other.round()
        strange = data(other)
        shutil.rmtree(data(p))
        shutil.copytree(strange, data(p))
    before = len(p.sent())
    status, said = once(p)
    assert status == 2, said
    assert "of another installation" in said
    assert "of another installation" in "".join(fits(p))
    assert len(p.sent()) == before

"""Folders on a real Dovecot: made, named, renamed, removed, proved, and noticed when made anew."""

from __future__ import annotations

import pytest
from support.servers.dovecot import Account, Dovecot
from support.small_mails import WHEN, small_mail, subjects

from bot.shell.imap.errors import FolderMissingError, UidValidityError
from bot.shell.imap.mailbox import Mailbox


def test_a_folder_is_made_with_its_parents_and_subscribed(account: Account, mailbox: Mailbox) -> None:
    name = mailbox.folder_name(("IFMS", "Trajecten", "T-7KQFK Zoë & Co/2"))
    assert name == "IFMS/Trajecten/T-7KQFK Zoë & Co-2"
    assert mailbox.ensure(name) is True
    assert mailbox.ensure(name) is False
    assert mailbox.folders("IFMS") == ("IFMS/Trajecten", name)
    assert account.folders() == ["IFMS", "IFMS/Trajecten", "IFMS/Trajecten/T-7KQFK Zo&AOs- &- Co-2", "INBOX"]
    with account.connect() as client:
        assert len(client.lsub()[1]) == 3


def test_folder_names_follow_the_servers_namespace(dotted_dovecot: Dovecot) -> None:
    with Mailbox(dotted_dovecot.account().endpoint()) as mailbox:
        name = mailbox.folder_name(("IFMS", "Trajecten", "T-7KQFK J. Bakker"))
        assert name == "INBOX.IFMS.Trajecten.T-7KQFK J Bakker"
        assert mailbox.ensure(name) is True
        assert mailbox.folders(mailbox.folder_name(("IFMS",))) == ("INBOX.IFMS.Trajecten", name)
        assert mailbox.folder_name(("INBOX",)) == "INBOX"
        assert mailbox.scan(name).uids == ()


def test_a_folder_is_deleted_with_what_is_below(account: Account, mailbox: Mailbox) -> None:
    mailbox.ensure("A/B/C")
    mailbox.append("A/B", small_mail("een"), WHEN, seen=False)
    assert mailbox.folders("A") == ("A/B", "A/B/C")
    mailbox.delete_folder("A")
    mailbox.delete_folder("A")
    assert account.folders() == ["INBOX"]
    with pytest.raises(FolderMissingError):
        mailbox.scan("A/B")


def test_a_folder_made_anew_is_noticed_before_anything_is_done(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("oud"), folder="Map")
    before = mailbox.scan("Map")
    with account.connect() as client:
        client.delete("Map")
    account.append(small_mail("nieuw"), folder="Map")
    for act in (
        lambda: list(mailbox.fetch("Map", before.uids, 1000)),
        lambda: mailbox.move("Map", before.uids, "Elders"),
        lambda: mailbox.expunge("Map", before.uids),
    ):
        with pytest.raises(UidValidityError):
            act()
    assert subjects(account.mails("Map")) == ["nieuw"]
    assert mailbox.scan("Map").uidvalidity != before.uidvalidity
    assert [f.raw for f in mailbox.fetch("Map", (1,), 1000)] == [small_mail("nieuw")]


def test_uids_from_the_ledger_hold_only_for_the_folder_they_were_seen_in(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("een"))
    mailbox.expect("INBOX", 1)
    with pytest.raises(UidValidityError):
        mailbox.move("INBOX", (1,), "Map")
    mailbox.expect("INBOX", mailbox.scan("INBOX").uidvalidity)
    assert len(mailbox.move("INBOX", (1,), "Map")) == 1


def test_a_missing_folder_is_told_apart_from_other_trouble(mailbox: Mailbox) -> None:
    with pytest.raises(FolderMissingError):
        mailbox.scan("Weg")
    assert mailbox.exists("Weg") is False
    assert mailbox.scan("INBOX").uids == ()

"""Reading mails from a real Dovecot: whole, in chunks, and left as unread as they were."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy
from support.small_mails import WHEN, small_mail

from bot.shell.imap.mailbox import FoundMail, Mailbox


def test_a_scan_starts_at_a_uid_and_never_below_it(account: Account, mailbox: Mailbox) -> None:
    """`UID 9:*` names the last mail even when its UID is 3."""
    account.append(*(small_mail(str(n)) for n in range(3)))
    state = mailbox.scan("INBOX", 2)
    assert (state.uids, state.uidnext, state.uidvalidity > 0) == ((2, 3), 4, True)
    assert mailbox.scan("INBOX", 9).uids == ()


def test_what_is_flagged_deleted_counts_as_gone_unless_asked_for(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("blijft"))
    account.append(small_mail("weg"), flags="\\Deleted")
    assert mailbox.scan("INBOX").uids == (1,)
    assert mailbox.scan("INBOX", with_deleted=True).uids == (1, 2)


def test_delivered_mail_arrives_with_its_envelope(account: Account, mailbox: Mailbox) -> None:
    account.deliver(small_mail("een"), sender="j.bakker@ziekenhuis.example")
    [fetched] = mailbox.fetch("INBOX", mailbox.scan("INBOX").uids, 10_000)
    assert fetched.raw.startswith(b"Return-Path: <j.bakker@ziekenhuis.example>\r\n")
    assert fetched.raw.endswith(small_mail("een"))


def test_sizes_and_dates_are_the_servers_and_aware(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("een"), when=WHEN)
    [listed] = mailbox.sizes_and_dates("INBOX", (1, 7))
    assert (listed.uid, listed.size, listed.received) == (1, len(small_mail("een")), WHEN)
    assert listed.received.utcoffset() == timedelta(0)


def test_many_mails_come_in_chunks_and_stay_unread(dovecot: Dovecot, account: Account) -> None:
    mails = [small_mail(f"nummer {n}", "x" * n) for n in range(300)]
    account.append(*mails)
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        fetched = list(mailbox.fetch("INBOX", mailbox.scan("INBOX").uids, 10_000))
        assert [f.raw for f in fetched] == mails
        assert proxy.sent.count(b"BODY.PEEK[]") == 3
        assert b"EXAMINE" in proxy.sent
        assert b"SELECT" not in proxy.sent
    assert not any("\\Seen" in flags for flags, _ in account.mails())


def test_h68_a_large_mail_is_seen_but_not_fetched(dovecot: Dovecot, account: Account) -> None:
    account.append(small_mail("klein"), small_mail("groot", "x" * 200_000), small_mail("ook klein"))
    with Mailbox(account.endpoint()) as mailbox:
        assert [f.uid for f in mailbox.fetch("INBOX", (1, 2, 3), 100_000)] == [1, 3]
        assert [listed.size > 200_000 for listed in mailbox.sizes_and_dates("INBOX", (1, 2, 3))] == [False, True, False]
        header = mailbox.fetch_headers("INBOX", (2,))[0].raw
    assert header == small_mail("groot", "").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def test_an_endless_header_is_cut(account: Account, mailbox: Mailbox) -> None:
    account.append(b"Subject: x\r\n" + b"X-A: aaaaaaaa\r\n" * 20_000 + b"\r\nbody\r\n")
    assert len(mailbox.fetch_headers("INBOX", (1,))[0].raw) == 64 * 1024


def test_a_mail_that_vanishes_while_reading_is_just_missing(account: Account, mailbox: Mailbox) -> None:
    account.append(*(small_mail(str(n)) for n in range(150)))
    fetching = mailbox.fetch("INBOX", range(1, 151), 10_000)
    first = [next(fetching) for _ in range(100)]
    with account.connect() as client:
        client.select()
        client.uid("STORE", "101:149", "+FLAGS", "\\Deleted")
        client.expunge()
    assert [f.uid for f in (*first, *fetching)] == [*range(1, 101), 150]


@pytest.mark.parametrize(
    ("body", "arrives"),
    [
        pytest.param(b"", b"", id="nothing at all"),
        pytest.param(b"12345", b"12345", id="only digits"),
        pytest.param(b'S: "x"\r\n\r\n) {5}\r\n', b'S: "x"\r\n\r\n) {5}\r\n', id="protocol characters"),
        pytest.param(b"\xff\xfe\r\n\r\n\x80", b"\xff\xfe\r\n\r\n\x80", id="no text"),
    ],
)
def test_bodies_come_byte_for_byte(account: Account, mailbox: Mailbox, body: bytes, arrives: bytes) -> None:
    account.append(small_mail("eerst"), body or b"\r\n")
    assert [f.raw for f in mailbox.fetch("INBOX", (1, 2), 1000)] == [small_mail("eerst"), arrives or b"\r\n"]


def test_own_mails_are_recognised_without_a_search(dovecot: Dovecot, account: Account) -> None:
    account.append(
        small_mail("a", message_id="een@praktijk.example"), small_mail("b"), small_mail("c", message_id="x) ALL@elders")
    )
    account.append(b"Subject: d\r\nMessage-Id:\r\n <twee@praktijk.example>\r\n\r\n")
    wanted = ("een@praktijk.example", "twee@praktijk.example", "drie@praktijk.example")
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        found = mailbox.find_by_message_id("INBOX", wanted)
        assert found == (FoundMail(wanted[0], 1), FoundMail(wanted[1], 4))
        assert b"praktijk.example" not in proxy.sent


def test_no_mail_is_offered_to_the_log(account: Account, caplog: pytest.LogCaptureFixture) -> None:
    """imapclient sets imaplib's debug level to 5, which logs whole bodies."""
    account.append(small_mail("een", "KANARIE"))
    with caplog.at_level(logging.DEBUG), Mailbox(account.endpoint()) as mailbox:
        assert b"KANARIE" in next(mailbox.fetch("INBOX", (1,), 1000)).raw
        mailbox.append("Map", small_mail("twee", "KANARIE"), WHEN, seen=True)
    assert "KANARIE" not in caplog.text

"""A hostile server, a man in the middle, and hostile arguments: nothing leaks, nothing is injected, nothing hangs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Change, Proxy, without

from bot.core.errors import OperatorError, TransientError
from bot.shell.imap.errors import WithheldError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.settings.security import Security

NOW = datetime(2026, 11, 9, 9, 10, tzinfo=UTC)


def replacing(old: bytes, new: bytes) -> Change:
    return lambda line: line.replace(old, new)


def after(word: bytes, more: bytes) -> Change:
    """More in the same packet, after a line with this word."""
    return lambda line: line + more if word in line else line


def ahead(word: bytes, more: bytes) -> Change:
    """More in the same packet, before a line with this word."""
    return lambda line: more + line if word in line else line


@pytest.mark.parametrize(
    ("security", "change", "error"),
    [
        pytest.param("starttls", without("STARTTLS"), OperatorError, id="h44 STARTTLS stripped"),
        pytest.param("starttls", replacing(b"OK Begin TLS", b"NO not now"), TransientError, id="h44 STARTTLS refused"),
        pytest.param("starttls", replacing(b"* OK [CAPA", b"* PREAUTH [CAPA"), OperatorError, id="h45 PREAUTH"),
        pytest.param("plain", replacing(b"* OK [CAPA", b"* PREAUTH [CAPA"), OperatorError, id="h45 PREAUTH, no TLS"),
        pytest.param("starttls", after(b"OK Begin TLS", b"* CAPABILITY IMAP4rev1\r\n"), TransientError, id="h45 early"),
        pytest.param("starttls", replacing(b"* OK [CAPA", b"* BYE [CAPA"), TransientError, id="BYE"),
        pytest.param("starttls", replacing(b"* OK [CAPA", b"220 mail ESMTP ["), TransientError, id="not IMAP at all"),
    ],
)
def test_the_password_never_follows_a_broken_start(
    dovecot: Dovecot, account: Account, security: Security, change: Change, error: type[Exception]
) -> None:
    with Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy:
        with pytest.raises(error):
            Mailbox(account.endpoint(security, port=proxy.port)).connect()
        assert b"AUTHENTICATE" not in proxy.sent
        assert b"LOGIN" not in proxy.sent


def test_starttls_hides_the_password(dovecot: Dovecot, account: Account) -> None:
    with Proxy(dovecot.host, dovecot.imap_port) as proxy:
        with Mailbox(account.endpoint("starttls", port=proxy.port)) as mailbox:
            assert mailbox.scan("INBOX").uids == ()
        assert b"STARTTLS" in proxy.sent
        assert b"AUTHENTICATE" not in proxy.sent


def test_busy_servers_are_not_the_operators_fault(dovecot: Dovecot, account: Account) -> None:
    change = replacing(b"[AUTHENTICATIONFAILED]", b"[UNAVAILABLE]")
    with Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy, pytest.raises(TransientError):
        Mailbox(account.endpoint(port=proxy.port, password="fout")).connect()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replacing(b"BODY[] {14}", b"BODY[] {9000000000}"), id="h46 one huge literal"),
        pytest.param(ahead(b"BODY[]", (b"* OK " + b"x" * 900_000 + b"\r\n") * 20), id="h46 a flood of lines"),
        pytest.param(ahead(b"BODY[]", b"* OK " + b"x" * 1_100_000), id="h46 one endless line"),
    ],
)
def test_h46_a_server_that_sends_too_much_is_left(dovecot: Dovecot, account: Account, change: Change) -> None:
    account.append(b"Subject: x\r\n\r\n")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
        pytest.raises(WithheldError, match="more than"),
    ):
        list(mailbox.fetch("INBOX", (1,), 10_000_000))
    assert proxy.accepted == 3


@pytest.mark.parametrize(
    "unasked",
    [
        pytest.param(b"* 1 EXPUNGE\r\n", id="h47 EXPUNGE"),
        pytest.param(b"* 99 EXISTS\r\n* 7 RECENT\r\n", id="h47 EXISTS"),
        pytest.param(b"* 2 FETCH (FLAGS (\\Deleted))\r\n", id="h47 FETCH without a UID"),
        pytest.param(b"* 9 FETCH (UID 77 BODY[] {3}\r\nabc)\r\n", id="h47 FETCH of another mail"),
        pytest.param(b"* FLAGS (\\Seen)\r\n* OK [ALERT] maintenance\r\n", id="h47 FLAGS and ALERT"),
    ],
)
def test_h47_what_the_server_says_unasked_changes_nothing(dovecot: Dovecot, account: Account, unasked: bytes) -> None:
    mails = [b"Subject: een\r\n\r\n", b"Subject: twee\r\n\r\n", b"Subject: drie\r\n\r\n"]
    account.append(*mails)

    def interrupt(line: bytes) -> bytes:
        return unasked + line if line.startswith((b"* 1 FETCH", b"* SEARCH")) else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=interrupt) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.scan("INBOX").uids == (1, 2, 3)
        assert [(f.uid, f.raw) for f in mailbox.fetch("INBOX", (1, 2, 3), 1000)] == [*enumerate(mails, 1)]
        assert [moved.uid for moved in mailbox.move("INBOX", (2,), "Map")] == [2]


@pytest.mark.parametrize("name", [b"&x", b"&!!-", b"a\xffb", b"&AAA-"])
def test_a_folder_with_an_impossible_name_does_not_hide_the_others(
    dovecot: Dovecot, account: Account, name: bytes
) -> None:
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=replacing(b"IFMS/Raar", b'"IFMS/' + name + b'"')) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        mailbox.ensure("IFMS/Goed")
        mailbox.ensure("IFMS/Raar")
        assert mailbox.folders("IFMS") == ("IFMS/Goed",)


@pytest.mark.parametrize("capability", ["NAMESPACE", "UIDPLUS"])
def test_servers_that_can_less_still_work(dovecot: Dovecot, account: Account, capability: str) -> None:
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(capability)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.ensure(mailbox.folder_name(("IFMS", "Beoordelen"))) is True
        mailbox.append("IFMS/Beoordelen", b"Subject: x\r\n\r\n", NOW, seen=True)
        assert mailbox.scan("IFMS/Beoordelen").uids == (1,)


def test_an_answer_in_several_lines_is_put_together(dovecot: Dovecot, account: Account) -> None:
    account.append(*[b"Subject: x\r\n\r\n"] * 3)
    change = replacing(b"* SEARCH 1 2 3", b"* SEARCH 1\r\n* SEARCH 3 2")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.scan("INBOX").uids == (1, 2, 3)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(b"[COPYUID 1 1 99999999:1]", id="beyond reason"),
        pytest.param(b"[COPYUID 1 1 5:9]", id="of unequal length"),
        pytest.param(b"[COPYUID 1 x y]", id="no numbers"),
    ],
)
def test_a_nonsensical_code_ends_the_connection_and_tells_nothing(
    dovecot: Dovecot, account: Account, code: bytes
) -> None:
    account.append(b"Subject: x\r\n\r\n")

    def change(line: bytes) -> bytes:
        return b"* OK " + code + b" moved\r\n" if b"COPYUID" in line else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=change) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.move("INBOX", (1,), "Map") == ()
        assert (mailbox.scan("INBOX").uids, mailbox.scan("Map").uids) == ((), (1,))
    assert proxy.accepted == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(b"NO [OVERQUOTA] Full", OperatorError, id="quota"),
        pytest.param(b"NO [NOPERM] Not yours", OperatorError, id="rights"),
        pytest.param(b"NO [UNAVAILABLE] Later", TransientError, id="busy"),
        pytest.param(b"NO Something else", TransientError, id="without a code"),
        pytest.param(b"BAD Syntax", TransientError, id="BAD"),
    ],
)
def test_refusals_are_sorted_by_who_can_act(
    dovecot: Dovecot, account: Account, answer: bytes, error: type[Exception]
) -> None:
    def refuse(line: bytes) -> bytes:
        tag, _, rest = line.partition(b" ")
        return tag + b" " + answer + b"\r\n" if b"Append completed" in rest else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=refuse) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        with pytest.raises(error):
            mailbox.append("INBOX", b"Subject: x\r\n\r\n", NOW, seen=False)
        assert mailbox.scan("INBOX").uids == (1,)

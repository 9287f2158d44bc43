"""The one gate: no argument carries NUL, CR or LF to the server and becomes another command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy

from bot.shell.imap.connection import connect
from bot.shell.imap.errors import UnsafeArgumentError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.probe import probe

NOW = datetime(2026, 11, 9, 9, 10, tzinfo=UTC)

EVIL = "x\r\nA1 DELETE IFMS"


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda m, evil: m.ensure(evil), id="ensure"),
        pytest.param(lambda m, evil: m.exists(evil), id="exists"),
        pytest.param(lambda m, evil: m.folders(evil), id="folders"),
        pytest.param(lambda m, evil: m.delete_folder(evil), id="delete"),
        pytest.param(lambda m, evil: m.scan(evil), id="scan"),
        pytest.param(lambda m, evil: m.move("INBOX", (1,), evil), id="move"),
        pytest.param(lambda m, evil: m.append(evil, b"S: x\r\n\r\n", NOW, seen=True), id="append"),
        pytest.param(lambda m, evil: m.find_by_message_id(evil, ("x@y",)), id="find"),
        pytest.param(lambda m, evil: m.wait(1, folder=evil), id="wait"),
        pytest.param(lambda m, evil: list(probe(m, ((evil, evil),))), id="probe"),
    ],
)
@pytest.mark.parametrize("evil", [EVIL, "x\nA1 NOOP", "x\0y", "x\ry"], ids=["CRLF", "LF", "NUL", "CR"])
def test_h39_no_folder_name_becomes_a_command(
    dovecot: Dovecot, account: Account, act: Callable[[Mailbox, str], object], evil: str
) -> None:
    account.append(b"Subject: x\r\n\r\n")
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        with pytest.raises(UnsafeArgumentError):
            act(mailbox, evil)
        assert b"\nA1 " not in proxy.sent
        assert mailbox.scan("INBOX").uids == (1,)


@pytest.mark.parametrize("field", ["username", "password"])
def test_h39_no_credential_becomes_a_command(account: Account, field: str) -> None:
    changes: dict[str, object] = {field: EVIL}
    with pytest.raises(UnsafeArgumentError):
        Mailbox(account.endpoint("plain", **changes)).connect()


def test_h38_the_gate_stands_before_every_way_out(account: Account) -> None:
    """imapclient sends SEARCH and flags around imaplib; both are gated."""
    connection = connect(account.endpoint())
    connection.select_folder("INBOX")
    for act in (
        lambda: connection.search_uids("SUBJECT", '"a"\r\nA1 EXPUNGE'),
        lambda: connection.add_flags((1,), [b"x) \r\nA1 EXPUNGE"]),
        lambda: connection.fetch((1,), ["FLAGS\r\nA1 EXPUNGE"]),
    ):
        with pytest.raises(UnsafeArgumentError):
            act()
    connection.logout()


def test_a_mail_with_nul_is_not_put_anywhere(account: Account) -> None:
    with Mailbox(account.endpoint()) as mailbox, pytest.raises(UnsafeArgumentError):
        mailbox.append("INBOX", b"Subject: x\r\n\r\na\0b\r\n", NOW, seen=False)
    assert account.mails() == []

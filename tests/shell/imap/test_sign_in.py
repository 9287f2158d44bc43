"""Signing in: every kind of security, every kind of user, and who is told when it fails."""

from __future__ import annotations

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.ports import ELSEWHERE, HOST
from support.servers.proxy import Proxy, without
from support.small_mails import small_mail

from bot.core.errors import ConfigurationError, OperatorError, TransientError
from bot.shell.imap.errors import ConnectionLostError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.servers.endpoints import ImapEndpoint, Security


@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
def test_every_kind_of_security_reaches_the_mailbox(account: Account, security: Security) -> None:
    account.append(small_mail("een"))
    with Mailbox(account.endpoint(security)) as mailbox:
        assert mailbox.scan("INBOX").uids == (1,)
        assert {"IDLE", "MOVE", "UIDPLUS"} <= set(mailbox.capabilities)


def test_a_second_connect_changes_nothing_and_a_closed_mailbox_says_so(account: Account) -> None:
    mailbox = Mailbox(account.endpoint())
    mailbox.connect()
    mailbox.connect()
    mailbox.close()
    mailbox.close()
    with pytest.raises(ConnectionLostError):
        mailbox.scan("INBOX")


@pytest.mark.parametrize(
    ("security", "changes", "words"),
    [
        pytest.param("plain", {"password": "fout"}, "sign-in", id="wrong password"),
        pytest.param("tls", {"ca_file": ""}, "certificate", id="tls with an unknown CA"),
        pytest.param("starttls", {"ca_file": ""}, "certificate", id="starttls with an unknown CA"),
    ],
)
def test_what_the_operator_can_mend(
    account: Account, security: Security, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(OperatorError, match=words) as caught:
        Mailbox(account.endpoint(security, **changes)).connect()
    assert caught.value.remedy
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_certificate_of_another_host_is_refused(dovecot: Dovecot, account: Account, security: Security) -> None:
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    with Proxy(HOST, port, at=ELSEWHERE) as proxy, pytest.raises(OperatorError, match="certificate"):
        Mailbox(account.endpoint(security, host=ELSEWHERE, port=proxy.port)).connect()


@pytest.mark.parametrize(
    ("security", "port"),
    [
        pytest.param("plain", "nowhere", id="nobody listens"),
        pytest.param("tls", "imap", id="TLS to a clear text port"),
        pytest.param("starttls", "imaps", id="clear text to a TLS port"),
    ],
)
def test_what_time_may_mend(dovecot: Dovecot, account: Account, security: Security, port: str) -> None:
    number = {"nowhere": 1, "imap": dovecot.imap_port, "imaps": dovecot.imaps_port}[port]
    with pytest.raises(TransientError) as caught:
        Mailbox(account.endpoint(security, port=number, timeout_seconds=0.3)).connect()
    assert "security" in caught.value.remedy


@pytest.mark.parametrize(
    ("host", "security", "fine"),
    [
        pytest.param("127.0.0.1", "plain", True, id="loopback"),
        pytest.param("localhost", "plain", True, id="localhost"),
        pytest.param("::1", "plain", True, id="IPv6 loopback"),
        pytest.param("imap.praktijk.example", "plain", False, id="h44 plain over the network"),
        pytest.param("127.0.0.1.praktijk.example", "plain", False, id="h44 a name that looks like loopback"),
        pytest.param("imap.praktijk.example", "starttls", True, id="starttls"),
        pytest.param("imap.praktijk.example", "ssl", False, id="unknown word"),
    ],
)
def test_clear_text_stays_on_this_machine(host: str, security: Security, fine: bool) -> None:
    def make() -> ImapEndpoint:
        return ImapEndpoint(host, 143, security, "info", "geheim")

    if fine:
        assert "geheim" not in repr(make())
    else:
        with pytest.raises(ConfigurationError):
            make()


def test_a_missing_certificate_file_is_a_configuration_error(account: Account) -> None:
    with pytest.raises(ConfigurationError, match="nergens"):
        Mailbox(account.endpoint("tls", ca_file="nergens.pem")).connect()


@pytest.mark.parametrize("user", ["met spatie", 'met"aanhaling', "met\\streep"])
@pytest.mark.parametrize("lacking", [(), ("AUTH=PLAIN",)], ids=["by AUTHENTICATE", "by LOGIN"])
def test_odd_user_names_sign_in(dovecot: Dovecot, user: str, lacking: tuple[str, ...]) -> None:
    """imapclient's LOGIN puts the name on the line unquoted."""
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(dovecot.account(user).endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.scan("INBOX").uids == ()
        assert (b"LOGIN" in proxy.sent) is bool(lacking)


def test_a_password_beyond_ascii_is_just_wrong(account: Account) -> None:
    with pytest.raises(OperatorError, match="sign-in"):
        Mailbox(account.endpoint(password="geheïm€")).connect()


@pytest.mark.parametrize("good", [True, False], ids=["valid", "not valid"])
def test_an_access_token_replaces_the_password(account: Account, good: bool) -> None:
    account.append(small_mail("een"))
    endpoint = account.endpoint(password="", access_token=account.access_token if good else lambda: "x.y.z")
    if good:
        with Mailbox(endpoint) as mailbox:
            assert mailbox.scan("INBOX").uids == (1,)
    else:
        with pytest.raises(OperatorError, match="sign-in"):
            Mailbox(endpoint).connect()


def test_a_dead_connection_is_told_and_a_new_one_works(account: Account) -> None:
    account.append(small_mail("een"))
    with Mailbox(account.endpoint()) as mailbox:
        mailbox.scan("INBOX")
        account.server.kick(account.user)
        with pytest.raises(ConnectionLostError):
            mailbox.scan("INBOX")
        with pytest.raises(ConnectionLostError):
            mailbox.wait(9)
    with Mailbox(account.endpoint()) as mailbox:
        assert mailbox.scan("INBOX").uids == (1,)


def test_a_server_that_falls_silent_costs_only_the_timeout(dovecot: Dovecot, account: Account) -> None:
    silent: list[bool] = []

    def maybe(line: bytes) -> bytes:
        return b"" if silent else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=maybe) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox._connection is not None
        mailbox._connection.socket().settimeout(0.2)  # only now: signing in takes as long as it takes
        silent.append(True)
        with pytest.raises(ConnectionLostError):
            mailbox.scan("INBOX")

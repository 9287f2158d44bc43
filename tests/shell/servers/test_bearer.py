"""Signing in by token at real servers: whichever mechanism they offer, and with another token when one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from support.sending import outcomes, outgoing, send
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy, without
from support.servers.smtp import SmtpServer, StartSmtp

from bot.core.errors import OperatorError, TransientError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.servers.bearer import TokenRefusedError, bearer
from bot.shell.servers.endpoints import ImapEndpoint


@dataclass
class Tokens:
    """Gives these one after the other, as long as none is dropped the same one."""

    left: list[str]
    dropped: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        return self.left[0]

    def drop(self, token: str) -> None:
        self.dropped.append(token)
        self.left = self.left[1:] or self.left


MECHANISMS = [pytest.param((), id="xoauth2"), pytest.param(("AUTH=XOAUTH2",), id="oauthbearer")]


@pytest.mark.parametrize("lacking", MECHANISMS)
def test_a_mailbox_takes_the_second_token(dovecot: Dovecot, account: Account, lacking: tuple[str, ...]) -> None:
    tokens = Tokens(["x.y.z", account.access_token(), "nooit gevraagd"])
    with Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy:
        endpoint = account.endpoint(port=proxy.port, password="", access_token=tokens, drop_token=tokens.drop)
        with Mailbox(endpoint) as mailbox:
            assert mailbox.scan("INBOX").uids == ()
        assert (b"OAUTHBEARER" in proxy.sent) is bool(lacking)
        assert (b"\r\nAQ==\r\n" in proxy.sent) is bool(lacking)
    assert tokens.dropped == ["x.y.z"]


@pytest.mark.parametrize("lacking", MECHANISMS)
def test_two_refused_tokens_are_the_operators(dovecot: Dovecot, account: Account, lacking: tuple[str, ...]) -> None:
    tokens = Tokens(["x.y.z", "x.y.zz", account.access_token()])
    with Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy:
        endpoint = account.endpoint(port=proxy.port, password="", access_token=tokens, drop_token=tokens.drop)
        with pytest.raises(OperatorError, match=r"refuses the sign-in by access token.*\[imap.oauth\]") as caught:
            Mailbox(endpoint).connect()
        assert "x.y.z" not in str(caught.value)
        with Mailbox(endpoint) as mailbox:  # the next round asks anew
            assert mailbox.scan("INBOX").uids == ()
    assert tokens.dropped == ["x.y.z", "x.y.zz"]


def refusing(code: bytes) -> Callable[[bytes], bytes]:
    """The server's lines with this response code where a sign-in fails."""
    return lambda line: line.replace(b"[AUTHENTICATIONFAILED]", code)


@pytest.mark.parametrize(
    ("said", "error", "dropped"),
    [
        pytest.param(b"[AUTHENTICATIONFAILED]", OperatorError, 2, id="refused"),
        pytest.param(b"", OperatorError, 2, id="refused without a code"),
        pytest.param(b"[UNAVAILABLE]", TransientError, 0, id="for now"),
    ],
)
def test_only_a_refusal_costs_the_token(
    dovecot: Dovecot, account: Account, said: bytes, error: type[Exception], dropped: int
) -> None:
    tokens = Tokens(["x.y.z", "x.y.zz"])
    with Proxy(dovecot.host, dovecot.imap_port, from_server=refusing(said)) as proxy:
        endpoint = account.endpoint(port=proxy.port, password="", access_token=tokens, drop_token=tokens.drop)
        with pytest.raises(error):
            Mailbox(endpoint).connect()
    assert len(tokens.dropped) == dropped


@pytest.mark.parametrize("by_token", [True, False], ids=["token", "password"])
def test_a_line_that_breaks_within_the_sign_in_is_time_s(dovecot: Dovecot, account: Account, by_token: bool) -> None:
    tokens = Tokens(["x.y.z"])

    def cut(line: bytes) -> bytes:
        if b"AUTHENTICATE" in line.upper():
            proxy.cut()
        return line

    more = {"access_token": tokens, "drop_token": tokens.drop} if by_token else {}
    with Proxy(dovecot.host, dovecot.imap_port, from_client=cut) as proxy, pytest.raises(TransientError):
        Mailbox(account.endpoint(port=proxy.port, **more)).connect()
    assert tokens.dropped == []


@pytest.fixture(params=["xoauth2", "oauthbearer"])
def token_server(start_smtp: StartSmtp, request: pytest.FixtureRequest) -> SmtpServer:
    other = ["XOAUTH2"] if request.param == "oauthbearer" else ["OAUTHBEARER"]
    return start_smtp(security="starttls", sign_in=True, auth_exclude_mechanism=other)


def test_outgoing_mail_goes_with_the_second_token(token_server: SmtpServer) -> None:
    tokens = Tokens(["verlopen", "goed", "nooit gevraagd"])
    endpoint = token_server.endpoint(password="", access_token=tokens, drop_token=tokens.drop)
    assert outcomes(send(endpoint, [outgoing(1)])) == [(1, "sent", 250)]
    assert tokens.dropped == ["verlopen"]
    assert token_server.received[0].user == "info@praktijk.example"
    assert set(token_server.recorder.dummies) <= {b"\1"}


def test_two_refused_tokens_leave_the_mail_waiting(token_server: SmtpServer) -> None:
    tokens = Tokens(["verlopen", "ook verlopen"])
    with pytest.raises(TokenRefusedError, match=r"access token: 535.*\[imap.oauth\]"):
        send(token_server.endpoint(password="", access_token=tokens, drop_token=tokens.drop), [outgoing(1)])
    assert tokens.dropped == ["verlopen", "ook verlopen"]
    assert token_server.received == []


def test_a_name_is_written_so_that_it_stays_one_name() -> None:
    """RFC 7628 and 5801: a comma or an equals sign would end it."""
    endpoint = ImapEndpoint("imap.example", 993, "tls", "a=b,c@praktijk.example", "")
    words = bearer({"PLAIN", "OAUTHBEARER"}, endpoint, "x")
    assert words.response == b"n,a=a=3Db=2Cc@praktijk.example,\1host=imap.example\1port=993\1auth=Bearer x\1\1"
    assert words.on_refusal == b"\1"
    assert bearer({"PLAIN", "OAUTHBEARER", "XOAUTH2"}, endpoint, "x").mechanism == "XOAUTH2"
    assert bearer({"PLAIN"}, endpoint, "x").mechanism == "XOAUTH2"

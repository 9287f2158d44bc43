"""Tokens from a real server over TLS: asked once, renewed in time, refusals told apart from trouble."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from bot.core.errors import ConfigurationError, OperatorError, TransientError
from bot.shell.servers.oauth import TokenSource
from bot.shell.settings.frozen import Oauth, Secret


@dataclass
class TokenServer:
    """Answers as told and remembers what it was asked."""

    url: str = ""
    status: int = 200
    answer: bytes = b""
    location: str = ""
    raw: bytes | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def says(self, status: int = 200, **fields: object) -> None:
        self.status, self.answer = status, json.dumps(fields).encode()


@pytest.fixture
def server(certificates: Path) -> Iterator[TokenServer]:
    state = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if state.raw is not None:
                self.wfile.write(state.raw)
                self.close_connection = True
                return
            self.send_response(state.status)
            if state.location:
                self.send_header("Location", state.location)
            self.send_header("Content-Length", str(len(state.answer)))
            self.end_headers()
            self.wfile.write(state.answer)

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "server.pem", certificates / "server.key")
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    state.url = f"https://127.0.0.1:{listening.server_port}/token"
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield state
    listening.shutdown()
    thread.join()
    listening.server_close()


class Clock:
    """Stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def source(server: TokenServer, certificates: Path, clock: Clock | None = None, **environ: str) -> TokenSource:
    secret = Secret("imap.oauth.client_secret", "SECRET", environ=environ or {"SECRET": "geheim & zo"})
    oauth = Oauth(server.url, "client", secret, "https://mail.example/.default", certificates / "ca.pem")
    return TokenSource(oauth, clock or Clock())


def test_a_token_is_asked_once_and_renewed_before_it_expires(server: TokenServer, certificates: Path) -> None:
    clock = Clock()
    token = source(server, certificates, clock)
    server.says(access_token="eerste", expires_in=3600)
    assert token() == "eerste"
    server.says(access_token="tweede", expires_in=3600)
    clock.now = 3299
    assert token() == "eerste"
    clock.now = 3300
    assert token() == "tweede"
    assert server.asked[0] == {
        "grant_type": ["client_credentials"],
        "client_id": ["client"],
        "client_secret": ["geheim & zo"],
        "scope": ["https://mail.example/.default"],
    }
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("status", "fields", "error"),
    [
        pytest.param(401, {"error": "invalid_client"}, OperatorError, id="wrong secret"),
        pytest.param(400, {"error": "invalid_scope"}, OperatorError, id="wrong scope"),
        pytest.param(404, {}, OperatorError, id="wrong address"),
        pytest.param(400, {"error": "invalid_grant"}, OperatorError, id="wrong grant"),
        pytest.param(400, {"error": "invented_by_them"}, OperatorError, id="some other fault of ours"),
        pytest.param(500, {"error": "invalid_client"}, OperatorError, id="wrong secret with a strange status"),
        pytest.param(200, {"error": "invalid_client"}, OperatorError, id="wrong secret with a stranger status"),
        pytest.param(302, {}, OperatorError, id="moved elsewhere"),
        pytest.param(200, {"token": "x"}, OperatorError, id="no token in it"),
        pytest.param(200, {"access_token": ["x"]}, OperatorError, id="no text"),
        pytest.param(200, {"access_token": "x\r\nA1 LOGOUT"}, OperatorError, id="no token but a command"),
        pytest.param(500, {}, TransientError, id="server broken"),
        pytest.param(502, {}, TransientError, id="nobody behind the gateway"),
        pytest.param(503, {}, TransientError, id="server in trouble"),
        pytest.param(504, {"error": None}, TransientError, id="too late"),
        pytest.param(429, {}, TransientError, id="too often"),
        pytest.param(408, {}, TransientError, id="too slow"),
        pytest.param(400, {"error": "temporarily_unavailable"}, TransientError, id="for now, with a strange status"),
        pytest.param(503, {"error": "temporarily_unavailable"}, TransientError, id="for now"),
        pytest.param(200, {"error": "temporarily_unavailable"}, TransientError, id="for now, with a stranger status"),
        pytest.param(400, {"error": "server_error"}, TransientError, id="trouble of theirs"),
    ],
)
def test_a_refusal_is_told_apart_from_trouble(
    server: TokenServer, certificates: Path, status: int, fields: dict[str, object], error: type[Exception]
) -> None:
    server.says(status, **fields)
    with pytest.raises(error, match=str(fields.get("error") or "No token")) as caught:
        source(server, certificates)()
    assert "geheim" not in str(caught.value)
    assert isinstance(caught.value, TransientError) is (error is TransientError)
    server.says(access_token="weer goed", expires_in=3600)
    server.answer = server.answer.replace(b" goed", b"goed")
    assert source(server, certificates)() == "weergoed"


@pytest.mark.parametrize(
    ("told", "good_for"),
    [
        pytest.param({"expires_in": 3600}, 3300, id="an hour"),
        pytest.param({"expires_in": "3600"}, 3300, id="an hour in quotes"),
        pytest.param({"expires_in": 60}, 30, id="a minute"),
        pytest.param({"expires_in": 1}, 0.5, id="a second"),
        pytest.param({"expires_in": 0}, 0, id="nothing"),
        pytest.param({"expires_in": -5}, 0, id="less than nothing"),
        pytest.param({}, 300, id="untold"),
        pytest.param({"expires_in": None}, 300, id="null"),
        pytest.param({"expires_in": "soon"}, 300, id="a word"),
        pytest.param({"expires_in": True}, 300, id="a truth"),
        pytest.param({"expires_in": [3600]}, 300, id="a list"),
        pytest.param({"expires_in": float("nan")}, 300, id="no number"),
        pytest.param({"expires_in": float("inf")}, 86_100, id="for ever"),
        pytest.param({"expires_in": 10**400}, 300, id="beyond numbers"),
        pytest.param({"expires_in": 10**12}, 86_100, id="an age"),
    ],
)
def test_how_long_a_token_is_used(
    server: TokenServer, certificates: Path, told: dict[str, object], good_for: float
) -> None:
    clock = Clock()
    token = source(server, certificates, clock)
    server.says(access_token="x", **told)
    token()
    if good_for:
        clock.now = good_for - 0.25
        token()
        assert len(server.asked) == 1
    clock.now = good_for
    assert token() == "x"
    assert len(server.asked) == 2


def test_a_token_that_was_dropped_is_asked_for_anew_and_no_other(server: TokenServer, certificates: Path) -> None:
    token = source(server, certificates)
    server.says(access_token="eerste", expires_in=3600)
    token()
    server.says(access_token="tweede", expires_in=3600)
    token.drop("een andere")
    assert token() == "eerste"
    token.drop("eerste")
    assert token() == "tweede"
    token.drop("eerste")
    assert token() == "tweede"
    assert len(server.asked) == 2


def test_the_secret_is_not_carried_elsewhere(server: TokenServer, certificates: Path) -> None:
    server.says(307)
    server.location = server.url.replace("/token", "/elders")
    with pytest.raises(OperatorError, match="HTTP 307"):
        source(server, certificates)()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="it hangs up"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", id="cut"),
        pytest.param(b"HTTP/1.1 503 No\r\nContent-Length: 100\r\n\r\n{", id="a refusal that is cut"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000 + b"\r\n\r\n", id="an endless header"),
    ],
)
def test_a_line_that_breaks_is_waited_out(server: TokenServer, certificates: Path, answer: bytes) -> None:
    server.raw = answer
    with pytest.raises(TransientError, match="No token"):
        source(server, certificates)()


def test_what_is_not_json_holds_no_token(server: TokenServer, certificates: Path) -> None:
    server.answer = b"<html>sign in</html>"
    with pytest.raises(OperatorError, match="holds none"):
        source(server, certificates)()


def test_a_server_with_an_unknown_certificate_gets_no_secret(server: TokenServer) -> None:
    oauth = Oauth(server.url, "client", Secret("x", "SECRET", environ={"SECRET": "x"}), "scope")
    with pytest.raises(OperatorError, match=r"CERTIFICATE_VERIFY_FAILED.*ca_file in \[imap.oauth\]"):
        TokenSource(oauth)()
    assert server.asked == []


def test_a_missing_secret_is_named(server: TokenServer, certificates: Path) -> None:
    with pytest.raises(ConfigurationError, match="variable SECRET is not set"):
        source(server, certificates, OTHER="x")()

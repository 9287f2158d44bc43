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
from bot.shell.servers.tls import client_context
from bot.shell.settings.frozen import Oauth, Secret


@dataclass
class TokenServer:
    """Answers as told and remembers what it was asked."""

    url: str = ""
    status: int = 200
    answer: bytes = b""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def says(self, status: int = 200, **fields: object) -> None:
        self.status, self.answer = status, json.dumps(fields).encode()


@pytest.fixture
def server(certificates: Path) -> Iterator[TokenServer]:
    state = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(state.status)
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
    oauth = Oauth(server.url, "client", secret, "https://mail.example/.default")
    return TokenSource(oauth, client_context(str(certificates / "ca.pem")), clock or Clock())


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
        pytest.param(200, {"token": "x"}, OperatorError, id="no token in it"),
        pytest.param(503, {}, TransientError, id="server in trouble"),
        pytest.param(429, {}, TransientError, id="too often"),
    ],
)
def test_a_refusal_is_told_apart_from_trouble(
    server: TokenServer, certificates: Path, status: int, fields: dict[str, str], error: type[Exception]
) -> None:
    server.says(status, **fields)
    with pytest.raises(error, match=fields.get("error", "No token")) as caught:
        source(server, certificates)()
    assert "geheim" not in str(caught.value)


def test_what_is_not_json_holds_no_token(server: TokenServer, certificates: Path) -> None:
    server.answer = b"<html>sign in</html>"
    with pytest.raises(OperatorError, match="holds none"):
        source(server, certificates)()


def test_a_server_with_an_unknown_certificate_gets_no_secret(server: TokenServer) -> None:
    oauth = Oauth(server.url, "client", Secret("x", "SECRET", environ={"SECRET": "x"}), "scope")
    with pytest.raises(TransientError, match="CERTIFICATE_VERIFY_FAILED"):
        TokenSource(oauth)()
    assert server.asked == []


def test_a_missing_secret_is_named(server: TokenServer, certificates: Path) -> None:
    with pytest.raises(ConfigurationError, match="variable SECRET is not set"):
        source(server, certificates, OTHER="x")()

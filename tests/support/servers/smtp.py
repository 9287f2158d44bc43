"""A recording SMTP server on loopback (aiosmtpd): STARTTLS, TLS, sign-in, and answers as a test wants them."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from support.servers.ports import HOST, PATIENCE, free_port

from bot.shell.servers.endpoints import Security, SmtpEndpoint

PASSWORD = "geheim"


@dataclass(frozen=True)
class Received:
    """A mail as the server took it."""

    envelope_from: str
    recipient: str
    raw: bytes
    encrypted: bool
    user: str


@dataclass
class Recorder:
    """The handler: keeps what arrives; `answers` and `data_answers` overrule the "250 OK" for a recipient."""

    sign_in: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    data_answers: dict[str, str] = field(default_factory=dict)
    sender_answer: str = ""
    drop_before_data: int = 0
    drop_after_data: int = 0
    delay_seconds: float = 0.0
    received: list[Received] = field(default_factory=list)
    greetings: int = 0
    commands: list[str] = field(default_factory=list)
    dummies: list[bytes] = field(default_factory=list)

    async def auth_OAUTHBEARER(self, server: SMTP, arguments: list[str]) -> AuthResult:
        """As XOAUTH2; the client answers the explanation with a dummy (RFC 7628)."""
        header, *pairs = base64.b64decode(arguments[1]).decode().split("\1")
        if "auth=Bearer goed" in pairs and pairs[-2:] == ["", ""] and header.startswith("n,a="):
            return AuthResult(success=True, auth_data=LoginPassword(header[4:-1].encode(), b""))
        answer = await server.challenge_auth('{"status":"invalid_token"}')
        self.dummies.append(answer if isinstance(answer, bytes) else b"")
        return AuthResult(success=False, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:
        """The token must be "goed"; otherwise the server explains itself in a challenge, as Microsoft's does."""
        user, _, bearer = base64.b64decode(arguments[1]).decode().partition("\1auth=Bearer ")
        if bearer == "goed\1\1":
            return AuthResult(success=True, auth_data=LoginPassword(user.removeprefix("user=").encode(), b""))
        await server.challenge_auth('{"status":"400"}')
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greetings += 1
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sign_in and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        self.commands.append(f"MAIL {' '.join(options)}")
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.drop_before_data > 0:
            self.drop_before_data -= 1
            _hang_up(server)
            return "250 OK"
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.delay_seconds)
        recipient = envelope.rcpt_tos[0]
        if answer := self.data_answers.get(recipient):
            return answer
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        user = session.auth_data.login.decode() if isinstance(session.auth_data, LoginPassword) else ""
        mail = Received(envelope.mail_from or "", recipient, raw, _encrypted(server), user)
        self.received.append(mail)
        if self.drop_after_data > 0:
            self.drop_after_data -= 1
            _hang_up(server)
        return "250 2.0.0 OK"


def _encrypted(server: SMTP) -> bool:
    return server.transport is not None and server.transport.get_extra_info("sslcontext") is not None


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False, auth_data=data)


@dataclass
class SmtpServer:
    """A running server; `security` as in our configuration, `sign_in` asks every client for a password."""

    recorder: Recorder
    controller: Controller
    security: Security
    ca_file: str
    sign_in: bool

    def stop(self) -> None:
        """Stopping twice is fine."""
        with suppress(AssertionError):
            self.controller.stop()

    @property
    def received(self) -> list[Received]:
        return self.recorder.received

    @property
    def port(self) -> int:
        return int(self.controller.port)

    def endpoint(self, **changes: object) -> SmtpEndpoint:
        user = "info@praktijk.example" if self.sign_in else ""
        values: dict[str, object] = {"host": HOST, "port": self.port, "security": self.security}
        values |= {"username": user, "password": PASSWORD, "ca_file": self.ca_file, "timeout_seconds": PATIENCE}
        return SmtpEndpoint(**(values | changes))  # type: ignore[arg-type]


def _context(certificates: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "server.pem", certificates / "server.key")
    return context


def start_smtp(certificates: Path, security: Security = "plain", sign_in: bool = False, **more: Any) -> SmtpServer:
    """Start on a free port; stop it by `stop()`. `more` goes to aiosmtpd's SMTP."""
    recorder, context = Recorder(sign_in), None if security == "plain" else _context(certificates)
    if security == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    if sign_in:
        more |= {"authenticator": _authenticate, "auth_require_tls": security == "starttls"}
    more = {"enable_SMTPUTF8": True} | more
    implicit = context if security == "tls" else None
    controller = Controller(
        recorder,
        HOST,
        free_port(),
        ssl_context=implicit,
        server_hostname="smtp.example",
        ready_timeout=PATIENCE,
        **more,
    )
    controller.start()
    return SmtpServer(recorder, controller, security, str(certificates / "ca.pem"), sign_in)


StartSmtp = Callable[..., SmtpServer]

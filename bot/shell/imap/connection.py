"""A signed-in IMAP connection: encrypted or refused, with a gate for what goes out and a budget for what comes in."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from contextlib import suppress
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from bot.core.errors import OperatorError
from bot.shell.imap.errors import is_for_now, refuse_unsafe, translated
from bot.shell.log import hears_the_line
from bot.shell.servers.bearer import TokenRefusedError, bearer
from bot.shell.servers.endpoints import ImapEndpoint
from bot.shell.servers.tls import client_context

DEFAULT_BUDGET = 16 * 2**20
_NUMBERS = re.compile(rb"\d+")


class _CleanStart:
    """Gives TLS its socket only when nothing was sent ahead of it in clear text (h45)."""

    def __init__(self, context: ssl.SSLContext, imap: imaplib.IMAP4) -> None:
        self._context, self._imap = context, imap

    def wrap_socket(self, sock: Any, server_hostname: str) -> ssl.SSLSocket:
        if waiting(self._imap):
            raise imaplib.IMAP4.abort("the server sent clear text after STARTTLS")
        self._imap.untagged_responses = {}
        return self._context.wrap_socket(sock, server_hostname=server_hostname)


class _Guarded(imaplib.IMAP4):
    """imaplib with a gate in front of every command and a budget on everything read (h46)."""

    budget = DEFAULT_BUDGET

    def _spend(self, octets: int) -> None:
        self.budget -= octets
        if self.budget < 0:
            raise self.abort("the server sends more than was asked for")

    def _command(self, name: str, *arguments: Any) -> Any:
        refuse_unsafe(name, *arguments)
        return super()._command(name, *arguments)  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        try:
            line = super().readline()
        except imaplib.IMAP4.error as error:  # longer than any line may be; the rest of it would be taken for answers
            raise self.abort(str(error)) from error
        self._spend(len(line))
        return line

    def select(self, mailbox: str = "INBOX", readonly: bool = False) -> Any:
        """A folder that may only be read is open for reading then: imaplib would refuse all that comes after."""
        try:
            return super().select(mailbox, readonly)
        except imaplib.IMAP4.readonly:
            self.is_readonly = True
            raise

    def starttls(self, ssl_context: Any | None = None) -> Any:
        return super().starttls(ssl_context=_CleanStart(ssl_context or client_context(), self))


class _Plain(_Guarded, IMAP4WithTimeout):
    """In clear text, or so until STARTTLS."""


class _Tls(_Guarded, IMAP4_TLS):
    """Encrypted from the first byte."""


def waiting(imap: imaplib.IMAP4) -> bytes:
    """Bytes that have arrived but were not read yet, without blocking; a poll of the socket does not see them."""
    kept: list[bytes] | None = getattr(imap, "_readbuf", None)  # from Python 3.14 on imaplib keeps them itself
    before = imap.sock.gettimeout()
    imap.sock.settimeout(0)
    try:
        if kept is None:
            return bytes(imap.file.peek(1))  # type: ignore[union-attr]
        if not any(kept):
            kept.append(imap.sock.recv(4096))
        return b"".join(kept)
    except (BlockingIOError, ssl.SSLWantReadError):
        return b""
    finally:
        imap.sock.settimeout(before)


class Connection(IMAPClient):
    """imapclient, guarded."""

    _imap: _Guarded

    def __init__(self, endpoint: ImapEndpoint) -> None:
        implicit = endpoint.security == "tls"
        context = None if endpoint.security == "plain" else client_context(endpoint.ca_file)
        timeout = SocketTimeout(endpoint.timeout_seconds, endpoint.timeout_seconds)
        super().__init__(endpoint.host, endpoint.port, ssl=implicit, ssl_context=context, timeout=timeout)
        self._imap.debug = 5 if hears_the_line() else 0  # imapclient sets 5: every body formatted, kept and offered
        self.normalise_times = False
        # imaplib sends the end of an APPEND apart: without this it waits 40 ms for the server's acknowledgement
        self._imap.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802
        if self.ssl_context is not None and self.ssl:
            return _Tls(self.host, self.port, self.ssl_context, self._timeout.connect)
        return _Plain(self.host, self.port, self._timeout.connect)

    def _normalise_folder(self, folder_name: str | bytes) -> bytes:
        refuse_unsafe(folder_name)
        return super()._normalise_folder(folder_name)

    def _raw_command(self, command: bytes, args: Any, uid: bool = True) -> tuple[str, list[Any]]:
        checked = args[:1] if command == b"APPEND" else args  # behind the folder stand literals (MULTIAPPEND)
        refuse_unsafe(command, *checked)
        return super()._raw_command(command, args, uid)

    @property
    def preauthenticated(self) -> bool:
        return self._imap.state == "AUTH"

    def allow(self, octets: int) -> None:
        """How much the server may send until the next call."""
        self._imap.budget = octets

    def codes(self, name: str) -> list[bytes | None]:
        """Take the response codes of this name; call it before a command too, to forget old ones."""
        found: list[bytes | None] = self._imap.response(name)[1]
        return found

    def step_back(self) -> None:
        """No folder is open any more that somebody might want to use; where INBOX may not be read, none at all."""
        try:
            self.select_folder("INBOX", readonly=True)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return

    @property
    def only_looks(self) -> bool:
        """A folder is open for reading only."""
        return self._imap.state == "SELECTED" and self._imap.is_readonly

    def leave(self) -> None:
        """The folder that is open for reading only: a CLOSE expunges nothing then (RFC 3501, 6.4.2)."""
        if self.has_capability("UNSELECT"):
            self.unselect_folder()
        else:
            self.close_folder()

    def list_status(self, pattern: str, wanted: str) -> list[Any]:
        """The STATUS answers to a LIST that returns them, as they came; a name may be a literal."""
        self._imap.untagged_responses.pop("STATUS", None)
        quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
        typ, _ = self._imap._simple_command("LIST", '""', f'"{quoted}"', wanted)
        self._imap.untagged_responses.pop("LIST", None)
        told: list[Any] = self._imap.untagged_responses.pop("STATUS", [])
        return told if typ == "OK" else []

    def search_uids(self, *criteria: str) -> list[int]:
        """UID SEARCH; unlike imapclient's it takes an answer spread over several lines."""
        lines = self._raw_command_untagged(b"SEARCH", [item.encode("ascii") for item in criteria])
        return [int(number) for line in lines for number in _NUMBERS.findall((line or b"").partition(b"(")[0])]


def _by_token(connection: Connection, endpoint: ImapEndpoint, token: str) -> None:
    refuse_unsafe(token)
    offered = {
        name.decode("ascii", "replace").upper().removeprefix("AUTH=")
        for name in connection.capabilities()
        if name.upper().startswith(b"AUTH=")
    }
    words = bearer(offered, endpoint, token)
    answers = [words.on_refusal, words.response]
    try:
        connection.sasl_login(words.mechanism, lambda _: answers.pop() if len(answers) > 1 else answers[0])
    except LoginError as error:
        if is_for_now(error) or _was_cut(error):
            raise
        endpoint.drop_token(token)
        raise TokenRefusedError(str(error).rstrip(".")) from error


def _was_cut(error: LoginError) -> bool:
    """imapclient calls it a wrong password when the line breaks."""
    return isinstance(error.__context__, imaplib.IMAP4.abort)


def _sign_in(connection: Connection, endpoint: ImapEndpoint) -> None:
    try:
        _identified(connection, endpoint)
    except LoginError as error:
        if _was_cut(error):
            raise imaplib.IMAP4.abort(str(error)) from error
        raise


def _identified(connection: Connection, endpoint: ImapEndpoint) -> None:
    refuse_unsafe(endpoint.username, endpoint.password)
    if endpoint.access_token is not None:
        _by_token(connection, endpoint, endpoint.access_token())
    elif connection.has_capability("AUTH=PLAIN"):  # LOGIN cannot carry non-ASCII and leaves the name unquoted
        response = f"\0{endpoint.username}\0{endpoint.password}".encode()
        connection.sasl_login("PLAIN", lambda _: response)
    else:
        name = endpoint.username.replace("\\", "\\\\").replace('"', '\\"')
        connection.login(f'"{name}"', endpoint.password)


def _secure(connection: Connection, endpoint: ImapEndpoint) -> None:
    if connection.preauthenticated:
        problem = "The mail server claims that we are signed in already (PREAUTH), before any encryption or password."
        raise OperatorError(problem, "Somebody may sit in between; nothing was sent.")
    if endpoint.security == "starttls":
        if not connection.has_capability("STARTTLS"):
            problem = f"{endpoint.host} offers no STARTTLS; somebody may have removed it. The password was not sent."
            raise OperatorError(problem, "Use security = tls with the server's TLS port (usually 993).")
        connection.starttls(connection.ssl_context)


def connect(endpoint: ImapEndpoint) -> Connection:
    """Connect, encrypt, sign in. Raises OperatorError or TransientError; the connection is closed then.

    A token may have been withdrawn before its time: when one is refused another one is tried, once.
    """
    try:
        return _connected(endpoint)
    except TokenRefusedError:
        return _connected(endpoint)


def _connected(endpoint: ImapEndpoint) -> Connection:
    with translated(f"connecting to {endpoint.host} port {endpoint.port}"):
        connection = Connection(endpoint)
        try:
            _secure(connection, endpoint)
            _sign_in(connection, endpoint)
            connection.capabilities()  # asked for now and kept: imapclient would ask in the middle of IDLE
        except BaseException:
            with suppress(OSError):  # a failed handshake has closed the socket already
                connection.shutdown()
            raise
        return connection

"""A man in the middle on loopback: passes lines on, changes them as a test wants, or cuts the line."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from support.servers.ports import HOST

Change = Callable[[bytes], bytes]


def unchanged(line: bytes) -> bytes:
    return line


def without(*capabilities: str) -> Change:
    """The IMAP server's lines without these capabilities."""
    names = tuple(name.encode() for name in capabilities)

    def strip(line: bytes) -> bytes:
        if b"CAPABILITY" not in line:
            return line
        return re.sub(rb"[^\s\]]+(?=[\s\]])", lambda word: b"X" if word.group() in names else word.group(), line)

    return strip


class Proxy:
    """Listens on `port` of `at` and talks to a real server; `from_server` and `from_client` see one line at a time.

    What a function returns for one line is sent in one packet. Bytes that are not lines (TLS) pass as they are once
    they no longer end in LF; `sent` keeps all that clients sent in clear or otherwise, `accepted` how many came.
    """

    def __init__(
        self, host: str, port: int, from_server: Change = unchanged, from_client: Change = unchanged, at: str = HOST
    ) -> None:
        self._target, self._changes = (host, port), (from_client, from_server)
        self._listener = socket.create_server((at, 0))
        self.port = int(self._listener.getsockname()[1])
        self.sent = b""
        self.accepted = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Proxy:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def cut(self) -> None:
        """Break every connection."""
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _run(self, what: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=what, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.accepted += 1
                server = socket.create_connection(self._target)
                self._open += [client, server]
                for connection in (client, server):
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._run(self._pump, client, server, self._changes[0], True)
                self._run(self._pump, server, client, self._changes[1], False)

    def _pump(self, source: socket.socket, target: socket.socket, change: Change, note: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if note:
                    self.sent += data
                for line in data.splitlines(keepends=True):
                    target.sendall(change(line))
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

"""A man in the middle on loopback who does harm at an exact place of the conversation, once or until he is told to stop."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from support.chaos.pieces import ImapPieces, Piece, SmtpPieces

_RESET = struct.pack("ii", 1, 0)


class Link:
    """One connection through the line; what a fault does to it."""

    def __init__(self, client: socket.socket, server: socket.socket, smtp: bool) -> None:
        self.client, self.server, self.smtp = client, server, smtp
        self.silent = False
        self.pieces = {"up": SmtpPieces() if smtp else ImapPieces(), "down": SmtpPieces() if smtp else ImapPieces()}

    def to_client(self, data: bytes) -> None:
        if not self.silent:
            self.client.sendall(data)

    def to_server(self, data: bytes) -> None:
        if not self.silent:
            self.server.sendall(data)

    def stall(self) -> None:
        """Nothing passes any more, and nobody hangs up."""
        self.silent = True

    def half_close(self) -> None:
        """No more comes from the server; what the client says is swallowed."""
        self.silent = True
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        """Hangs up in both directions."""
        self.silent = True
        for end in (self.client, self.server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """As a router does that forgot the connection."""
        self.silent = True
        with suppress(OSError):
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.client.shutdown(socket.SHUT_RD)  # wakes the thread that reads it, which would keep it open
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.client.close()


class Fault:
    """Does no harm; `fired` tells whether a fault did."""

    fired = False

    def up(self, link: Link, piece: Piece) -> None:
        """Something from the client."""
        link.to_server(piece.data)

    def down(self, link: Link, piece: Piece) -> None:
        """Something from the server."""
        link.to_client(piece.data)


class Line:
    """Listens on `port`, talks to a real server, and hands every piece to the fault."""

    def __init__(self, host: str, port: int, fault: Fault, smtp: bool = False) -> None:
        self.fault, self._smtp, self._target = fault, smtp, (host, port)
        self._lock = threading.RLock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._links: list[Link] = []
        self._threads: list[threading.Thread] = []
        self._errors: list[Exception] = []

    def __enter__(self) -> Line:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for link in self._links:
            link.cut()
        for thread in self._threads:
            thread.join(5)
        for link in self._links:
            link.client.close()
            link.server.close()
        if self._errors:
            raise self._errors[0] from error

    def _run(self, what: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=what, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                link = Link(client, server, self._smtp)
                self._links.append(link)
                self._run(self._pump, link, "up", client, self.fault.up)
                self._run(self._pump, link, "down", server, self.fault.down)

    def _pump(self, link: Link, way: str, source: socket.socket, hand: Callable[[Link, Piece], None]) -> None:
        pieces = link.pieces[way]
        try:
            while data := source.recv(65536):
                for piece in pieces.feed(data):
                    with self._lock:
                        if link.smtp and way == "down" and piece.data[:3] == b"354":
                            link.pieces["up"].data = True  # type: ignore[union-attr]
                        hand(link, piece)
        except OSError:
            pass
        except Exception as error:  # noqa: BLE001 - whoever opened the line hears it
            self._errors.append(error)
            link.cut()
        if link.silent:
            return
        with suppress(OSError):
            (link.server if way == "up" else link.client).shutdown(socket.SHUT_WR)

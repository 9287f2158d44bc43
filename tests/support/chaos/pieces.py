"""A stream of a mail protocol, cut where it can be cut: lines, and the octets of a mail between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n$")
_DOT = b".\r\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some octets; `line`: a whole line, `starts` and `ends`: the first and the last piece of a command or an answer."""

    data: bytes
    line: bool = True
    starts: bool = True
    ends: bool = True


class ImapPieces:
    """Lines and literals (RFC 3501, 4.3), the same in both directions."""

    def __init__(self) -> None:
        self._buffer, self._octets, self._inside = b"", 0, False

    def feed(self, data: bytes) -> Iterator[Piece]:
        self._buffer += data
        while self._buffer:
            if self._octets:
                head, self._buffer = self._buffer[: self._octets], self._buffer[self._octets :]
                self._octets -= len(head)
                yield Piece(head, line=False, starts=False, ends=False)
                continue
            end = self._buffer.find(b"\r\n") + 2
            if end < 2:
                return
            head, self._buffer = self._buffer[:end], self._buffer[end:]
            literal = _LITERAL.search(head)
            self._octets = int(literal[1]) if literal else 0
            yield Piece(head, starts=not self._inside, ends=literal is None)
            self._inside = literal is not None

    def rest(self) -> bytes:
        return self._buffer


class SmtpPieces:
    """Commands, answers, and what stands between DATA and the lone dot once the server said 354."""

    def __init__(self) -> None:
        self._buffer, self.data = b"", False

    def feed(self, data: bytes) -> Iterator[Piece]:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n") + 2) >= 2:
            head, self._buffer = self._buffer[:end], self._buffer[end:]
            if self.data and head != _DOT:
                yield Piece(head, line=False, starts=False, ends=False)
            else:
                self.data = False
                yield Piece(head, ends=head[3:4] != b"-")

    def rest(self) -> bytes:
        return self._buffer

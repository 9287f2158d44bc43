"""Messages between the daemon and its reading children: a small JSON head and a body of bytes, each with its length."""

from __future__ import annotations

import io
import json
import socket
import struct
import time
from typing import Any

SIZES = struct.Struct(">II")
MOST = 512 << 20
PIECE = 1 << 18


class Gone(Exception):  # noqa: N818 - it says what happened to the other side
    """The other side closed the connection, or does not keep to the protocol."""


def send(sock: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """One message; raises OSError or TimeoutError."""
    packed = json.dumps(head).encode()
    sock.sendall(SIZES.pack(len(packed), len(body)) + packed)
    if body:
        sock.sendall(body)


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """One message; raises Gone at the end, TimeoutError when `deadline` (monotonic) has passed."""
    head_size, body_size = SIZES.unpack(_exactly(sock, SIZES.size, deadline))
    if head_size + body_size > MOST:
        raise Gone("a message larger than any answer")
    try:
        head = json.loads(_exactly(sock, head_size, deadline))
    except ValueError:
        raise Gone("no JSON") from None
    if not isinstance(head, dict):
        raise Gone("no JSON object")
    return head, _exactly(sock, body_size, deadline)


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    buffer, have = io.BytesIO(), 0
    while have < size:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
        got = sock.recv(min(size - have, PIECE))
        if not got:
            raise Gone("the connection was closed")
        have += buffer.write(got)
    return buffer.getvalue()  # not another copy: a mail may be large

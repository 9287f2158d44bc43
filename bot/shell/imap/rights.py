"""What the user may do in a folder: by MYRIGHTS (RFC 4314), or whether the server opens it for writing."""

from __future__ import annotations

import imaplib

from bot.shell.imap.connection import Connection

_READING = frozenset("lr")
_FORMERLY = {"c": "kx", "d": "tex"}
"""Servers of RFC 2086 tell one right that several came out of."""


def _parsed(data: list[bytes | tuple[bytes, bytes] | None]) -> frozenset[str]:
    """The rights are the last word of the answer, whether the folder's name before it came quoted or as a literal."""
    last = data[-1] if data else b""
    words = last.split() if isinstance(last, bytes) else []
    letters = words[-1].decode("ascii", "replace") if words else ""
    told = frozenset(letters.lower())
    of_today = not told.isdisjoint("kxte")  # then `c` and `d` only say the same to older clients
    return told if of_today else told.union(*(_FORMERLY.get(letter, "") for letter in letters))


def _told(connection: Connection, folder: str) -> frozenset[str]:
    status, data = connection._imap.myrights(connection._normalise_folder(folder).decode("ascii"))
    if status != "OK":
        raise imaplib.IMAP4.error((data[0] or b"").decode("ascii", "replace"))
    return _parsed(data)


def lacking(connection: Connection, folder: str, needed: str) -> str:
    """Which of these rights (letters of RFC 4314) the user lacks."""
    if connection.has_capability("ACL"):
        has = _told(connection, folder)
    else:
        try:
            connection.select_folder(folder)
            has = frozenset(needed)
        except imaplib.IMAP4.readonly:
            has = _READING
    return "".join(letter for letter in needed if letter not in has)

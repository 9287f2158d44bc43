"""What the mailbox tells: folders, mails by UID, what was moved where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_DECODED = {"base64": (0.6, 0.76), "quoted-printable": (0.3, 1.1), "x-uuencode": (0.6, 0.76), "uuencode": (0.6, 0.76)}
_AS_IT_IS = (0.9, 1.1)
"""Bytes for each octet, from and to: lines may be short or long, and end in LF or CRLF."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """One look at a folder. UIDs mean something only together with `uidvalidity`; `uidnext` is 0 when untold."""

    folder: str
    uidvalidity: int
    uidnext: int
    uids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail by its size in bytes and the server's date, which is aware."""

    uid: int
    size: int
    received: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail, or its header, byte for byte."""

    uid: int
    raw: bytes
    received: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """`new_uid` in the target, None when the server does not tell; `left`: a copy flagged deleted stayed behind."""

    uid: int
    new_uid: int | None
    left: bool = False


@dataclass(frozen=True, slots=True)
class FoundMail:
    """A mail recognised by its Message-ID, written without angle brackets."""

    message_id: str
    uid: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What ties a mail to others: its Message-ID, what it answers (`parents`), the rest of its thread and what it
    passes on (`thread`; `passed_on` is the latter alone), its decoded subject, its From field ("" for none or two), and
    when it says to be sent.

    `composed` says that it is more than one text: then it may hold files, or other mails.
    """

    uid: int
    size: int
    message_id: str
    parents: tuple[str, ...]
    thread: tuple[str, ...]
    subject: str
    sender: str
    composed: bool
    received: datetime
    sent: datetime | None = None
    passed_on: tuple[str, ...] = ()

    @classmethod
    def unseen(cls, uid: int, now: datetime) -> Trace:
        """Of a mail that the server does not hand over: that it lies there, and nothing else."""
        return cls(uid, 0, "", (), (), "", "", composed=False, received=now)

    @property
    def answers(self) -> tuple[str, ...]:
        """All that it refers to."""
        return (*self.parents, *self.thread)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a mail is made of as the server tells (BODYSTRUCTURE): each leaf's encoding and octets, the Message-IDs of
    enclosed mails, and whether it has files, or other mails in it.
    """

    uid: int
    leaves: tuple[tuple[str, int], ...]
    ids: tuple[str, ...]
    files: bool

    def may_hold(self, size: int) -> bool:
        """Whether one of the leaves may be so many bytes when it is decoded."""
        return any(low * octets <= size <= high * octets for low, high, octets in self._bounds())

    def _bounds(self) -> Iterator[tuple[float, float, int]]:
        for encoding, octets in self.leaves:
            yield (*_DECODED.get(encoding, _AS_IT_IS), octets)


class Stop(Protocol):
    """What interrupts waiting; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop now."""

    def wait(self, timeout: float | None = None) -> bool:
        """Sleep until then at most; True as soon as one must stop."""

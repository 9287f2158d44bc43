"""What the mailbox tells: folders, mails by UID, what was moved where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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
    """What ties a mail to others: its Message-ID, what it answers or passes on, its From field ("" for none or two)."""

    uid: int
    size: int
    message_id: str
    answers: tuple[str, ...]
    sender: str


class Stop(Protocol):
    """What interrupts waiting; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop now."""

    def wait(self, timeout: float | None = None) -> bool:
        """Sleep until then at most; True as soon as one must stop."""

"""Mails on their way out and what became of them."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

_PERIOD = 60.0
_ADDRESS = re.compile(
    r'[^\s\x00-\x1f\x7f<>()\[\]\\,:;"@-][^\s\x00-\x1f\x7f<>()\[\]\\,:;"@]{0,63}@[^\W_](?:[\w.-]{0,252}[^\W_])?'
)
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail to one recipient; `id` is the caller's own and comes back in the Result."""

    id: str | int
    envelope_from: str
    recipient: str
    raw: bytes


class Delivery(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"  # for good: the address is wrong
    LATER = "later"  # not sent, try again
    UNKNOWN = "unknown"  # perhaps sent: try again with the same Message-ID


@dataclass(frozen=True, slots=True)
class Result:
    """`code` is the server's reply code, 0 when there was none; `text` is one printable line.

    `status` is the enhanced status code (RFC 3463) if the server gave one. `operator` marks trouble that concerns us
    and not the recipient, such as a sender address that we may not use: that is never given up.
    """

    id: str | int
    outcome: Delivery
    code: int = 0
    text: str = ""
    status: str = ""
    operator: bool = False

    @property
    def refuses_line(self) -> bool:
        """The server answered, and it has nothing against the address."""
        return self.outcome is Delivery.LATER and self.code >= 400


def acceptable(address: str) -> bool:
    """Whether an address may stand in an SMTP command: plain local part, no leading dash, nothing clever (h50)."""
    return _ADDRESS.fullmatch(address) is not None and ".." not in address


def one_line(text: str) -> str:
    """What a server said, fit for a log and a ledger (h51)."""
    return _UNPRINTABLE.sub(" ", text).strip()[:_LONGEST_TEXT]


def status_of(text: str) -> str:
    """The enhanced status code in a reply, "" when there is none."""
    found = _STATUS.search(text)
    return found.group() if found else ""


class Pace:
    """At most so many mails in any sixty seconds; a short burst goes at once."""

    def __init__(self) -> None:
        self._slots: deque[float] = deque()

    def take(self, now: float, per_minute: int) -> float:
        """Reserve the next slot; answers how many seconds it lies ahead."""
        while self._slots and self._slots[0] <= now - _PERIOD:
            self._slots.popleft()
        full = len(self._slots) >= per_minute > 0
        slot = max(now, self._slots[-per_minute] + _PERIOD) if full else now
        self._slots.append(slot)
        return slot - now

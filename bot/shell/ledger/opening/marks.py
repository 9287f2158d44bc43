"""The count that ledger and key store both keep, by which an old copy of one beside the other is noticed.

It is raised at each start, and before the world hears of what was decided since: first the ledger says which mark it
goes to and from which, then the key store takes that one, then the ledger settles on it. So a raise that was cut off
tells itself apart from an old copy: of a mark that is settled the key store must have the same. A mark is a count with
random digits, because two copies that were each used may have come to the same count.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum

from bot.core.errors import ConfigurationError

MARK = "mark"
"""The fact of the ledger that holds it; until the first one was written it counts as NONE."""
NONE = "0"
_SHAPE = re.compile(r"\d{1,18}(\.[0-9a-f]{8})?")
_TO = "<"


class Fit(StrEnum):
    """What the marks of ledger and key store tell of each other."""

    FITS = "fits"
    LEDGER_OLDER = "ledger older"
    KEYS_OLDER = "keys older"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the key store knows of its ledger: the mark, and the hash of its last event ("" when there was none)."""

    mark: str = NONE
    head: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.head}"


def remembered(text: str) -> Remembered:
    """As the key store keeps it; a version without marks kept the hash alone, or "start"."""
    mark, _, head = text.rpartition(" ")
    return Remembered(mark if _SHAPE.fullmatch(mark) else NONE, "" if head == "start" else head)


def following(ledger: str, keys: str) -> str:
    """The mark after those: no count comes twice, that of a raise which was cut off included."""
    return f"{max(_count(ledger), _count(keys)) + 1}.{secrets.token_hex(4)}"


def begun(new: str, former: str) -> str:
    """What the ledger holds while the key store may have either."""
    return f"{new}{_TO}{former}"


def fit(ledger: str, keys: str) -> Fit:
    """Whether the two are of one moment, a raise that was cut off included; else which of them is the older one."""
    settled, _, former = ledger.partition(_TO)
    if keys in ((settled, former) if former else (settled,)):
        return Fit.FITS
    if _count(keys) == _count(settled):
        return Fit.APART
    return Fit.LEDGER_OLDER if _count(keys) > _count(settled) else Fit.KEYS_OLDER


def _count(mark: str) -> int:
    return int(mark.partition(".")[0])


_COPY = (
    "Put back a copy of the ledger that is as new as the key store, or both of one moment, without the files -wal and "
    "-shm beside them; nothing was changed."
)
_COPY_OF_KEYS = (
    "Put back a copy of the key store that is as new as the ledger, or both of one moment, without the files -wal and "
    "-shm beside them; nothing was changed."
)
LEDGER_OLDER = ("The ledger is older than its key store.", _COPY)
LEDGER_EMPTY = ("The ledger is empty, but its key store is not.", _COPY)
_WORDS = {
    Fit.LEDGER_OLDER: LEDGER_OLDER,
    Fit.KEYS_OLDER: ("The key store is older than the ledger.", _COPY_OF_KEYS),
    Fit.APART: ("The ledger and the key store are not of one moment: each was used without the other.", _COPY),
}


def keys_older(lost: int) -> ConfigurationError:
    """Keys of trajects are missing."""
    problem = f"The key store is older than the ledger: the keys of {lost} trajects are not in it."
    return ConfigurationError(problem, _COPY_OF_KEYS)


def refuse_old_copy(ledger: str, keys: str) -> None:
    """ConfigurationError when one of the two stores is an older copy than the other."""
    if (found := fit(ledger, keys)) is not Fit.FITS:
        raise ConfigurationError(*_WORDS[found])

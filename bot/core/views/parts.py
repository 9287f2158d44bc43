"""What several mails show: sentences, groups, rows, offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence by its name in `phrases.toml`, with what is to be filled in."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupToAsk:
    """How many colleagues to ask in a group; `chance` is that of reaching the minimum with the advised number."""

    label: str
    invite_minimum: int
    invite_advised: int
    return_minimum: int


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One respondent as the specialist sent it; `deduced` says that the function told the group."""

    name: str
    address: str
    function: str = ""
    deduced: bool = False


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A row that cannot be used as it stands: `reason` is a RowProblem, `proposal` a better address."""

    as_typed: str
    reason: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class ListChange:
    """One change that was carried out. `do` is "add", "remove", "replace", "address", "move" or "rename".

    `name` is who it is about, `new` the name or the group that comes, `address` the address that comes.
    """

    do: str
    name: str
    new: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class GroupListed:
    """A group as listed: `still_needed` names short of the invite minimum; `chance` (0..1) of the return minimum."""

    label: str
    rows: tuple[ListedRow, ...]
    invite_minimum: int
    invite_advised: int
    return_minimum: int
    still_needed: int
    chance: float


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """All that the specialist hears of a group: whether it has enough; never how many, and never since when."""

    label: str
    enough: bool


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Forms received of a group; `listed` is how many were listed. `label` is "" for people without a known group."""

    label: str
    returned: int
    minimum: int
    listed: int = 0
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that she can give with one tap: the command, which becomes the subject of a mailto link.

    `label` is what stands on the button, when the command itself would not tell her enough.
    """

    command: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conversation as a calendar knows it (RFC 5545): the same `uid` all along, `sequence` up with every change."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False

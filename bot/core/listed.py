"""What a list of respondents says, row by row; no row is dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RowProblem(StrEnum):
    """Why a row cannot be used as it stands."""

    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    NO_NAME = "no-name"
    NO_GROUP = "no-group"
    TWICE = "twice"
    SHARED_ADDRESS = "shared-address"
    TWO_GROUPS = "two-groups"
    GROUP_ABOVE = "group-above"
    OWN_ADDRESS = "own-address"
    PRACTICE_ADDRESS = "practice-address"
    SEVERAL_ADDRESSES = "several-addresses"
    UNCLEAR_PAIR = "unclear-pair"
    NO_PERSON = "no-person"
    DEPARTMENT_ADDRESS = "department-address"
    CONTROL_CHARACTERS = "control-characters"
    HIDDEN = "hidden"
    WITHHELD = "withheld"
    TOO_MANY = "too-many"
    TAKEN_OFF = "taken-off"


@dataclass(frozen=True, slots=True)
class ListedRespondent:
    """One row. `group` is a group's key or ""; `deduced`: the function told it; `proposal` mends an address."""

    name: str
    address: str = ""
    group: str = ""
    function: str = ""
    problem: RowProblem | None = None
    deduced: bool = False
    proposal: str = ""
    as_typed: str = ""


@dataclass(frozen=True, slots=True)
class RespondentList:
    """All rows of one mail, in order; `shape` names what recognised them."""

    rows: tuple[ListedRespondent, ...] = ()
    shape: str = ""

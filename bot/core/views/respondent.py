"""Mails to a respondent, who is the only one of them that a view knows; and two that go to anyone known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Invitation:
    """The bot invites (only when the practice chose so); `questions` is the form as text."""

    KIND: ClassVar[str] = "invitation"
    ref: str
    name: str
    specialist: str
    questions: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class RespondentReminder:
    """`first` says that this is our first mail to them: it opens with who asked them and the notice of AVG art. 14."""

    KIND: ClassVar[str] = "respondent-reminder"
    ref: str
    name: str
    specialist: str
    questions: str
    step: int
    first: bool


@dataclass(frozen=True, slots=True)
class FormReceived:
    """Thanks; `replaced`: an earlier form of theirs was replaced; not `proved`: nobody vouches for the sender."""

    KIND: ClassVar[str] = "form-received"
    ref: str
    name: str
    specialist: str
    first: bool
    replaced: bool = False
    proved: bool = True


@dataclass(frozen=True, slots=True)
class FormEmpty:
    """Nothing was filled in, or nothing was `attached`."""

    KIND: ClassVar[str] = "form-empty"
    ref: str
    name: str
    specialist: str
    questions: str
    first: bool
    attached: bool = True


@dataclass(frozen=True, slots=True)
class FormUnreadable:
    """`reason` is a Read value ("damaged", "encrypted", "unsupported", "too-large", "timeout"), or "link".

    A file behind a link is asked for of the specialist too.
    """

    KIND: ClassVar[str] = "form-unreadable"
    ref: str
    name: str
    specialist: str
    reason: str
    first: bool


@dataclass(frozen=True, slots=True)
class DeclineReceived:
    """They need not answer; no more mail comes."""

    KIND: ClassVar[str] = "decline-received"
    ref: str
    name: str
    specialist: str
    first: bool


@dataclass(frozen=True, slots=True)
class TrajectClosed:
    """The traject is closed; their mail was removed unread."""

    KIND: ClassVar[str] = "traject-closed"
    ref: str


@dataclass(frozen=True, slots=True)
class TooLarge:
    """Their mail was too large to be read."""

    KIND: ClassVar[str] = "too-large"
    ref: str
    name: str
    limit_mb: int


@dataclass(frozen=True, slots=True)
class Encrypted:
    """Their mail was encrypted; an open copy is asked for."""

    KIND: ClassVar[str] = "encrypted"
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Away:
    """The practitioner is away: what they ask waits until she is back, on `back_on`."""

    KIND: ClassVar[str] = "away"
    ref: str
    name: str
    back_on: date


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """To questions of fact; `topics` are those of core/words/facts.py, `received` whether their form is in.

    `rest`: what else they asked was put before the practitioner.
    """

    KIND: ClassVar[str] = "answer"
    ref: str
    name: str
    specialist: str
    topics: tuple[str, ...]
    received: bool
    rest: bool
    first: bool


@dataclass(frozen=True, slots=True)
class FormAgain:
    """The form once more, because they asked for it."""

    KIND: ClassVar[str] = "form-again"
    ref: str
    name: str
    specialist: str
    questions: str
    first: bool


@dataclass(frozen=True, slots=True)
class WithdrawalConfirm:
    """Somebody asked in their name to withdraw their form; a reply from their own address carries it out.

    `proved`: it was them, and what is not sure is what they meant.
    """

    KIND: ClassVar[str] = "confirm-request"
    TEMPLATE: ClassVar[str] = "confirm-withdrawal"
    ref: str
    name: str
    specialist: str
    expires: datetime
    first: bool
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Their form is removed (`removed`), or there was none; no more mail comes, unless another is `awaited`. A copy may
    be `left` in what somebody else wrote.
    """

    KIND: ClassVar[str] = "withdrawn"
    ref: str
    name: str
    specialist: str
    removed: bool
    first: bool
    awaited: bool = False
    left: bool = False

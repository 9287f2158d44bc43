"""Mails to a specialist: no field for an answer, nor for who answered, declined or when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.core.views.parts import DoubtfulRow, GroupListed, GroupStanding, GroupToAsk, ListChange, Meeting


@dataclass(frozen=True, slots=True)
class IntakeReceived:
    """An enquiry has come in; there is no traject yet."""

    KIND: ClassVar[str] = "intake-received"
    name: str


@dataclass(frozen=True, slots=True)
class TrajectStarted:
    """The traject begins: forms attached (Word form, self-evaluation, empty list)."""

    KIND: ClassVar[str] = "traject-started"
    ref: str
    name: str
    groups: tuple[GroupToAsk, ...]
    required: tuple[str, ...]
    price: str
    rush: bool
    bot_invites: bool


@dataclass(frozen=True, slots=True)
class ListReceived:
    """The list as understood; everything is usable and every group is large enough."""

    KIND: ClassVar[str] = "list-received"
    ref: str
    name: str
    groups: tuple[GroupListed, ...]
    doubtful: tuple[DoubtfulRow, ...]
    chance: float
    bot_invites: bool


@dataclass(frozen=True, slots=True)
class ListHeld:
    """The list came in, and is looked at before it is used: nothing else is said of it."""

    KIND: ClassVar[str] = "list-received"
    TEMPLATE: ClassVar[str] = "list-held"
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class ListIncomplete:
    """The list as understood; something is missing. `withheld`: lines that nothing proves his are left out."""

    KIND: ClassVar[str] = "list-incomplete"
    ref: str
    name: str
    groups: tuple[GroupListed, ...]
    doubtful: tuple[DoubtfulRow, ...]
    chance: float
    bot_invites: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionReceived:
    """What was changed, what was not understood (as he wrote it, a line each), and the list as it is now.

    `asked`: something else in his mail was put before the practitioner. `withheld` as in ListIncomplete.
    """

    KIND: ClassVar[str] = "correction-received"
    ref: str
    name: str
    changes: tuple[ListChange, ...]
    unclear: tuple[str, ...]
    asked: bool
    groups: tuple[GroupListed, ...]
    doubtful: tuple[DoubtfulRow, ...]
    chance: float
    bot_invites: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class MoreRespondentsNeeded:
    """Names for these groups are wanted, or another address for one that he gave; never how many, or who declined.

    At each of `domains` several of the `undeliverable` addresses do not exist.
    """

    KIND: ClassVar[str] = "more-respondents-needed"
    ref: str
    name: str
    groups: tuple[str, ...]
    undeliverable: tuple[str, ...]
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReceived:
    """His self-evaluation, POP or another document is in; `missing` is still awaited, best before `before`."""

    KIND: ClassVar[str] = "document-received"
    ref: str
    name: str
    received: tuple[str, ...]
    missing: tuple[str, ...]
    before: date


@dataclass(frozen=True, slots=True)
class DocumentsReminder:
    """What is still awaited from him: "list", "self_evaluation", "pop"; best before `before`."""

    KIND: ClassVar[str] = "documents-reminder"
    ref: str
    name: str
    missing: tuple[str, ...]
    before: date


@dataclass(frozen=True, slots=True)
class Progress:
    """Which groups have enough forms, as it stood when the day began. `closed`: she decided not to wait for more, and
    of no group anything is said.
    """

    KIND: ClassVar[str] = "progress"
    ref: str
    name: str
    groups: tuple[GroupStanding, ...]
    enough: bool
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of participation goes along as PDF; `employed`: it is for the form of his employer. `was` is the
    day on the one that he has, where that was wrong.
    """

    KIND: ClassVar[str] = "statement"
    ref: str
    name: str
    held_on: date
    employed: bool = False
    big_known: bool = True
    was: date | None = None


@dataclass(frozen=True, slots=True)
class ConversationReport:
    """Her report of the conversation goes along."""

    KIND: ClassVar[str] = "report"
    ref: str
    name: str
    held_on: date | None


@dataclass(frozen=True, slots=True)
class ReregistrationQuestion:
    """Has the re-registration succeeded? `registered_until` is the last day of the current one, None when unknown."""

    KIND: ClassVar[str] = "reregistration-question"
    ref: str
    name: str
    held_on: date
    registered_until: date | None = None


@dataclass(frozen=True, slots=True)
class FollowupYearly:
    """So many `years` after the conversation: time to look at POP and self-evaluation again."""

    KIND: ClassVar[str] = "followup-yearly"
    ref: str
    name: str
    held_on: date
    years: int


@dataclass(frozen=True, slots=True)
class FollowupCycle:
    """The next conversation falls due: on `due` at the latest. For the registration that began when the former one
    ended (`registered_until`, None when unknown) it counts from that day on, until `counts_until`.
    """

    KIND: ClassVar[str] = "followup-cycle"
    ref: str
    name: str
    held_on: date
    due: date
    registered_until: date | None = None
    counts_until: date | None = None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The forms are destroyed; `partly`: something could not be removed yet, and why is not for him to know. What is
    kept of him is kept until `until`; None when only the certificate is.
    """

    KIND: ClassVar[str] = "destroyed"
    ref: str
    name: str
    on: date
    partly: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DateOptions:
    """Moments for the conversation to choose from, numbered in this order; `instead`: an appointment stands already."""

    KIND: ClassVar[str] = "date-options"
    ref: str
    name: str
    options: tuple[datetime, ...]
    instead: datetime | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """The conversation is planned, moved (`was` is the moment before) or called off; an invitation goes along.

    `held_on`: it was held on another day, and only the calendar is put right. `last`: no reminder comes before it, so
    that this says what to bring, and what is still `missing`.
    """

    KIND: ClassVar[str] = "appointment"
    ref: str
    name: str
    meeting: Meeting
    was: datetime | None = None
    held_on: date | None = None
    last: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentReminder:
    """The conversation is near: what to bring, and what has not come in yet."""

    KIND: ClassVar[str] = "appointment-reminder"
    ref: str
    name: str
    starts_at: datetime
    missing: tuple[str, ...]

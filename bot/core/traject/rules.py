"""What the practice has decided: who she is, and the rules her trajects follow (docs/contract.md, Configuration)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from bot.core.people.addresses import key
from bot.core.traject.value import DEFAULT_TYPE, Group

DEFAULT_GROUPS = (
    Group("vakgenoten", "Collega's van dezelfde discipline", "Colleagues of the same discipline"),
    Group("artsen", "Artsen van een andere discipline en aios", "Doctors of another discipline and residents"),
    Group("niet_artsen", "Medewerkers die geen arts zijn", "Co-workers who are not doctors"),
)


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice and its watched address; `timezone` is an IANA name, `language` "nl" or "en".

    `where` is the place of a conversation; without one it is by telephone, at `phone`. `place`, `colour` and `logo`
    (the bytes of a picture, empty for none) are for the head of a statement.
    """

    name: str
    address: str
    timezone: str = "Europe/Amsterdam"
    language: str = "nl"
    price_normal: str = "€ 485"
    price_rush: str = "€ 550"
    good_friday_is_holiday: bool = True
    phone: str = ""
    where: str = ""
    place: str = ""
    colour: str = "#1f4e5f"
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Who holds the conversations; `also` are other addresses that she writes from. `signature` is her signature as a
    picture: without one she signs a statement herself.
    """

    name: str
    address: str
    also: tuple[str, ...] = ()
    digest_at: time = time(7, 30)
    big_number: str = ""
    signature: bytes = field(default=b"", repr=False)

    def writes_from(self, address: str) -> bool:
        """Whether this address is one of hers."""
        return key(address) in {key(own) for own in (self.address, *self.also)}


@dataclass(frozen=True, slots=True)
class Window:
    """The local hours in which unprompted mail may leave: from `start` up to but not including `end`."""

    start: time = time(8, 30)
    end: time = time(17, 30)


@dataclass(frozen=True, slots=True)
class TrajectRules:
    """The rules of one traject type.

    `open_on` is "practitioner" or "list", `invitations` "specialist" or "bot", `require` holds "self_evaluation" and
    "pop" as far as they are awaited. Days are counted from the moment a respondent was listed or invited.
    """

    type: str = DEFAULT_TYPE
    open_on: str = "practitioner"
    invitations: str = "specialist"
    reminder_days: tuple[int, ...] = (7, 14, 21)
    reminder_days_rush: tuple[int, ...] = (3, 6, 9)
    reminder_repeat_days: int = 7
    reminder_repeat_days_rush: int = 3
    reminder_max: int = 6
    window: Window = Window()
    require: tuple[str, ...] = ("self_evaluation", "pop")
    destruction_ask_after_days: int = 180
    destruction_repeat_days: int = 30
    destruction_cooling_days: int = 2
    max_retention_days: int = 1825
    groups: tuple[Group, ...] = DEFAULT_GROUPS

    def days(self, rush: bool) -> tuple[int, ...]:
        """The days on which a respondent is reminded."""
        return self.reminder_days_rush if rush else self.reminder_days

    def repeat_days(self, rush: bool) -> int:
        """The days between reminders after the last of those."""
        return self.reminder_repeat_days_rush if rush else self.reminder_repeat_days


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What keeps the bot from believing, reading or sending too much; an empty `trusted_authserv_id` trusts nobody."""

    trusted_authserv_id: str = ""
    max_message_mb: int = 40
    max_automatic_mails_per_address_per_day: int = 6
    mass_send_limit: int = 200

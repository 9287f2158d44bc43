"""What the core may ask about everything that is not in the mail at hand; the store answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.core.traject.value import Outcome, Traject
from bot.core.views import Phrase, Proposal


class Role(StrEnum):
    """Who a mail comes from, or goes to."""

    SPECIALIST = "specialist"
    RESPONDENT = "respondent"
    PRACTITIONER = "practitioner"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Known:
    """An address is known in a traject; `respondent` is "" for the specialist."""

    ref: str
    role: Role
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One of our own Message-IDs, its HMAC verified. `kind` and `key` are those of that mail, "" where it is not on
    record (any more); `fits` says that the sender is whom it was sent to.
    """

    message_id: str
    ref: str
    role: Role
    respondent: str = ""
    kind: str = ""
    fits: bool = False
    key: str = ""


GONE = "gone"
"""The place of a mail that was where it belongs, and lies nowhere any more."""


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A numbered question, open or closed. `who` is the sender as shown; `place` is the code of the folder in which its
    mail lies (bot.core.filing), GONE, or "" where that is not known yet.
    """

    number: int
    kind: str
    key: str
    ref: str
    what: Phrase
    who: str
    opened_at: datetime
    proposals: tuple[Proposal, ...] = ()
    inbound_id: int | None = None
    open: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What waits for a word. `lines` are commands as she wrote them; `person` is the respondent asked, "" for her.
    `cancelled` says that what it was `used` for was a no. `mails` are those in which she gave the commands.
    """

    token: str
    lines: tuple[str, ...]
    expires_at: datetime
    used: bool
    person: str = ""
    cancelled: bool = False
    mails: tuple[int, ...] = ()


class World(Protocol):
    """The trajects and what else is on record; never the mailbox."""

    def traject(self, ref: str) -> Traject | None:
        """The traject with this reference, in whatever stage."""

    def known(self, address: str) -> tuple[Known, ...]:
        """Where an address is known, trajects that are not open included."""

    def open_trajects(self) -> tuple[Traject, ...]:
        """All that are not stopped or destroyed."""

    def planned(self) -> tuple[Traject, ...]:
        """Those whose destruction is planned and has not begun."""

    def destroyed_at(self, ref: str) -> datetime | None:
        """When a traject was destroyed; None when it was not."""

    def destroyed_since(self, since: datetime) -> tuple[str, ...]:
        """The trajects that were destroyed since then, the last one first, a few at most."""

    def tokens(self, message_ids: tuple[str, ...], sender: str) -> tuple[Token, ...]:
        """Those of these Message-IDs that we made."""

    def question(self, number: int) -> NumberedQuestion | None:
        """One question, open or closed."""

    def questions(self, ref: str | None = None) -> tuple[NumberedQuestion, ...]:
        """The open ones, of one traject or of all."""

    def asked_in(self, message_ids: tuple[str, ...]) -> tuple[NumberedQuestion, ...]:
        """The questions, open or closed, that the first of these mails of ours to her put."""

    def confirmation(self, tokens: tuple[str, ...]) -> Confirmation | None:
        """What one of these one-time tokens stands for."""

    def outcome(self, inbound_id: int, ref: str) -> Outcome | None:
        """The valid outcome of a mail for a traject."""

    def is_gone(self, inbound_id: int) -> bool:
        """Whether a mail was seen where it belongs and lies nowhere any more: somebody deleted it."""

    def received_at(self, inbound_id: int) -> datetime:
        """When the server took a mail in."""

    def doubtful(self, ref: str) -> tuple[int, ...]:
        """The mails that are doubtful for this traject."""

    def mailed_since(self, kind: str, address: str, since: datetime) -> bool:
        """Whether a mail of this kind went to this address since then."""

    def back_on(self) -> date | None:
        """The day on which she is back, while she is away; else None."""

    def followed(self, address: str) -> tuple[str, ...]:
        """The destroyed trajects whose specialist, at this address, is still written to."""

    def took_part(self, address: str) -> bool:
        """Whether this address had to do with a traject that was destroyed, as long as that is known."""

    def held(self) -> int:
        """How many mails the mass-send guard holds."""

    def new_reference(self) -> str:
        """A reference that is not in use."""

    def new_identifier(self) -> str:
        """An identifier for a respondent."""

    def new_token(self) -> str:
        """A one-time token."""

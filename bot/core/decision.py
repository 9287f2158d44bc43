"""What a handler decides: the traject as it becomes, and the effects that are committed with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.core.traject.value import Outcome, Traject
from bot.core.views import OpenQuestion, Phrase, Proposal, ToAnyone, ToPractitioner, ToRespondent, ToSpecialist


class Place(StrEnum):
    """Where a handled mail goes."""

    INBOX = "inbox"
    TRAJECT = "traject"
    CORRESPONDENCE = "correspondence"
    REVIEW = "review"
    PARKED = "parked"
    STAYS = "stays"


class Enclosed(StrEnum):
    """Files that go along with a mail; the shell makes them, all but the page with commands from the traject."""

    WORD_FORM = "word-form"
    PDF_FORM = "pdf-form"
    SELF_EVALUATION = "self-evaluation"
    POP = "pop"
    EMPTY_LIST = "empty-list"
    STATEMENT = "statement"
    COMMANDS = "commands"


@dataclass(frozen=True, slots=True)
class SpecialistMail:
    """To a specialist, at his registered address. `address` is given only while there is no traject (an enquiry)."""

    view: ToSpecialist | ToAnyone
    key: str
    enclosed: tuple[Enclosed, ...] = ()
    answers: bool = False
    address: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class RespondentMail:
    """To a respondent, at the main address. `address` is given only where the traject is gone (traject-closed).

    `token` is the one-time token of a confirmation.
    """

    view: ToRespondent | ToAnyone
    respondent: str
    key: str
    enclosed: tuple[Enclosed, ...] = ()
    answers: bool = False
    address: str = ""
    token: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class PractitionerMail:
    """To the practitioner. `token` is the one-time token of a confirmation; `tied` what she said whose mails are."""

    view: ToPractitioner
    key: str
    answers: bool = False
    token: str = ""
    step: int = 0
    tied: tuple[Retry, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()


Mail = SpecialistMail | RespondentMail | PractitionerMail


@dataclass(frozen=True, slots=True)
class Ask:
    """A numbered question for her; the number is given at commit. `mail` says that she hears of it at once."""

    kind: str
    key: str
    what: Phrase
    who: str
    proposals: tuple[Proposal, ...] = ()
    inbound_id: int | None = None
    mail: bool = True


@dataclass(frozen=True, slots=True)
class Close:
    """A question is answered."""

    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """A fact for the digest and the log: never a name, an address or a text, except as a respondent's identifier."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """Something for the shell to do after the commit, once per key: "dossier", "destroy"; `ref` where another
    traject is meant than the decision's.
    """

    kind: str
    key: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """Another mail's outcome for this traject changes: by `koppel`, `negeer` or a drag."""

    inbound_id: int
    outcome: Outcome
    place: Place | None = None
    respondent: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """Another mail is handled once more: her word about it (`evidence`), or what has come in since."""

    inbound_id: int
    ref: str
    respondent: str = ""
    group: str = ""
    by_her: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Confirm:
    """What must be confirmed first; kept under the practice key until a reply with its token comes.

    `person` is the respondent who is asked, "" for her. `mails` are those in which she gave the commands; nothing: the
    one at hand.
    """

    token: str
    lines: tuple[str, ...]
    expires_at: datetime
    person: str = ""
    mails: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """A one-time token was used; `cancelled` when the word was a no."""

    token: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What the mass-send guard holds may go."""


@dataclass(frozen=True, slots=True)
class Absent:
    """She is away until this day, on which she is back."""

    back_on: date


@dataclass(frozen=True, slots=True)
class Forget:
    """Whose this destroyed traject was is not kept any longer: nothing more is written to him."""

    ref: str


@dataclass(frozen=True, slots=True)
class Discard:
    """The mail at hand is removed from the mailbox once this is written: nothing of it may stay."""


Effect = Mail | Ask | Close | Note | Work | Settle | Retry | Confirm | Used | Release | Absent | Forget | Discard


@dataclass(frozen=True, slots=True)
class Share:
    """What one more person's part of a mail came to, where several people's forms are in it."""

    respondent: str
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """All that one mail does to one traject (`traject` None: it concerns none), or a tick, or a command line."""

    traject: Traject | None
    effects: tuple[Effect, ...] = ()
    outcome: Outcome = Outcome.FILED
    respondent: str = ""
    detail: str = ""
    place: Place = Place.CORRESPONDENCE
    intent: str = "unknown"
    besides: tuple[Share, ...] = ()
    also: tuple[Decision, ...] = field(default=())


def one_a_traject(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """A mail has one outcome a traject, and one for none: of a report that encloses two people's mails the first."""
    first: dict[str, Decision] = {}
    for decision in decisions:
        first.setdefault(decision.traject.ref if decision.traject else "", decision)
    return tuple(first.values())


__all__ = [
    "Absent",
    "Ask",
    "Close",
    "Confirm",
    "Decision",
    "Discard",
    "Effect",
    "Enclosed",
    "Forget",
    "Mail",
    "Note",
    "OpenQuestion",
    "Place",
    "PractitionerMail",
    "Release",
    "RespondentMail",
    "Retry",
    "Settle",
    "Share",
    "SpecialistMail",
    "Used",
    "Work",
    "one_a_traject",
]

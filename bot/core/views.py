"""What each outgoing mail may say. Confidentiality is a type: a view for a specialist has no field for an answer, nor
for who answered, declined or when; a view for a respondent knows that respondent only. Templates see nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


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
class GroupShort:
    """A group that needs more names."""

    label: str
    more: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Forms received of a group; `listed` is how many were listed."""

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


# -- to the specialist -------------------------------------------------------------------------------------------


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
class ListIncomplete:
    """The list as understood; something is missing."""

    KIND: ClassVar[str] = "list-incomplete"
    ref: str
    name: str
    groups: tuple[GroupListed, ...]
    doubtful: tuple[DoubtfulRow, ...]
    chance: float
    bot_invites: bool


@dataclass(frozen=True, slots=True)
class MoreRespondentsNeeded:
    """More names are needed, or another address for one that he gave; never who declined."""

    KIND: ClassVar[str] = "more-respondents-needed"
    ref: str
    name: str
    groups: tuple[GroupShort, ...]
    undeliverable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentReceived:
    """His self-evaluation, POP or another document is in; `missing` is still awaited."""

    KIND: ClassVar[str] = "document-received"
    ref: str
    name: str
    received: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentsReminder:
    """What is still awaited from him: "list", "self_evaluation", "pop"."""

    KIND: ClassVar[str] = "documents-reminder"
    ref: str
    name: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many forms are in per group; counts only, at most weekly."""

    KIND: ClassVar[str] = "progress"
    ref: str
    name: str
    groups: tuple[GroupCount, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of participation goes along as PDF."""

    KIND: ClassVar[str] = "statement"
    ref: str
    name: str
    held_on: date


@dataclass(frozen=True, slots=True)
class ReregistrationQuestion:
    """Has the re-registration succeeded?"""

    KIND: ClassVar[str] = "reregistration-question"
    ref: str
    name: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The forms are destroyed."""

    KIND: ClassVar[str] = "destroyed"
    ref: str
    name: str
    on: date


# -- to a respondent ---------------------------------------------------------------------------------------------


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
    """Thanks; `replaced` says that an earlier form of theirs was replaced."""

    KIND: ClassVar[str] = "form-received"
    ref: str
    name: str
    specialist: str
    first: bool
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class FormEmpty:
    """Nothing was filled in."""

    KIND: ClassVar[str] = "form-empty"
    ref: str
    name: str
    specialist: str
    questions: str
    first: bool


@dataclass(frozen=True, slots=True)
class FormUnreadable:
    """`reason` is a Read value: "damaged", "encrypted", "unsupported", "too-large", "timeout"."""

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


# -- to the practitioner -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A numbered question as a digest shows it; `who` is the sender as "Name <address>"."""

    number: int
    what: Phrase
    who: str
    ref: str
    since: date
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry that is neither started nor dismissed."""

    number: int
    who: str
    since: date
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class TrajectLine:
    """One traject in a digest or a status answer: a bar a group, what is due, what was new since the last digest."""

    ref: str
    name: str
    stage: str
    groups: tuple[GroupCount, ...]
    missing: tuple[str, ...]
    due: tuple[Phrase, ...]
    news: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Only when there is something to say."""

    KIND: ClassVar[str] = "digest"
    on: date
    questions: tuple[OpenQuestion, ...]
    enquiries: tuple[Enquiry, ...]
    trajects: tuple[TrajectLine, ...]
    problems: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """Preparation can begin; the dossier lies in the traject's folder."""

    KIND: ClassVar[str] = "ready"
    ref: str
    name: str
    groups: tuple[GroupCount, ...]
    documents: tuple[str, ...]
    approved: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class DecisionNeeded:
    """One numbered question, without content."""

    KIND: ClassVar[str] = "decision-needed"
    ref: str
    question: OpenQuestion


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One line as she wrote it, and what happened."""

    line: str
    done: bool
    outcome: Phrase


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What became of each line; `trajects` answers `status`; `help` lists the commands."""

    KIND: ClassVar[str] = "command-result"
    ref: str
    lines: tuple[CommandLine, ...]
    trajects: tuple[TrajectLine, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    help: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that touches confidentiality or a guarantee, at once."""

    KIND: ClassVar[str] = "incident"
    ref: str
    what: Phrase
    at: datetime


@dataclass(frozen=True, slots=True)
class DestructionReminder:
    """The forms can be destroyed; every 30 days until it is done."""

    KIND: ClassVar[str] = "destruction-reminder"
    ref: str
    name: str
    held_on: date | None
    reason: Phrase
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class DestructionConfirm:
    """What will be destroyed; a reply carries it out."""

    KIND: ClassVar[str] = "destruction-confirm"
    ref: str
    name: str
    code: str
    mails: int
    expires: datetime


@dataclass(frozen=True, slots=True)
class DestroyedCertificate:
    """It is done; the certificate goes along as PDF."""

    KIND: ClassVar[str] = "destroyed-certificate"
    ref: str
    name: str
    on: datetime
    found: int


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """A mail of ours could not be delivered; `address` is the one that failed."""

    KIND: ClassVar[str] = "undeliverable"
    ref: str
    name: str
    address: str
    what: Phrase
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    """Her commands came from a mail that is not authenticated; a reply carries them out."""

    KIND: ClassVar[str] = "confirm-request"
    ref: str
    lines: tuple[str, ...]
    code: str
    expires: datetime


ToSpecialist = (
    IntakeReceived
    | TrajectStarted
    | ListReceived
    | ListIncomplete
    | MoreRespondentsNeeded
    | DocumentReceived
    | DocumentsReminder
    | Progress
    | Statement
    | ReregistrationQuestion
    | Destroyed
)
ToRespondent = (
    Invitation | RespondentReminder | FormReceived | FormEmpty | FormUnreadable | DeclineReceived | TrajectClosed
)
ToAnyone = TooLarge | Encrypted
ToPractitioner = (
    Digest
    | Ready
    | DecisionNeeded
    | CommandResult
    | Incident
    | DestructionReminder
    | DestructionConfirm
    | DestroyedCertificate
    | Undeliverable
    | ConfirmRequest
)
View = ToSpecialist | ToRespondent | ToAnyone | ToPractitioner

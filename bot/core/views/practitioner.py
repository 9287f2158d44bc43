"""Mails to the practitioner, who may see everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.core.views.parts import GroupCount, Meeting, Phrase, Proposal


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A numbered question as a digest shows it; `who` is the sender as "Name <address>", `unproved` as it may be.

    One that stands for several (`times`) bears the number of the first, has nothing to offer, was asked from `since`
    to `last`, and names the domains that most of their `senders` write from. `answer_by` is the last day (ISO) for a
    request under the AVG that stands in the same mail, `own` what its sender says of themselves around a file, `words`
    that more is said there than that it comes, `files`
    the formats of what hangs on it; `grave` says that something in it is for her to read, `in_review` that it lies in
    *Beoordelen*, `lies` where else: "traject", "letters", or "gone".
    """

    number: int
    what: Phrase
    who: str
    ref: str
    since: date
    proposals: tuple[Proposal, ...]
    times: int = 1
    last: date | None = None
    senders: tuple[str, ...] = ()
    unproved: bool = False
    answer_by: str = ""
    grave: bool = False
    own: str = ""
    words: bool = False
    files: tuple[str, ...] = ()
    at: datetime | None = None
    in_review: bool = False
    lies: str = ""
    left: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry that is neither started nor dismissed, or several (see OpenQuestion); `mails` is how many its sender
    wrote, up to the day `last`.
    """

    number: int
    who: str
    since: date
    proposals: tuple[Proposal, ...]
    times: int = 1
    last: date | None = None
    senders: tuple[str, ...] = ()
    mails: int = 1


@dataclass(frozen=True, slots=True)
class TrajectLine:
    """One traject in a digest or a status answer: a bar a group, what is due, what was new since the last digest.

    `at` is the conversation, `left` what is left of the time where it has to be quick.
    """

    ref: str
    name: str
    stage: str
    groups: tuple[GroupCount, ...]
    missing: tuple[str, ...]
    due: tuple[Phrase, ...]
    news: tuple[Phrase, ...]
    at: datetime | None = None
    left: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """Only when there is something to say; so many `more` trajects have no line."""

    KIND: ClassVar[str] = "digest"
    on: date
    questions: tuple[OpenQuestion, ...]
    enquiries: tuple[Enquiry, ...]
    trajects: tuple[TrajectLine, ...]
    problems: tuple[Phrase, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """Preparation can begin; the dossier lies in the traject's folder, unless it could not be `made` yet. `at` is the
    conversation; `since`: that is told once more, for there is no date yet, and he has not chosen from `options`.

    `folder` is the dossier's folder as her mail program shows it.
    """

    KIND: ClassVar[str] = "ready"
    ref: str
    name: str
    groups: tuple[GroupCount, ...]
    documents: tuple[str, ...]
    approved: bool
    proposals: tuple[Proposal, ...]
    made: bool = True
    folder: str = ""
    at: datetime | None = None
    since: date | None = None
    options: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentMade:
    """What the specialist is told of the appointment, as she hears it; `chosen`: he chose from what was offered.
    `held_on`: it was held on another day.
    """

    KIND: ClassVar[str] = "appointment"
    TEMPLATE: ClassVar[str] = "appointment-hers"
    ref: str
    name: str
    meeting: Meeting
    was: datetime | None = None
    chosen: bool = False
    proposals: tuple[Proposal, ...] = ()
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class DossierMade:
    """Never sent: it is put into the traject's folder, with the dossier."""

    KIND: ClassVar[str] = "dossier"
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class AccessMade:
    """Never sent: it is put into the traject's folder, with the overview of what is kept of somebody. `address` is
    theirs, "" when none is known; `own` says that the traject is about them. `elsewhere` are the references of other
    trajects in which the address is known.
    """

    KIND: ClassVar[str] = "access"
    ref: str
    name: str
    address: str
    own: bool
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionNeeded:
    """Numbered questions, without content: all of one round. `ref` is "" when they are about several trajects."""

    KIND: ClassVar[str] = "decision-needed"
    ref: str
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One line as she wrote it, and what happened."""

    line: str
    done: bool
    outcome: Phrase


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What became of each line; `trajects` answers `status`; `help` lists the commands. `planned` are trajects whose
    destruction is still to come, with its moment; those that something stands in the way of are `waiting`.
    """

    KIND: ClassVar[str] = "command-result"
    ref: str
    lines: tuple[CommandLine, ...]
    trajects: tuple[TrajectLine, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    help: bool = False
    more: int = 0
    planned: tuple[tuple[str, str], ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentCase:
    """Something that touches confidentiality or a guarantee; `who` sent the mail, `place` is where it lies."""

    what: Phrase
    at: datetime
    ref: str = ""
    who: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened in one round; `more`: how much has no room here. `ref` is "" where it is of several trajects."""

    KIND: ClassVar[str] = "incident"
    ref: str
    cases: tuple[IncidentCase, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class StatementToSign:
    """No signature is configured: the statement goes along for her to sign; it takes the place of that of the day that
    it `was`, if any.
    """

    KIND: ClassVar[str] = "statement-to-sign"
    ref: str
    name: str
    held_on: date
    big_known: bool
    proposals: tuple[Proposal, ...]
    was: date | None = None


@dataclass(frozen=True, slots=True)
class DestructionReminder:
    """The forms can be destroyed; every 30 days until it is done, every week once `limit`, that on retention, is over
    (None where the reason says so, or it has not).
    """

    KIND: ClassVar[str] = "destruction-reminder"
    ref: str
    name: str
    held_on: date | None
    reason: Phrase
    proposals: tuple[Proposal, ...]
    limit: date | None = None


@dataclass(frozen=True, slots=True)
class DestructionConfirm:
    """What will be destroyed; a reply carries it out. `places` are folders with the number of mails, and so are those
    that stay: `locked` where nothing may be removed, `shared` with a living traject, `doubtful`. `closed` are folders
    that may not be read, `unopened` those with mails that hold what could not be opened. `cooling` are the days that
    are left to think.
    """

    KIND: ClassVar[str] = "destruction-confirm"
    ref: str
    name: str
    code: str
    mails: int
    expires: datetime
    places: tuple[tuple[str, int], ...] = ()
    doubtful: tuple[tuple[str, int], ...] = ()
    cooling: int = 0
    shared: tuple[tuple[str, int], ...] = ()
    locked: tuple[tuple[str, int], ...] = ()
    closed: tuple[str, ...] = ()
    unopened: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CopiesLeft:
    """A form was taken back by the respondent of this `name`, and removed. Mails with a copy, or with a dossier that it
    was in, are left in `folders` (how many in each); others are `closed` to us.
    """

    KIND: ClassVar[str] = "copies-left"
    ref: str
    name: str
    folders: tuple[tuple[str, int], ...]
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DestructionDelayed:
    """The mail server refuses part of it for the moment; `folders` with the number of mails, 0 where it is the folder
    itself. What is left at `until` will be on the certificate.
    """

    KIND: ClassVar[str] = "destruction-delayed"
    ref: str
    name: str
    folders: tuple[tuple[str, int], ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class DestroyedCertificate:
    """It is done; the certificate goes along as PDF and as text. `found` items are left, `stay` mails do so on purpose,
    and so many folders are `closed` to us. The `bare` folders are empty, and could not be removed; `unopened` mails may
    be of it, for they hold what could not be opened.
    """

    KIND: ClassVar[str] = "destroyed-certificate"
    ref: str
    name: str
    on: datetime
    found: int
    stay: int = 0
    closed: int = 0
    bare: tuple[str, ...] = ()
    unopened: int = 0


@dataclass(frozen=True, slots=True)
class DestructionFinished:
    """What the certificate said was left in `folders`, or was left of them, is gone as well."""

    KIND: ClassVar[str] = "destruction-finished"
    ref: str
    name: str
    folders: tuple[str, ...]


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
class Technical:
    """What the operator must mend, and no address is to blame; `operator` is "" where she passes it on."""

    KIND: ClassVar[str] = "technical"
    what: Phrase
    operator: str


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A mail of hers that was not carried out after a restore, or one that could not be read then: when it came, and
    the folder in which it lies.
    """

    at: datetime
    folder: str


@dataclass(frozen=True, slots=True)
class Restored:
    """The stores are a copy of that moment: what she wrote since then, and trajects that were opened and are lost.

    `tied`: so many mails are again whose she had said. `kept` are trajects of which a destruction was planned then,
    and is no more: what she has said of it since is not known. `unseen`: mails that the server does not hand over.
    `destroyed` were destroyed since, and are again; of `paused` the folder is gone: perhaps they were, too. `until`:
    the last day on which nobody is written to unasked, where she has something to say once more.
    """

    KIND: ClassVar[str] = "restored"
    copied_at: datetime
    left: tuple[LeftAlone, ...] = ()
    lost: tuple[str, ...] = ()
    tied: int = 0
    kept: tuple[str, ...] = ()
    unseen: tuple[LeftAlone, ...] = ()
    destroyed: tuple[str, ...] = ()
    paused: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    """Her commands came from a mail that is not authenticated; a reply carries them out. `files`: what came along."""

    KIND: ClassVar[str] = "confirm-request"
    ref: str
    lines: tuple[str, ...]
    code: str
    expires: datetime
    files: tuple[str, ...] = ()

"""An inbound mail as a value: everything the core needs to know of it, already decoded and bounded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.documents import Document
from bot.core.filled import FilledForm
from bot.core.people.addresses import key


class Automatic(StrEnum):
    """Whether a person wrote this mail."""

    NO = "no"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    LOOP = "loop"
    BULK = "bulk"


class BounceKind(StrEnum):
    """What a delivery report says of one address (RFC 3464 action and status; ARF for complaints).

    PERMANENT is about the address, TEMPORARY about a full mailbox or lost time, REFUSED about us, our mail or a policy.
    """

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    DELAYED = "delayed"
    REFUSED = "refused"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Address:
    """A display name and an addr-spec, as written; compare `key`."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The address as it is compared."""
        return key(self.address)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address of a delivery report."""

    address: str
    kind: BounceKind
    status: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along. `name` is for showing only; `inline` marks pictures of the mail's own layout; `out_of` is
    who sent the enclosed mail that it hangs on.
    """

    name: str
    content_type: str
    size: int
    document: Document
    inline: bool = False
    out_of: Address | None = None


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """The iTIP part of a mail (RFC 5546): `attendee` (called `name`) answers, about the meeting with this `uid` as it
    was at `sequence` (-1: it does not say). `starts_at` is in UTC, None where it cannot be told; `problem` says that it
    is no calendar's; `comment` is what its attendee wrote with it; `several`: it speaks of more than one event.
    """

    method: str
    partstat: str = ""
    attendee: str = ""
    uid: str = ""
    sequence: int = -1
    starts_at: datetime | None = None
    name: str = ""
    recurs: bool = False
    problem: str = ""
    comment: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class FormsRead:
    """Our forms in a mail, as whoever read the mail found them: typed in it, and one, or None, for each of its files
    (bot.association.clues.unpacked), in their order.
    """

    typed: FilledForm | None = None
    files: tuple[FilledForm | None, ...] = ()


@dataclass(frozen=True, slots=True)
class InboundMail:
    """One mail as read.

    `sender` is the only From address, or None when there is none, more than one, or a defect in it (`sender_problem`
    says which); `claimed` are the addresses of such a From, `stands` is how it reads (at most 120 characters).
    `recipients` are all whom any header names as one who gets
    the mail or its answer. `text` is the whole body, `new_text` the body without
    quotation and signature. Message identifiers stand without angle brackets. `authentication` holds all
    Authentication-Results values, topmost first, unfolded.
    `encrypted` names how, or the service where a notice says that the mail itself waits; `signs` are those of
    `bot.core.mail.signs`.
    `content_key` is a SHA-256 hex digest over Message-ID, Date, From, Subject and the decoded leaf parts.
    `returned_ids` and `returned_subjects` are the Message-IDs and subjects found in the returned headers of a delivery
    report. `forms` are what is known of the forms in it; None where nobody has looked yet. `sent_on` is who wrote the
    mail that is forwarded in its text.
    """

    content_key: str
    sender: Address | None = None
    sender_problem: str = ""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: str = ""
    new_text: str = ""
    attachments: tuple[Attachment, ...] = ()
    automatic: Automatic = Automatic.NO
    bounces: tuple[Bounce, ...] = ()
    returned_ids: tuple[str, ...] = ()
    returned_subjects: tuple[str, ...] = ()
    away: bool = False
    until: dt.date | None = None
    calendar: CalendarReply | None = None
    authentication: tuple[str, ...] = ()
    trajectbot_kind: str = ""
    delivered_to: tuple[str, ...] = ()
    encrypted: str = ""
    signed: bool = False
    spam: bool = False
    forwarded: bool = False
    flags: tuple[str, ...] = field(default=())
    problem: str = ""
    claimed: tuple[Address, ...] = ()
    recipients: tuple[Address, ...] = ()
    signs: tuple[str, ...] = ()
    forms: FormsRead | None = None
    sent_on: Address | None = None
    stands: str = ""

    @property
    def documents(self) -> tuple[Attachment, ...]:
        """The attachments that may be somebody's work: not the pictures of the mail's own layout."""
        return tuple(a for a in self.attachments if not a.inline)


@dataclass(frozen=True, slots=True)
class PassedFile:
    """A file as it came, to be passed on; `data` is base64."""

    name: str
    content_type: str
    data: str


@dataclass(frozen=True, slots=True)
class PassedFiles:
    """The mail as read, and its files as they came, those of `documents` in that order."""

    mail: InboundMail
    files: tuple[PassedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """What the attachments of a mail say about which traject they belong to, and nothing that anybody wrote.

    `references` are those of forms (typed ones too, and a few answers), of the properties and names of files, and of
    the subjects of enclosed mails. `form` says that one of our questionnaires was filled in. `said` are all references
    that stand anywhere in the subject, the text or the files. `other` says that the subject calls it an invoice,
    minutes, or the like. `weighs` says that its sender asks for something under the AVG, tells of something grave or
    of a death, or, beside a form, asks something; `beside` that a file in it may be somebody's answer or document, and
    names no traject. `more` says that its sender writes more than that the form is there. `returned`: the Message-IDs
    of what a delivery report returns. `formal`: a complaint, an objection, a lawyer's or a court's letter.
    `unopened`: something in it could not be opened, so that nobody knows what it holds. `linked`: its sender gives a
    link to a file that lies elsewhere.
    """

    content_key: str
    references: tuple[str, ...] = ()
    form: bool = False
    said: tuple[str, ...] = ()
    other: bool = False
    weighs: bool = False
    beside: bool = False
    more: bool = False
    returned: tuple[str, ...] = ()
    formal: bool = False
    unopened: bool = False
    linked: bool = False

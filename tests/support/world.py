"""Three trajects in memory, and mails about them as values: what association looks at, without a ledger or a parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from support.trajects import local

from bot.core.documents import Document, Field, Read
from bot.core.mail.message import Address, Attachment, InboundMail
from bot.core.no_world import NoWorld
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.core.traject.stages import OPEN, Stage
from bot.core.traject.value import Disposition, Outcome, Person, Respondent, Traject
from bot.core.world import Confirmation, Known, NumberedQuestion, Role, Token

JAN, EVA, STOPPED, UNKNOWN = "T-7KQFK", "T-EVA19", "T-ABCDV", "T-1234Y"
"""The trajects of Jan Bakker and Eva Groen are open; of the last one nothing is known (any more)."""
NEW = "T-M9S31"
"""What the next traject is called."""
AT, INFO = "ziekenhuis.example", "info@praktijk.example"
NOW = local("2026-11-04 09:00")


def person(identifier: str, name: str, address: str = "", group: str = "vakgenoten", **more: object) -> Respondent:
    """Somebody listed; the address is `identifier@ziekenhuis.example` unless told otherwise, "-" for none."""
    where = "" if address == "-" else address or f"{identifier}@{AT}"
    return replace(Respondent(identifier, name, where, group, NOW), **more)  # type: ignore[arg-type]


def traject(ref: str, specialist: str, *people: Respondent, stage: Stage = Stage.COLLECTING) -> Traject:
    """A traject of somebody with the address `first.last@…`."""
    address = f"{specialist.lower().replace(' ', '.')}@{AT}"
    return Traject(ref, Person(specialist, address), NOW, stage, NOW, DEFAULT_GROUPS, respondents=people)


def answered(before: Traject, *identifiers: str) -> Traject:
    """The traject once these have a form that counts."""
    came = tuple(Disposition(100 + n, Outcome.FORM, NOW, who) for n, who in enumerate(identifiers))
    return replace(before, valid=(*before.valid, *came))


@dataclass(frozen=True)
class SmallWorld(NoWorld):
    """Implements `bot.core.world.World` over a few trajects.

    `ours` are our Message-IDs (in which traject, to whom), `asked` her questions, `waiting` what she must confirm.
    """

    trajects: tuple[Traject, ...]
    ours: tuple[tuple[str, str, str], ...] = ()
    asked: tuple[NumberedQuestion, ...] = ()
    waiting: tuple[Confirmation, ...] = ()
    holds: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1), compare=False, repr=False)

    def question(self, number: int) -> NumberedQuestion | None:
        """Open or closed."""
        return next((q for q in self.asked if q.number == number), None)

    def questions(self, ref: str | None = None) -> tuple[NumberedQuestion, ...]:
        """The open ones."""
        return tuple(q for q in self.asked if q.open and ref in (None, q.ref))

    def confirmation(self, tokens: tuple[str, ...]) -> Confirmation | None:
        """What waits under one of these."""
        return next((c for c in self.waiting if c.token in tokens), None)

    def held(self) -> int:
        """So many mails."""
        return self.holds

    def new_reference(self) -> str:
        """One that is not in use."""
        return NEW

    def new_identifier(self) -> str:
        """`new1`, `new2` and so on."""
        return f"new{next(self.numbers)}"

    def traject(self, ref: str) -> Traject | None:
        """In whatever stage."""
        return next((t for t in self.trajects if t.ref == ref), None)

    def open_trajects(self) -> tuple[Traject, ...]:
        """Those that go on."""
        return tuple(t for t in self.trajects if t.stage in OPEN)

    def planned(self) -> tuple[Traject, ...]:
        """Those that are to be destroyed."""
        return tuple(t for t in self.trajects if t.destroy_at is not None)

    def known(self, address: str) -> tuple[Known, ...]:
        """As the ledger does: by reference, respondents before specialists."""
        trajects = sorted(self.trajects, key=lambda t: t.ref) if address else ()
        return tuple(known for t in trajects for known in _known(t, address))

    def tokens(self, message_ids: tuple[str, ...], sender: str) -> tuple[Token, ...]:
        """Ours, each with the recipient that it was sent to."""
        return tuple(
            Token(m, ref, known.role, known.respondent, fits=to.casefold() == sender.casefold())
            for m in message_ids
            for ours, ref, to in self.ours
            if m == ours and (t := self.traject(ref))
            for known in _known(t, to)[:1]
        )


def _known(t: Traject, address: str) -> tuple[Known, ...]:
    wanted = address.casefold()
    people = (
        Known(t.ref, Role.RESPONDENT, r.id)
        for r in sorted(t.respondents, key=lambda r: r.id)
        if wanted in {a.casefold() for a in (r.address, *r.others)}
    )
    his = {a.casefold() for a in (t.specialist.address, *t.others)}
    return (*people, *((Known(t.ref, Role.SPECIALIST),) if wanted in his else ()))


def form(
    name: str = "", about: str = "", ref: str = "", *, file: str = "formulier.docx", filled: bool = True
) -> Attachment:
    """A Word form of ours as it was read: who filled it in, whom it is about, its kenmerk."""
    values = {"specialist": about, "name": name, "communicatie.score": "4" if filled else "", "samenwerking.score": ""}
    fields = tuple(Field(key, value=value, filled=bool(value)) for key, value in values.items())
    properties = (("keywords", ref),) if ref else ()
    return Attachment(file, "application/octet-stream", 20_000, Document("docx", fields=fields, properties=properties))


def scan(file: str = "scan.pdf") -> Attachment:
    """A page that only eyes can read."""
    return Attachment(file, "application/pdf", 200_000, Document("pdf", Read.OK, picture=True))


def mail(sender: str, *files: Attachment, subject: str = "Formulier", text: str = "", **more: object) -> InboundMail:
    """A mail from `Name <address>`; `answers` is the Message-ID that it answers."""
    name, _, address = sender.rpartition(" ")
    who = Address(name, address.strip("<>"))
    answers = more.pop("answers", "")
    threads = (str(answers),) if answers else ()
    whole = InboundMail("key", who, subject=subject, text=text, new_text=text, attachments=files, in_reply_to=threads)
    return replace(whole, **more)  # type: ignore[arg-type]

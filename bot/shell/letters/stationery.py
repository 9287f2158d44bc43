"""Makes the bytes of a mail out of what the core decided: words, enclosures, headers, our own Message-ID."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.context import Context
from bot.core.decision import Mail, PractitionerMail, SpecialistMail
from bot.core.due.rush import days_left
from bot.core.mail.message import InboundMail
from bot.core.people.addresses import key
from bot.core.traject.value import Person, Traject
from bot.core.views import Phrase, Technical, View
from bot.core.world import Role
from bot.shell.keys import tokens
from bot.shell.keys.store import KeyStore
from bot.shell.keys.tokens import Addressee
from bot.shell.letters.compose import Enclosure, Letter, compose
from bot.shell.letters.invitation import invitation
from bot.shell.letters.templates import Templates

_DAYS, _DAYS_RUSH = 7, 3
"""So soon an answer is hoped for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail ready to be sent."""

    message_id: str
    role: Role
    respondent: str
    recipient: str
    raw: bytes


def recipient_of(mail: Mail, traject: Traject | None, ctx: Context) -> tuple[Role, str, Person] | None:
    """Role, respondent and person; None when there is nobody to write to (a respondent without an address)."""
    if isinstance(mail.view, Technical) and mail.view.operator:
        return Role.STRANGER, "", Person("", mail.view.operator)  # gives no commands, learns of no traject
    if isinstance(mail, PractitionerMail):
        return Role.PRACTITIONER, "", Person(ctx.practitioner.name, ctx.practitioner.address)
    if isinstance(mail, SpecialistMail):
        if mail.address:
            return Role.SPECIALIST, "", Person(getattr(mail.view, "name", ""), mail.address)
        return (Role.SPECIALIST, "", traject.specialist) if traject else None
    respondent = traject.respondent(mail.respondent) if traject else None
    theirs = (respondent.address, *respondent.others) if respondent else ()
    address = mail.address or next((a for a in theirs if a), "")
    name = respondent.name if respondent else ""
    return (Role.RESPONDENT, mail.respondent, Person(name, address)) if address else None


class Stationery:
    """Templates, keys and the practice's name at hand."""

    def __init__(self, templates: Templates, keys: KeyStore) -> None:
        self.templates = templates
        self._keys = keys

    def write(
        self,
        mail: Mail,
        traject: Traject | None,
        ctx: Context,
        answering: InboundMail | None,
        marks: tuple[str, ...] = (),
        files: tuple[Enclosure, ...] = (),
    ) -> Written | None:
        """The mail that was decided on; None when there is nobody to write to. `marks` are for ourselves to read,
        `files` go along beside those that are made for it.
        """
        to = recipient_of(mail, traject, ctx)
        if to is None:
            return None
        role, respondent, person = to
        hers = isinstance(mail, PractitionerMail)
        language = traject.language if traject and not hers else ctx.practice.language
        threads = answering is not None and mail.answers and _is_from(answering, person, role, ctx)
        return self.letter(
            mail.view,
            Addressee(traject.ref if traject and role is not Role.STRANGER else "", role, respondent, person.address),
            person.name,
            language,
            ctx,
            (*_enclosures(mail, traject, ctx), *files),
            answers=mail.answers,
            answering=answering if threads else None,
            introduced=not _by_her(traject, respondent),
            marks=marks,
            rush=traject is not None and traject.rush,
            left=days_left(traject, ctx) if hers and role is Role.PRACTITIONER else None,
        )

    def letter(
        self,
        view: View,
        to: Addressee,
        name: str,
        language: str,
        ctx: Context,
        enclosures: tuple[Enclosure, ...] = (),
        *,
        answers: bool = False,
        answering: InboundMail | None = None,
        introduced: bool = True,
        marks: tuple[str, ...] = (),
        rush: bool = False,
        left: Phrase | None = None,
    ) -> Written:
        """Any mail of ours to anyone; `answering` is the mail that it is threaded under."""
        by = ctx.calendar.next_working_day(ctx.today + timedelta(_DAYS_RUSH if rush else _DAYS))
        message_id = tokens.make(self._keys, to, ctx.practice.address.rpartition("@")[2])
        words = self.templates.render(
            view, language, ctx.practice, ctx.practitioner, introduced=introduced, left=left, by=by
        )
        invited = invitation(view, to, name, language, ctx, self.templates)
        letter = Letter(
            kind=view.KIND,
            practice_name=ctx.practice.name,
            practice_address=ctx.practice.address,
            recipient=to.address,
            recipient_name=name,
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=f"<{message_id}>",
            date=ctx.now,
            in_reply_to=f"<{answering.message_id}>" if answering and answering.message_id else "",
            references=_thread(answering) if answering else (),
            auto_submitted="auto-replied" if answers else "auto-generated",
            attachments=(*enclosures, *invited.enclosed) if invited else enclosures,
            calendar=invited.part if invited else None,
            marks=tuple(tokens.sealed(self._keys, message_id, mark) for mark in marks),
        )
        return Written(message_id, to.role, to.respondent, to.address, compose(letter))


def _by_her(traject: Traject | None, respondent: str) -> bool:
    person = traject.respondent(respondent) if traject else None
    return person is not None and person.by_her


def _enclosures(mail: Mail, traject: Traject | None, ctx: Context) -> tuple[Enclosure, ...]:
    if not mail.enclosed:
        return ()
    from bot.shell.letters.enclosures import enclosure

    return tuple(enclosure(what, traject, ctx, mail) for what in mail.enclosed)


def _is_from(answering: InboundMail, person: Person, role: Role, ctx: Context) -> bool:
    """Only who wrote the mail gets it threaded: another person's mailer knows nothing of it."""
    if answering.sender is None:
        return False
    if role is Role.PRACTITIONER:
        return ctx.practitioner.writes_from(answering.sender.address)
    return answering.sender.key == key(person.address)


def _thread(answering: InboundMail) -> tuple[str, ...]:
    ids = (*answering.references, answering.message_id)
    return tuple(f"<{i}>" for i in ids if i)

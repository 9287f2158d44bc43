"""Makes the bytes of a mail out of what the core decided: words, enclosures, headers, our own Message-ID."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.core.context import Context
from bot.core.decision import Enclosed, Mail, PractitionerMail, RespondentMail, SpecialistMail
from bot.core.errors import OperatorError
from bot.core.mail import InboundMail
from bot.core.traject import Person, Traject
from bot.core.world import Role
from bot.forms import catalogue, pdf, sheet, word
from bot.forms.header import FormHeader
from bot.handlers.answers import form_header
from bot.reports.statement import StatementData, statement
from bot.shell import tokens
from bot.shell.compose import Enclosure, Letter, compose
from bot.shell.keys import KeyStore
from bot.shell.templates import Templates

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


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
    if isinstance(mail, PractitionerMail):
        return Role.PRACTITIONER, "", Person(ctx.practitioner.name, ctx.practitioner.address)
    if isinstance(mail, SpecialistMail):
        if mail.address:
            return Role.SPECIALIST, "", Person(getattr(mail.view, "name", ""), mail.address)
        return (Role.SPECIALIST, "", traject.specialist) if traject else None
    respondent = traject.respondent(mail.respondent) if traject else None
    address = mail.address or (respondent.address if respondent else "")
    name = respondent.name if respondent else ""
    return (Role.RESPONDENT, mail.respondent, Person(name, address)) if address else None


class Stationery:
    """Templates, keys and the practice's name at hand."""

    def __init__(self, templates: Templates, keys: KeyStore) -> None:
        self.templates = templates
        self._keys = keys

    def write(
        self, mail: Mail, traject: Traject | None, ctx: Context, answering: InboundMail | None, date: datetime
    ) -> Written | None:
        """The mail; None when there is nobody to write to."""
        to = recipient_of(mail, traject, ctx)
        if to is None:
            return None
        role, respondent, person = to
        addressee = tokens.Addressee(traject.ref if traject else "", role, respondent, person.address)
        message_id = tokens.make(self._keys, addressee, ctx.practice.address.rpartition("@")[2])
        language = traject.language if traject and role is not Role.PRACTITIONER else ctx.practice.language
        words = self.templates.render(mail.view, language, ctx.practice, ctx.practitioner)
        threads = answering is not None and mail.answers and _is_from(answering, person, role, ctx)
        letter = Letter(
            kind=mail.view.KIND,
            practice_name=ctx.practice.name,
            practice_address=ctx.practice.address,
            recipient=person.address,
            recipient_name=person.name,
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=f"<{message_id}>",
            date=date,
            in_reply_to=f"<{answering.message_id}>" if threads and answering and answering.message_id else "",
            references=_thread(answering) if threads and answering else (),
            auto_submitted="auto-replied" if mail.answers else "auto-generated",
            attachments=tuple(enclosure(e, traject, ctx, mail) for e in _enclosed(mail)),
        )
        return Written(message_id, role, respondent, person.address, compose(letter))


def _enclosed(mail: Mail) -> tuple[Enclosed, ...]:
    return () if isinstance(mail, PractitionerMail) else mail.enclosed


def _is_from(answering: InboundMail, person: Person, role: Role, ctx: Context) -> bool:
    """Only who wrote the mail gets it threaded: another person's mailer knows nothing of it."""
    if answering.sender is None:
        return False
    if role is Role.PRACTITIONER:
        return ctx.practitioner.writes_from(answering.sender.address)
    return answering.sender.key == person.address.casefold()


def _thread(answering: InboundMail) -> tuple[str, ...]:
    ids = (*answering.references, answering.message_id)
    return tuple(f"<{i}>" for i in ids if i)


@lru_cache(maxsize=64)
def blank_form(questionnaire: str, header: FormHeader, language: str) -> bytes:
    """A Word form takes a tenth of a second to make; a round of reminders needs one traject's many times."""
    return word.write(catalogue.questionnaire(questionnaire), header, language)


def enclosure(what: Enclosed, traject: Traject | None, ctx: Context, mail: Mail) -> Enclosure:
    """A file that goes along; names carry the reference, so that an answer is recognised by it."""
    if traject is None:
        raise OperatorError(f"{what} needs a traject.")
    respondent = traject.respondent(mail.respondent) if isinstance(mail, RespondentMail) else None
    header, language, ref = form_header(traject, ctx, respondent), traject.language, traject.ref
    nl = language == "nl"
    if what is Enclosed.WORD_FORM:
        data = blank_form("ifms360", form_header(traject, ctx), language)
        data = word.addressed(data, header.name, header.group) if respondent else data
        return Enclosure(f"{'Feedbackformulier' if nl else 'Feedback form'} {ref}.docx", DOCX, data)
    if what is Enclosed.PDF_FORM:
        data = pdf.write(catalogue.questionnaire("ifms360"), header, language)
        return Enclosure(f"{'Feedbackformulier' if nl else 'Feedback form'} {ref}.pdf", PDF, data)
    if what is Enclosed.SELF_EVALUATION:
        data = word.write(catalogue.questionnaire("selfevaluation"), header, language)
        return Enclosure(f"{'Zelfevaluatie' if nl else 'Self-evaluation'} {ref}.docx", DOCX, data)
    if what is Enclosed.POP:
        return Enclosure(f"POP {ref}.docx", DOCX, word.write(catalogue.questionnaire("pop"), header, language))
    if what is Enclosed.EMPTY_LIST:
        data = sheet.write(header, language)
        return Enclosure(f"{'Respondenten' if nl else 'Respondents'} {ref}.xlsx", XLSX, data)
    return Enclosure(f"{'Verklaring van deelname' if nl else 'Statement'} {ref}.pdf", PDF, _statement(traject, ctx))


def _statement(traject: Traject, ctx: Context) -> bytes:
    assert traject.held_on is not None
    return statement(
        StatementData(
            traject.ref,
            traject.specialist.name,
            ctx.practice.name,
            ctx.practice.address,
            ctx.practitioner.name,
            traject.held_on,
            language=traject.language,
        )
    )

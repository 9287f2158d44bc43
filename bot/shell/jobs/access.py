"""Somebody asks what is kept of them: the overview is made anew and put into the traject's folder, for her."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.context import Context
from bot.core.course.blocking import ACCESS, answered_by_access
from bot.core.due.retention import retention_limit
from bot.core.filled import FilledForm
from bot.core.traject.stages import BEFORE_CONVERSATION
from bot.core.traject.value import WITH_DOCUMENTS, Disposition, Outcome, Person, Respondent, Traject
from bot.core.views import AccessMade
from bot.core.world import Role
from bot.forms.titles import FileTitle, file_name
from bot.reports.access import RESPONDENT, SPECIALIST, AccessData, Dated, access
from bot.shell.jobs.dossier import best_form, counting, read_again
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import events, jobs, locations, questions
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import traffic
from bot.shell.letters.compose import PDF, Enclosure
from bot.shell.letters.stationery import Written
from bot.shell.letters.templates import Templates
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

Facts = tuple[tuple[str, str | date], ...]
_HIS = WITH_DOCUMENTS | {Outcome.ENQUIRY, Outcome.REREGISTERED}
_TOLD = frozenset({
    Outcome.FORM, Outcome.FORM_FOR_EYES, Outcome.FORM_EMPTY, Outcome.FORM_UNREADABLE, Outcome.DECLINED,
    Outcome.WITHDRAWN, Outcome.AWAY, Outcome.PROMISED, Outcome.BOUNCED,
})  # fmt: skip
_OTHER = "mail"
"""What any other mail of a respondent is called."""


def put_access(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Makes the PDF and appends it, once; then the requests for access of this person are answered."""
    identifier = job.key.split("/")[2]
    with workshop.book() as book:
        traject = book.traject(job.ref)
    person = _person(traject, identifier) if traject is not None else None
    if traject is None or person is None:
        return
    ctx = workshop.context(now)
    written = _mail(workshop, traject, person, ctx, access(_data(workshop, room, traject, person, ctx)))
    drop_overviews(workshop, room, job.ref, identifier)
    with workshop.book() as book:  # announced, so that a crash leaves none behind unknown
        jobs.plan(book, job, (identifier, written.message_id))
    spot = room.put(job.ref, traject.specialist.name, job.ref, written.raw, now)
    with workshop.book() as book:
        if spot is not None:
            locations.locate(book, spot)
        for question in answered_by_access(traject, person, book):
            questions.close(book, question.number, now)
        events.record(book, now, job.ref, "news.access")


def drop_overviews(workshop: Workshop, room: Mailroom, ref: str, identifier: str) -> None:
    """The overviews made of this person before: there is one, the newest, and none with answers that are taken back."""
    with workshop.book() as book:
        planned = jobs.planned(book, ref, ACCESS).values()
    theirs = frozenset(m for who, *messages in planned if who == identifier for m in messages)
    name = room.folders.name(ref)
    there = bool(theirs) and room.folders.exists(name)
    if there and (found := room.mailbox.find_by_message_id(name, theirs)):
        room.mailbox.scan(name)
        room.mailbox.expunge(name, tuple(f.uid for f in found))


def _person(traject: Traject, identifier: str) -> Person | Respondent | None:
    return traject.respondent(identifier) if identifier else traject.specialist


def _mail(workshop: Workshop, traject: Traject, person: Person | Respondent, ctx: Context, pdf: bytes) -> Written:
    """A mail of ours that is never sent: what she sends on she has looked at."""
    she, language = ctx.practitioner, ctx.practice.language
    to = Addressee(traject.ref, Role.PRACTITIONER, "", she.address)
    view = AccessMade(traject.ref, person.name or person.address, person.address, own=isinstance(person, Person))
    enclosed = Enclosure(file_name(FileTitle.ACCESS, traject.language, traject.ref, "pdf"), PDF, pdf)
    return workshop.stationery.letter(view, to, she.name, language, ctx, (enclosed,))


def _data(
    workshop: Workshop, room: Mailroom, traject: Traject, person: Person | Respondent, ctx: Context
) -> AccessData:
    identifier = person.id if isinstance(person, Respondent) else ""
    valid = next((v for v in counting(traject) if v.respondent == identifier), None) if identifier else None
    form = _form(workshop, room, traject, person, valid) if isinstance(person, Respondent) and valid else None
    with workshop.book() as book:
        sent = _sent(book, traject, identifier, ctx)
    theirs = isinstance(person, Respondent)
    others = person.others if isinstance(person, Respondent) else traject.others
    return AccessData(
        reference=traject.ref,
        role=RESPONDENT if theirs else SPECIALIST,
        name=person.name,
        addresses=tuple(dict.fromkeys(a for a in (person.address, *others) if a)),
        specialist=traject.specialist.name,
        practice=ctx.practice.name,
        practice_address=ctx.practice.address,
        practitioner=ctx.practitioner.name,
        made_on=ctx.today,
        facts=_facts_of(person, traject, ctx) if isinstance(person, Respondent) else _facts(traject, workshop, ctx),
        received=_received(traject, identifier, workshop.stationery.templates, ctx),
        sent=sent,
        until=retention_limit(traject, ctx),
        source=SPECIALIST if isinstance(person, Respondent) and not person.by_her else "own",
        form=form,
        eyes=valid is not None and form is None,
        language=traject.language,
    )


def _form(
    workshop: Workshop, room: Mailroom, traject: Traject, person: Respondent, valid: Disposition
) -> FilledForm | None:
    mail = read_again(workshop, room, valid) if valid.outcome is Outcome.FORM else None
    return best_form(mail, traject, person) if mail is not None else None


def _facts(traject: Traject, workshop: Workshop, ctx: Context) -> Facts:
    said, language = workshop.stationery.templates.sentence, traject.language
    stage = "underway" if traject.stage in BEFORE_CONVERSATION else said(f"stage.{traject.stage}", language)
    found = (
        ("language", language),
        ("opened_at", ctx.calendar.day(traject.opened_at)),
        ("stage", stage),
        ("rush", "yes" if traject.rush else ""),
        ("conversation_before", traject.conversation_before),
        ("held_on", traject.held_on),
        ("reregistered_on", traject.reregistered_on),
        ("ask_again_on", traject.ask_again_on),
    )
    return tuple((code, value) for code, value in found if value)


def _facts_of(person: Respondent, traject: Traject, ctx: Context) -> Facts:
    group = traject.group(person.group)
    found = (
        ("language", traject.language),
        ("function", person.function),
        ("group", group.label(traject.language) if group else ""),
        ("listed_at", ctx.calendar.day(person.listed_at)),
        ("removed", "yes" if person.removed else ""),
        ("silent", "stopped_reminding" if person.silent else ""),
    )
    return tuple((code, value) for code, value in found if value)


def _received(traject: Traject, identifier: str, templates: Templates, ctx: Context) -> tuple[Dated, ...]:
    """What came from this person. Of the specialist: documents and words of his, and nothing that tells of a form."""
    found: list[Dated] = []
    for v in traject.valid:
        if v.respondent != identifier or (not identifier and v.outcome not in _HIS):
            continue
        if v.outcome in WITH_DOCUMENTS:
            kinds = [k for k in v.detail.split(",") if k]
            what = [templates.sentence(f"document.{k}", traject.language) for k in kinds]
            what += [Outcome.LIST] if v.outcome is Outcome.LIST else []
        else:
            what = [v.outcome if v.outcome in _TOLD | _HIS else _OTHER]
        found += (Dated(ctx.calendar.day(v.at), str(one)) for one in what)
    return tuple(found)


def _sent(book: Book, traject: Traject, identifier: str, ctx: Context) -> tuple[Dated, ...]:
    role = Role.RESPONDENT if identifier else Role.SPECIALIST
    left = traffic.left_to(book, traject.ref, role, identifier)
    return tuple(Dated(ctx.calendar.day(at), kind) for kind, at in left)

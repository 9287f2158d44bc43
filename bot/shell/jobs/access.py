"""Somebody asks what is kept of them: the overview is made anew and put into the traject's folder, for her."""

from __future__ import annotations

from datetime import datetime

from bot.core.context import Context
from bot.core.course.blocking import ACCESS
from bot.core.course.own_data import UNDERWAY, Facts, facts, received
from bot.core.course.withdrawing import shared_with_others
from bot.core.due.retention import retention_limit
from bot.core.filled import FilledForm
from bot.core.people.names import Likeness, same_person
from bot.core.traject.value import Disposition, Outcome, Person, Respondent, Traject
from bot.core.views import AccessMade
from bot.core.world import Role
from bot.forms.titles import FileTitle, file_name
from bot.reports.access import RESPONDENT, SPECIALIST, AccessData, Dated, access
from bot.shell.jobs.dossier import best_form, counting, read_again
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import events, jobs, locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import traffic
from bot.shell.letters.compose import PDF, Enclosure
from bot.shell.letters.stationery import Written
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def put_access(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Makes the PDF, and appends it in the place of the one before."""
    identifier = job.key.split("/")[2]
    with workshop.book() as book:
        traject = book.traject(job.ref)
    person = _person(traject, identifier) if traject is not None else None
    if traject is None or person is None:
        return
    ctx = workshop.context(now)
    with workshop.book() as book:
        known = dict.fromkeys(k.ref for k in book.known(person.address) if k.ref != job.ref and book.traject(k.ref))
    written = _mail(workshop, traject, person, tuple(known), ctx, access(_data(workshop, room, traject, person, ctx)))
    drop_overviews(workshop, room, job.ref, identifier)
    with workshop.book() as book:  # announced, so that a crash leaves none behind unknown
        jobs.plan(book, job, (identifier, written.message_id))
    spot = room.put(job.ref, traject.specialist.name, job.ref, written.raw, now)
    with workshop.book() as book:
        if spot is not None:
            locations.locate(book, spot)
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
        room.mailbox.purge(name, tuple(f.uid for f in found))


def _person(traject: Traject, identifier: str) -> Person | Respondent | None:
    return traject.respondent(identifier) if identifier else traject.specialist


def _mail(
    workshop: Workshop,
    traject: Traject,
    person: Person | Respondent,
    elsewhere: tuple[str, ...],
    ctx: Context,
    pdf: bytes,
) -> Written:
    """A mail of ours that is never sent: what she sends on she has looked at."""
    she, language = ctx.practitioner, ctx.practice.language
    to = Addressee(traject.ref, Role.PRACTITIONER, "", she.address)
    own, name = isinstance(person, Person), person.name or person.address
    view = AccessMade(traject.ref, name, person.address, own, elsewhere)
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
        facts=_facts(workshop, person, traject, ctx),
        received=_received(workshop, person, traject, ctx),
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
    """Of a mail with several people's forms only the one that bears the name; she looks at any other herself."""
    mail = read_again(workshop, room, valid) if valid.outcome is Outcome.FORM else None
    form = best_form(mail, traject, person) if mail is not None else None
    if form is None or not shared_with_others(traject, person):
        return form
    return form if same_person(form.name, person.name) is not Likeness.DIFFERENT else None


def _facts(workshop: Workshop, person: Person | Respondent, traject: Traject, ctx: Context) -> Facts:
    """With the stage in words, unless it is one that has none of its own here."""
    said = workshop.stationery.templates.sentence
    return tuple(
        (code, said(f"stage.{value}", traject.language) if code == "stage" and value != UNDERWAY else value)
        for code, value in facts(person, traject, ctx)
    )


def _received(workshop: Workshop, person: Person | Respondent, traject: Traject, ctx: Context) -> tuple[Dated, ...]:
    said = workshop.stationery.templates.sentence
    found = received(person, traject, ctx)
    return tuple(Dated(on, said(w, traject.language) if w.startswith("document.") else w) for on, w in found)


def _sent(book: Book, traject: Traject, identifier: str, ctx: Context) -> tuple[Dated, ...]:
    role = Role.RESPONDENT if identifier else Role.SPECIALIST
    left = traffic.left_to(book, traject.ref, role, identifier)
    return tuple(Dated(ctx.calendar.day(at), kind) for kind, at in left)

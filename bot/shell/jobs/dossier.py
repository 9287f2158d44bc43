"""The dossier is made from the forms in the mailbox, anew each time, and put into the traject's folder."""

from __future__ import annotations

from datetime import datetime

from bot.association import clues
from bot.association.bearers import of_person
from bot.association.leaves import known_by
from bot.association.separation import about
from bot.core.context import Context
from bot.core.filled import FilledForm
from bot.core.mail.authentication.verdict import authenticated
from bot.core.mail.message import InboundMail
from bot.core.traject.value import COUNTING, WITH_DOCUMENTS, Disposition, Outcome, Respondent, Traject
from bot.core.views import DossierMade
from bot.core.world import Role
from bot.forms.questionnaires import catalogue
from bot.forms.shape import SELF_EVALUATION
from bot.forms.titles import FileTitle, file_name
from bot.reports.dossier import DossierData, DossierDocument, DossierForm, GroupAsked, dossier
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import events, jobs, locations
from bot.shell.ledger.gone import made_files
from bot.shell.ledger.jobs import Job
from bot.shell.letters.compose import PDF, Enclosure
from bot.shell.letters.stationery import Written
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def put_dossier(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Makes the PDF from the forms that count now, appends it, removes the one before."""
    with workshop.book() as book:
        traject = book.traject(job.ref)
    if traject is None:
        return
    ctx = workshop.context(now)
    pdf = dossier(_data(workshop, room, traject, ctx))
    written = _mail(workshop, traject, ctx, pdf)
    with workshop.book() as book:  # announced, so that a crash leaves none behind unknown
        made_files.remember(book, job.ref, known_by(pdf), now)
        planned = jobs.planned(book, job.ref, job.kind)
        jobs.plan(book, job, (*planned.get(job.id, ()), written.message_id))
    spot = room.put(job.ref, traject.specialist.name, job.ref, written.raw, now)
    _expunge(room, job.ref, frozenset(m for messages in planned.values() for m in messages))
    with workshop.book() as book:
        if spot is not None:
            locations.locate(book, spot)
        jobs.plan_no_more(book, job.ref, job.kind)
        jobs.plan(book, job, (written.message_id,))


def _mail(workshop: Workshop, traject: Traject, ctx: Context, pdf: bytes) -> Written:
    """A mail of ours that is never sent: it is appended, so that confidential content does not travel."""
    person, language = ctx.practitioner, ctx.practice.language
    to = Addressee(traject.ref, Role.PRACTITIONER, "", person.address)
    view = DossierMade(traject.ref, traject.specialist.name)
    enclosed = Enclosure(file_name(FileTitle.DOSSIER, language, traject.ref, "pdf"), PDF, pdf)
    return workshop.stationery.letter(view, to, person.name, language, ctx, (enclosed,))


def _expunge(room: Mailroom, ref: str, message_ids: frozenset[str]) -> None:
    """The former dossiers: there is one, and it is the newest."""
    name = room.folders.name(ref)
    found = room.mailbox.find_by_message_id(name, message_ids) if message_ids else ()
    if found:
        room.mailbox.scan(name)
        room.mailbox.purge(name, tuple(f.uid for f in found))


def _data(workshop: Workshop, room: Mailroom, traject: Traject, ctx: Context) -> DossierData:
    mails = {
        v.inbound_id: read_again(workshop, room, v) for v in traject.valid if v.outcome in COUNTING | WITH_DOCUMENTS
    }
    missing = [v for v in counting(traject) if mails[v.inbound_id] is None]
    if missing:
        with workshop.book() as book:
            events.record(book, ctx.now, traject.ref, "problem.missing-form", (("ref", traject.ref),))
    language = ctx.practice.language
    declined = traject.declined()
    return DossierData(
        reference=traject.ref,
        specialist=traject.specialist.name,
        practice=ctx.practice.name,
        practitioner=ctx.practitioner.name,
        made_on=ctx.today,
        groups=tuple(
            GroupAsked(
                g.key,
                g.label(language),
                len(traject.of_group(g.key)),
                traject.returned(g),
                sum(1 for r in traject.of_group(g.key) if r.id in declined),
                g.return_minimum,
                g.report_floor,
            )
            for g in traject.groups
        ),
        forms=tuple(_form(n, v, traject, mails[v.inbound_id], ctx) for n, v in enumerate(counting(traject), 1)),
        self_evaluation=_self_evaluation(traject, mails),
        documents=_documents(traject, ctx),
        language=language,
        provable=bool(ctx.safeguards.trusted_authserv_id),
    )


def counting(traject: Traject) -> tuple[Disposition, ...]:
    """One form a respondent: the latest that came, but one that can be read before one that cannot."""
    best: dict[str, Disposition] = {}
    for valid in sorted(traject.valid, key=lambda v: v.inbound_id):
        if valid.outcome not in COUNTING or traject.respondent(valid.respondent) is None:
            continue
        now = best.get(valid.respondent)
        if now is None or valid.outcome is Outcome.FORM or now.outcome is Outcome.FORM_FOR_EYES:
            best[valid.respondent] = valid
    return tuple(best.values())


def _form(number: int, valid: Disposition, traject: Traject, mail: InboundMail | None, ctx: Context) -> DossierForm:
    person = traject.respondent(valid.respondent)
    assert person is not None
    form = best_form(mail, traject, person) if mail and valid.outcome is Outcome.FORM else None
    what = "" if form else _what(mail)
    unproved = mail is not None and not _proved(mail, ctx)
    return DossierForm(number, person.name, person.group, ctx.calendar.day(valid.at), form, what, unproved)


def _proved(mail: InboundMail, ctx: Context) -> bool:
    """Our server vouches for the sender, or she handed the form in herself."""
    by_her = mail.sender is not None and ctx.practitioner.writes_from(mail.sender.address)
    return by_her or authenticated(mail, ctx.safeguards.trusted_authserv_id)


def best_form(mail: InboundMail, traject: Traject, person: Respondent) -> FilledForm | None:
    """Of several forms in one mail the one about this specialist, and by this respondent where one bears the name."""
    forms = [f for f in about(clues.gather(mail), traject).forms if f.questionnaire == catalogue.FEEDBACK]
    return max(of_person(forms, person.name), key=lambda f: f.worth, default=None)


def _what(mail: InboundMail | None) -> str:
    if mail is None:
        return "?"
    return next((a.document.format for a in mail.documents), "txt")


def _self_evaluation(traject: Traject, mails: dict[int, InboundMail | None]) -> FilledForm | None:
    for valid in sorted(traject.valid, key=lambda v: v.inbound_id, reverse=True):
        mail = mails.get(valid.inbound_id)
        if valid.outcome in WITH_DOCUMENTS and SELF_EVALUATION in valid.detail and mail is not None:
            forms = [f for f in clues.gather(mail).forms if f.questionnaire == catalogue.SELF_EVALUATION and f.filled]
            if forms:
                return max(forms, key=lambda f: f.worth)
    return None


def _documents(traject: Traject, ctx: Context) -> tuple[DossierDocument, ...]:
    return tuple(
        DossierDocument(kind, ctx.calendar.day(v.at))
        for v in traject.valid
        if v.outcome in WITH_DOCUMENTS
        for kind in v.detail.split(",")
        if kind
    )


def read_again(workshop: Workshop, room: Mailroom, valid: Disposition) -> InboundMail | None:
    """The mail of an outcome, where it still lies; None when it is nowhere to be found."""
    with workshop.book() as book:
        places = locations.places_of(book, valid.inbound_id)
    for place in places:
        fetched = room.fetch(place, {})  # what the server withholds is missing, and told like that
        if fetched is not None:
            return room.intake.read(fetched)
    return None

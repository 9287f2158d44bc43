"""The dossier is made from the forms in the mailbox, anew each time, and put into the traject's folder."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.association import clues
from bot.association.separation import about
from bot.core.context import Context
from bot.core.filled import FilledForm
from bot.core.mail.message import InboundMail
from bot.core.people.names import Likeness, same_person
from bot.core.traject.value import COUNTING, WITH_DOCUMENTS, Outcome, Respondent, Traject, Valid
from bot.core.world import Role
from bot.reports.dossier import DossierData, DossierDocument, DossierForm, GroupAsked, dossier
from bot.shell.keys import tokens
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger import tables
from bot.shell.ledger.inbound import At
from bot.shell.letters.compose import PDF, Enclosure, Letter, compose
from bot.shell.round.clerk import record

if TYPE_CHECKING:
    from bot.app import App
    from bot.shell.round.mailroom import Mailroom

TEXT = {
    "nl": ("Dossier", "Het dossier van {name} ({ref}) is bijgevoegd. Het is alleen voor u bestemd."),
    "en": ("Dossier", "The dossier of {name} ({ref}) is attached. It is meant for you only."),
}


def put_dossier(app: App, room: Mailroom, ref: str, job: int, now: datetime) -> None:
    """Makes the PDF from the forms that count now, appends it, removes the one before."""
    with app.book() as book:
        traject = book.traject(ref)
    if traject is None:
        return
    ctx = app.context(now)
    pdf = dossier(_data(app, room, traject, ctx))
    raw, message_id = _mail(app, traject, ctx, pdf)
    former = _announced(app, ref, job, message_id)
    at = room.put(ref, traject.specialist.name, ref, raw, now)
    _replace(app, room, ref, job, former, message_id, at)


def _data(app: App, room: Mailroom, traject: Traject, ctx: Context) -> DossierData:
    mails = {v.inbound_id: _read(app, room, v) for v in traject.valid if v.outcome in COUNTING | WITH_DOCUMENTS}
    missing = [v for v in _counting(traject) if mails[v.inbound_id] is None]
    if missing:
        with app.book() as book:
            record(book, ctx.now, traject.ref, "problem.missing-form", (("ref", traject.ref),))
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
        forms=tuple(_form(n, v, traject, mails[v.inbound_id], ctx) for n, v in enumerate(_counting(traject), 1)),
        self_evaluation=_self_evaluation(traject, mails),
        documents=_documents(traject, ctx),
        language=language,
    )


def _counting(traject: Traject) -> tuple[Valid, ...]:
    """One form a respondent: the latest, but one that can be read before one that cannot."""
    best: dict[str, Valid] = {}
    for valid in traject.valid:
        if valid.outcome not in COUNTING or traject.respondent(valid.respondent) is None:
            continue
        now = best.get(valid.respondent)
        if now is None or valid.outcome is Outcome.FORM or now.outcome is Outcome.FORM_FOR_EYES:
            best[valid.respondent] = valid
    return tuple(best.values())


def _form(number: int, valid: Valid, traject: Traject, mail: InboundMail | None, ctx: Context) -> DossierForm:
    person = traject.respondent(valid.respondent)
    assert person is not None
    form = _best(mail, traject, person) if mail and valid.outcome is Outcome.FORM else None
    what = "" if form else _what(mail)
    return DossierForm(number, person.name, person.group, ctx.calendar.day(valid.at), form, what)


def _best(mail: InboundMail, traject: Traject, person: Respondent) -> FilledForm | None:
    """Of several forms in one mail the one about this specialist, and by this respondent where one bears the name."""
    forms = [f for f in about(clues.gather(mail), traject).forms if f.questionnaire == "ifms360"]
    theirs = [f for f in forms if f.name and same_person(f.name, person.name) is not Likeness.DIFFERENT]
    return max(theirs or forms, key=lambda f: f.filled, default=None)


def _what(mail: InboundMail | None) -> str:
    if mail is None:
        return "?"
    return next((a.document.format for a in mail.documents), "txt")


def _self_evaluation(traject: Traject, mails: dict[int, InboundMail | None]) -> FilledForm | None:
    for valid in reversed(traject.valid):
        mail = mails.get(valid.inbound_id)
        if valid.outcome in WITH_DOCUMENTS and "self_evaluation" in valid.detail and mail is not None:
            forms = [f for f in clues.gather(mail).forms if f.questionnaire == "selfevaluation" and f.filled]
            if forms:
                return max(forms, key=lambda f: f.filled)
    return None


def _documents(traject: Traject, ctx: Context) -> tuple[DossierDocument, ...]:
    return tuple(
        DossierDocument(kind, ctx.calendar.day(v.at))
        for v in traject.valid
        if v.outcome in WITH_DOCUMENTS
        for kind in v.detail.split(",")
        if kind
    )


def _read(app: App, room: Mailroom, valid: Valid) -> InboundMail | None:
    with app.book() as book:
        places = rows_inbound.places_of(book, valid.inbound_id)
    for place in places:
        fetched = room.fetch(place)
        if fetched is not None:
            return room.read(fetched)
    return None


def _mail(app: App, traject: Traject, ctx: Context, pdf: bytes) -> tuple[bytes, str]:
    """A mail of ours that is never sent: it is appended, so that confidential content does not travel."""
    practice, person = ctx.practice, ctx.practitioner
    addressee = tokens.Addressee(traject.ref, Role.PRACTITIONER, "", person.address)
    message_id = tokens.make(app.ledger.keys, addressee, practice.address.rpartition("@")[2])
    title, text = TEXT.get(practice.language, TEXT["nl"])
    said = text.format(name=traject.specialist.name, ref=traject.ref)
    letter = Letter(
        kind="dossier",
        practice_name=practice.name,
        practice_address=practice.address,
        recipient=person.address,
        recipient_name=person.name,
        subject=f"[{traject.ref}] {title} {traject.specialist.name}",
        text=said + "\n",
        html="",
        message_id=f"<{message_id}>",
        date=ctx.now,
        attachments=(Enclosure(f"{title} {traject.ref}.pdf", PDF, pdf),),
    )
    return compose(letter), message_id


def _announced(app: App, ref: str, job: int, message_id: str) -> frozenset[str]:
    """Says which dossier is about to be put, so that a crash leaves none behind unknown; those before it."""
    j, former = tables.job, dict[int, list[str]]()
    with app.book() as book:
        for row in book.connection.execute(
            select(j).where(j.c.ref == ref, j.c.kind == "dossier", j.c.plan_c.is_not(None))
        ):
            former[row.id] = json.loads(book.keys.unseal(ref, "job/plan", row.plan_c))
        sealed = book.keys.seal(ref, "job/plan", json.dumps([*former.get(job, ()), message_id]))
        book.connection.execute(update(j).where(j.c.id == job).values(plan_c=sealed))
    return frozenset(m for identifiers in former.values() for m in identifiers)


def _replace(
    app: App, room: Mailroom, ref: str, job: int, former: frozenset[str], message_id: str, at: At | None
) -> None:
    """The former dossiers are expunged: there is one, and it is the newest."""
    name, j = room.folders.name(ref), tables.job
    found = room.mailbox.find_by_message_id(name, former) if former else ()
    if found:
        room.mailbox.scan(name)
        room.mailbox.expunge(name, tuple(f.uid for f in found))
    with app.book() as book:
        if at is not None:
            rows_inbound.locate(book, at)
        mine = (j.c.ref == ref, j.c.kind == "dossier")
        book.connection.execute(update(j).where(*mine, j.c.id != job).values(plan_c=None))
        sealed = book.keys.seal(ref, "job/plan", json.dumps([message_id]))
        book.connection.execute(update(j).where(j.c.id == job).values(plan_c=sealed))

"""A respondent took the form back: it is expunged in every folder that holds it, and the respondent hears it then."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from bot.core.course.withdrawing import REMOVED
from bot.core.decision import RespondentMail
from bot.core.errors import OperatorError
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Withdrawn
from bot.handlers.shared.answers import first_mail
from bot.shell.imap.apart import Withheld
from bot.shell.jobs.access import drop_overviews
from bot.shell.ledger import inbound, jobs, locations
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.locations import Location
from bot.shell.round.copies import Original, copies_of, openable, original
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def withdraw(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Removes the mails that no longer count; idempotent, since what is to be removed is on record first."""
    _, _, identifier, _ = job.key.split("/")
    with workshop.book() as book:
        traject = book.traject(job.ref)
        plan = jobs.planned(book, job.ref, job.kind).get(job.id)
    if traject is None:
        return
    if plan is None:
        originals = _originals(workshop, room, traject, identifier)
        plan = tuple(json.dumps(asdict(one)) for one in originals)
        with workshop.book() as book:
            jobs.plan(book, job, plan)
    drop_overviews(workshop, room, job.ref, identifier)
    found = copies_of(workshop, room, tuple(Original(**json.loads(one)) for one in plan)) if plan else {}
    for folder, uids in found.items():
        room.mailbox.purge(folder, uids)
    _tell(workshop, job.ref, identifier, bool(plan), now)
    with workshop.book() as book:
        jobs.plan(book, job, ())


def _originals(workshop: Workshop, room: Mailroom, traject: Traject, identifier: str) -> tuple[Original, ...]:
    theirs = (v for v in traject.valid if v.respondent == identifier and v.outcome is Outcome.WITHDRAWN)
    found: list[Original] = []
    for one in (v for v in theirs if v.detail == REMOVED):
        with workshop.book() as book:
            places = locations.places_of(book, one.inbound_id)
        withheld: Withheld = {}
        there = tuple(fetched for place in places if (fetched := room.fetch(place, withheld)) is not None)
        if withheld and not there:
            found.append(_unseen(room, places))
        for fetched in there:
            mail = room.intake.read(fetched)
            if mail is None:
                raise OperatorError("A form that was withdrawn cannot be read.", "It is tried again.")
            found.append(original(fetched, mail))
        if not there and (lost := _thrown_away(workshop, room, one.inbound_id)) is not None:
            found.append(lost)
    return tuple(dict.fromkeys(found))


def _unseen(room: Mailroom, places: tuple[Location, ...]) -> Original:
    """The server does not hand it over, yet it may be removed from where it lies; copies of it nobody can tell."""
    for place in places:
        room.mailbox.expect(room.folders.name(place.folder), place.uidvalidity)
        room.mailbox.purge(room.folders.name(place.folder), (place.uid,))
    return Original("", "", 0)


def _thrown_away(workshop: Workshop, room: Mailroom, inbound_id: int) -> Original | None:
    """A form that somebody moved since, or to where the bot does not look: found by when it came, told by its content.

    Nothing where another job of the same person removed it.
    """
    with workshop.book() as book:
        received, content_h = inbound.told_by(book, inbound_id)
    for folder in openable(room):
        state = room.mailbox.scan(folder, with_deleted=True)
        likely = [m.uid for m in room.mailbox.sizes_and_dates(folder, state.uids) if m.received == received]
        for fetched in room.mailbox.fetch(folder, likely, room.intake.limit):
            mail = room.intake.read(fetched)
            if mail is not None and workshop.ledger.keys.hash("content", mail.content_key) == content_h:
                return original(fetched, mail)
    return None


def _tell(workshop: Workshop, ref: str, identifier: str, removed: bool, now: datetime) -> None:
    ctx = workshop.context(now)
    with workshop.book() as book:
        traject = book.traject(ref)
        person = traject.respondent(identifier) if traject else None
        if traject is None or person is None:
            return
        first, awaited = first_mail(traject, identifier), identifier not in traject.declined()
        view = Withdrawn(ref, person.name, traject.specialist.name, removed, first, awaited)
        times = sum(1 for v in traject.valid if v.respondent == identifier and v.outcome is Outcome.WITHDRAWN)
        key = f"{ref}/{view.KIND}/{identifier}/{times}"
        workshop.clerk(book, ctx).write(traject, (RespondentMail(view, identifier, key, answers=True),))

"""A respondent took the form back: it is expunged in every folder that holds it, and the respondent hears it then."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from bot.association.leaves import Leaves
from bot.core.course.withdrawing import REMOVED
from bot.core.decision import Effect, PractitionerMail, RespondentMail
from bot.core.errors import OperatorError
from bot.core.traject.value import Outcome, Traject
from bot.core.views import CopiesLeft, Withdrawn
from bot.handlers.shared.answers import first_mail
from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import NotYetError
from bot.shell.imap.values import Fetched
from bot.shell.jobs.access import drop_overviews
from bot.shell.jobs.search import Search, Uids
from bot.shell.jobs.withdrawal.file_copies import TakenBack, file_copies, own_files
from bot.shell.ledger import inbound, jobs, locations
from bot.shell.ledger.gone import made_files
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.locations import Location
from bot.shell.round.copies import Original, copies_of, openable, original
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def withdraw(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Removes the mails that no longer count; idempotent, since what is to be removed is on record first."""
    _, _, identifier, number = job.key.split("/")
    search = Search(workshop, room, job.ref)
    with workshop.book() as book:
        traject = book.traject(job.ref)
        plan = jobs.planned(book, job.ref, job.kind).get(job.id)
    if traject is None:
        return
    if plan is None:
        plan = _plan(search, traject, identifier, int(number))
        with workshop.book() as book:
            jobs.plan(book, job, plan)
    drop_overviews(workshop, room, job.ref, identifier)
    left = _removed(search, traject, identifier, plan, job) if plan else {}
    _tell(search, identifier, left, removed=bool(plan), now=now)
    with workshop.book() as book:
        jobs.plan(book, job, ())


def _removed(search: Search, traject: Traject, identifier: str, plan: tuple[str, ...], job: Job) -> Uids:
    """What is left when the form and its copies are gone: what others wrote, and what the server does not let go."""
    files, dossiers, *told = (json.loads(one) for one in plan)
    originals = tuple(Original(**one) for one in told)
    found = copies_of(search.workshop, search.room, originals)
    keys, ids = {one.content_key for one in originals} - {""}, {one.message_id for one in originals} - {""}
    taken = TakenBack(frozenset(files), frozenset(keys), frozenset(ids), frozenset(dossiers))
    more = file_copies(search, taken, traject.respondent(identifier), found)
    for folder, uids in found.items():
        search.room.mailbox.purge(folder, uids)
    for folder, uids in more.goes.items():
        search.remove(folder, uids)
    if search.refused.for_now and job.attempts < jobs.ATTEMPTS:
        raise NotYetError("Not all of the mailbox can be looked through at the moment.", "It will be tried again.")
    there = {folder: {trace.uid for trace in search.traces(folder) or ()} for folder in more.goes}
    rest = {folder: tuple(uid for uid in uids if uid in there[folder]) for folder, uids in more.goes.items()}
    both = {folder: more.stays.get(folder, ()) + rest.get(folder, ()) for folder in (*more.stays, *rest)}
    return {folder: uids for folder, uids in both.items() if uids}


def _plan(search: Search, traject: Traject, identifier: str, number: int) -> tuple[str, ...]:
    """First the digests of the form's files, and of what was made of it; then each of its mails. Nothing where there is
    none.
    """
    found = _originals(search, traject, identifier, number)
    mails = tuple(leaves for _, leaves in found if leaves is not None)
    files = sorted(own_files(search, traject, identifier, number, mails)) if found else []
    with search.workshop.book() as book:
        dossiers = sorted(made_files.known(book, search.ref))
    told = (json.dumps(asdict(one)) for one in dict.fromkeys(one for one, _ in found))
    return (json.dumps(files), json.dumps(dossiers), *told) if found else ()


def _originals(
    search: Search, traject: Traject, identifier: str, number: int
) -> tuple[tuple[Original, Leaves | None], ...]:
    """The mails with a form that is taken back, those that said the same again included."""
    workshop, room, found = search.workshop, search.room, list[tuple[Original, Leaves | None]]()
    for one in _taken_back(traject, identifier, number):
        with workshop.book() as book:
            places = locations.places_of(book, one)
        withheld: Withheld = {}
        there = tuple(fetched for place in places if (fetched := room.fetch(place, withheld)) is not None)
        if withheld and not there:
            found.append((_unseen(room, places), None))
        lost = None if there else _thrown_away(workshop, room, one)
        for fetched in (*there, *((lost,) if lost is not None else ())):
            mail = room.intake.read(fetched)
            if mail is None:
                raise OperatorError("A form that was withdrawn cannot be read.", "It is tried again.")
            found.append((original(fetched, mail), search.read(fetched.raw)))
    return tuple(found)


def _taken_back(traject: Traject, identifier: str, number: int) -> tuple[int, ...]:
    theirs = [v for v in traject.valid if v.respondent == identifier]
    removed = [v.inbound_id for v in theirs if (v.outcome, v.detail) == (Outcome.WITHDRAWN, REMOVED)]
    again = [v.inbound_id for v in theirs if v.outcome is Outcome.DUPLICATE and v.inbound_id < number]
    return (*removed, *(again if removed else ()))


def _unseen(room: Mailroom, places: tuple[Location, ...]) -> Original:
    """The server does not hand it over, yet it may be removed from where it lies; copies of it nobody can tell."""
    for place in places:
        room.mailbox.expect(room.folders.name(place.folder), place.uidvalidity)
        room.mailbox.purge(room.folders.name(place.folder), (place.uid,))
    return Original("", "", 0)


def _thrown_away(workshop: Workshop, room: Mailroom, inbound_id: int) -> Fetched | None:
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
                return fetched
    return None


def _tell(search: Search, identifier: str, left: Uids, *, removed: bool, now: datetime) -> None:
    """The respondent, and her where copies are left or a folder is closed."""
    workshop, ref, closed = search.workshop, search.ref, tuple(sorted(search.refused.closed))
    ctx = workshop.context(now)
    with workshop.book() as book:
        traject = book.traject(ref)
        person = traject.respondent(identifier) if traject else None
        if traject is None or person is None:
            return
        first, awaited = first_mail(traject, identifier), identifier not in traject.declined()
        view = Withdrawn(ref, person.name, traject.specialist.name, removed, first, awaited, bool(left))
        times = sum(1 for v in traject.valid if v.respondent == identifier and v.outcome is Outcome.WITHDRAWN)
        key = f"{ref}/{view.KIND}/{identifier}/{times}"
        effects: list[Effect] = [RespondentMail(view, identifier, key, answers=True)]
        if left or (removed and closed):
            counted = tuple((folder, len(uids)) for folder, uids in sorted(left.items()))
            hers = CopiesLeft(ref, person.name or person.address, counted, closed)
            effects.append(PractitionerMail(hers, f"{ref}/{hers.KIND}/{identifier}/{times}", answers=True))
        workshop.clerk(book, ctx).write(traject, tuple(effects))

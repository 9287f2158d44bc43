"""Destroys a traject: every store in reach is emptied and looked at again, and proof is mailed.

Every step is idempotent: after a crash the job begins again and finds less to do. What the mail server will not do for
the moment is tried again each round for a day; rows and key go after that, since the mails are found by them.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import structlog

from bot.core.context import Context
from bot.core.decision import PractitionerMail
from bot.core.due.retention import retention_limit
from bot.core.due.years.followups import over
from bot.core.errors import OperatorError
from bot.core.traject.value import Traject
from bot.core.views import DestructionDelayed
from bot.reports.certificate import StoreReached
from bot.shell.jobs.belongings import ASKED, belongings, distinct, message_ids, plan_of
from bot.shell.jobs.leftover import remember_left
from bot.shell.jobs.proof.contents import look
from bot.shell.jobs.proof.delivery import keep, tell
from bot.shell.jobs.search import Refused, Search
from bot.shell.jobs.stores import STORES, Counts, Store
from bot.shell.ledger import events, jobs, locations, questions
from bot.shell.ledger.book import Book
from bot.shell.ledger.expiry import DESTROYED
from bot.shell.ledger.files import destructions
from bot.shell.ledger.gone import erasure, known_mails, standing
from bot.shell.ledger.jobs import Job
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_WAITS = ("unread", "unremoved")
log = structlog.get_logger("trajectbot")


_PATIENCE = timedelta(days=1)
"""So long the mail server may refuse for the moment; then the certificate says what is left."""


def destroy(workshop: Workshop, room: Mailroom, job: Job, now: datetime, stores: tuple[Store, ...] = STORES) -> bool:
    """Carries the destruction out, looks again, and tells both. False: it waits for the mail server."""
    with workshop.book() as book:
        if book.destroyed(job.ref):  # a crash came between the end and the note that it was done
            destructions.remember(workshop.settings, job.ref, now)
            return True
        plan = book.meta_sealed(plan_of(job.ref))
    search = Search(workshop, room, job.ref)
    if plan is not None and _may_wait(plan, now) and not search.retried(_waits_for(plan)):
        return False
    if plan is None:
        plan = _plan(search, workshop.context(now))
    reached = _emptied(search, stores, json.loads(plan.get("stores", "{}")), now, patient=_may_wait(plan, now))
    if reached is None:
        _wait(search, job, plan, now)
        return False
    found = belongings(search)
    seen, doubtful = look(search, found, reached), message_ids(search, found.doubtful)
    with workshop.book() as book:
        proof = tell(workshop.stationery, book, job, plan, seen, reached, workshop.context(now))
        _finish(book, job.ref, plan, now)
        known_mails.bury(book, job.ref, search.ids)
        remember_left(book, search, plan["name"], found.certain, now)
        standing.untold(book, job.ref, doubtful)
        keep(room, job, proof, now)  # before the commit: a crash makes a second one, never none
    destructions.remember(workshop.settings, job.ref, now)
    return True


def _may_wait(plan: dict[str, str], now: datetime) -> bool:
    since = datetime.fromisoformat(plan.get("since", now.isoformat()))
    return timedelta(0) <= now - since < _PATIENCE


def _waits_for(plan: dict[str, str]) -> Refused:
    kept: dict[str, dict[str, list[int]]] = json.loads(plan.get("waits", "{}"))
    unread, unremoved = ({f: tuple(uids) for f, uids in kept.get(what, {}).items()} for what in _WAITS)
    return Refused(unread=unread, unremoved=unremoved)


def _wait(search: Search, job: Job, plan: dict[str, str], now: datetime) -> None:
    """What is refused is kept for the next rounds, and she hears of it once."""
    refused, since = search.refused, datetime.fromisoformat(plan.get("since", now.isoformat()))
    waits = dict(zip(_WAITS, (refused.unread, refused.unremoved), strict=True))
    folders = tuple((name, len(uids)) for name, uids in sorted({**refused.unread, **refused.unremoved}.items()))
    with search.workshop.book() as book:
        ctx = search.workshop.context(now)
        view = DestructionDelayed(job.ref, plan["name"], folders, since + _PATIENCE)
        mail = PractitionerMail(view, f"{job.ref}/{view.KIND}", answers=True)
        search.workshop.clerk(book, ctx).write(None, (mail,))
        book.drop_meta(plan_of(job.ref))
        book.set_meta_sealed(plan_of(job.ref), {**plan, "waits": json.dumps(waits), "since": since.isoformat()})


def _plan(search: Search, ctx: Context) -> dict[str, str]:
    """Who must be told and how much lay where, kept under the practice key: a crash must not lose them.

    The certificate tells of the whole destruction, and not of what was left after a crash.
    """
    ref, found = search.ref, {store.name: store.finds(search) for store in STORES}
    mails = distinct(search, belongings(search).certain)
    with search.workshop.book() as book:
        traject = book.traject(ref)
        if traject is None:
            raise OperatorError(f"Traject {ref} cannot be read.", "Look at the key store and the ledger.")
        plan = _of_him(traject)
        plan |= {"stores": json.dumps(found), "ids": json.dumps(sorted(search.ids))}
        plan |= {"contents": json.dumps(sorted(search.contents))}
        plan |= {"files": json.dumps(search.files), "fingerprint": book.keys.fingerprint(ref)}
        plan["confirmed"] = (traject.destroy_confirmed_at or traject.stage_since).isoformat()
        plan["until"] = "" if over(traject) else retention_limit(traject, ctx).isoformat()
        plan["asked"], plan["there"] = (book.meta_sealed(ASKED.format(ref)) or {}).get("mails", ""), str(mails)
        book.set_meta_sealed(plan_of(ref), plan)
    return plan


def _of_him(traject: Traject) -> dict[str, str]:
    person = traject.specialist
    return {"name": person.name, "address": person.address, "language": traject.language}


def _emptied(
    search: Search, stores: tuple[Store, ...], planned: dict[str, Counts], now: datetime, *, patient: bool
) -> tuple[StoreReached, ...] | None:
    """Empties each store in turn; what was in it, when the plan was made or since, and what is left. A folder that had
    nothing was not emptied: it is told with those that were looked through.

    None when the mail server refused for the moment, and one is `patient`.
    """
    reached: list[StoreReached] = []
    for store in stores:
        found = store.finds(search)
        store.removes(search)
        left = store.finds(search)
        if patient and search.refused.for_now:
            return None
        before = planned.get(store.name, {})  # none in a plan that an earlier version made
        for place in {**before, **found, **left}:
            rest = left.get(place, 0)
            most = max(before.get(place, 0), found.get(place, 0), rest)
            if most or not place:
                reached.append(StoreReached(store.name, now, most - rest, rest, place))
    return tuple(reached)


def _finish(book: Book, ref: str, plan: dict[str, str], now: datetime, code: str = "destroyed") -> None:
    """What stays: reference, dates, stage; the specialist's name, address and language under the practice key, while
    there is still something to be written to him.
    """
    questions.close_of_traject(book, ref, now)
    erasure.finished(book, ref, now)
    if plan.get("until"):
        book.set_meta_sealed(DESTROYED + ref, {what: plan.get(what, "") for what in ("name", "address", "language")})
    book.drop_meta(plan_of(ref))
    book.drop_meta(ASKED.format(ref))
    book.reload(ref)
    events.record(book, now, ref, code)


def destroy_again(workshop: Workshop, room: Mailroom, ref: str, now: datetime) -> None:
    """Once more what an old copy of the stores brought back: every store is emptied, and nobody is told.

    Where the copy has the mails they may not lie any more: all of the account is looked through for what they hold.
    """
    with workshop.book() as book:
        locations.gone_of(book, ref, now)
        traject = book.traject(ref)
        kept = _of_him(traject) if traject is not None else book.meta_sealed(plan_of(ref)) or {}
        if traject is not None and not over(traject):
            kept |= {"until": retention_limit(traject, workshop.context(now)).isoformat()}
    search = Search(workshop, room, ref)
    for store in STORES:
        store.removes(search)
    if search.refused.for_now:
        log.warning("left", ref=ref, folders=len(search.refused.unread) + len(search.refused.unremoved))
    with workshop.book() as book:
        jobs.close_of_traject(book, ref, now)
        _finish(book, ref, kept, now, "destroyed-again")
        known_mails.bury(book, ref, search.ids)

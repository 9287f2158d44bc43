"""Destroys a traject: every store in reach is emptied and looked at again, and proof is mailed.

Every step is idempotent: after a crash the job begins again and finds less to do. What the mail server will not do for
the moment is tried again each round for a day; rows and key go after that, since the mails are found by them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import __version__
from bot.core import filing
from bot.core.context import Context
from bot.core.decision import PractitionerMail
from bot.core.due.followups import over
from bot.core.due.retention import retention_limit
from bot.core.errors import OperatorError
from bot.core.traject.value import Traject
from bot.core.views import Destroyed, DestroyedCertificate, DestructionDelayed
from bot.core.world import Role
from bot.forms.titles import FileTitle, file_name
from bot.reports.certificate import CertificateData, StoreOutOfReach, StoreReached, certificate, certificate_in_words
from bot.shell.imap.errors import NotAllowedError, RefusedError
from bot.shell.jobs.belongings import ASKED, Belongings, belongings, distinct, plan_of
from bot.shell.jobs.leftover import remember_left
from bot.shell.jobs.search import Refused, Search, Uids
from bot.shell.jobs.stores import STORES, Counts, Store
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import confirmations, events, jobs, locations, questions
from bot.shell.ledger.book import Book
from bot.shell.ledger.expiry import DESTROYED
from bot.shell.ledger.files import destructions
from bot.shell.ledger.gone import erasure
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.letters.compose import PDF, TEXT, Enclosure
from bot.shell.letters.stationery import Stationery
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

OWN_MAILBOX = "own_mailbox"
"""Hers, where it is not the practice's: what we told her lies there."""
OUT_OF_REACH = (
    "backups",
    "key_backups",
    "provider",
    "disk",
    "mail_index",
    OWN_MAILBOX,
    "practitioner",
    "specialist",
)
_WAITS = ("unread", "unremoved")
Places = tuple[tuple[str, int], ...]
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
    seen = _seen(search, found, reached)
    with workshop.book() as book:
        proof = _tell(workshop.stationery, book, job, plan, seen, reached, workshop.context(now))
        _finish(book, job.ref, plan, now)
        remember_left(book, search, plan["name"], found.certain, now)
        _kept(room, job, proof, now)  # before the commit: a crash makes a second one, never none
    destructions.remember(workshop.settings, job.ref, now)
    return True


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the last look showed besides: folders that are `closed` to us, `clean` ones, and mail that stays by folder,
    `shared` with a living traject or left `standing`, for nothing is certain about it.
    """

    closed: tuple[str, ...]
    clean: tuple[str, ...]
    shared: Places
    standing: Places


def _seen(search: Search, found: Belongings, reached: tuple[StoreReached, ...]) -> _Seen:
    """Folders of other trajects by their references alone: this outlives whose they are."""
    codes = {name: filing.ref_of(code) for code, name in search.room.folders.look().items()}
    others = {name: ref for name, ref in codes.items() if ref not in ("", search.ref)}

    def shown(stay: Uids) -> Places:
        counted = Counter[str]()
        for name, uids in stay.items():
            counted[others.get(name, name)] += len(uids)
        return tuple(sorted((+counted).items()))

    held, closed = {one.detail for one in reached}, search.refused.closed
    clean = search.looked_into() - held - closed - others.keys() - found.shared.keys() - found.doubtful.keys()
    told = tuple(sorted({others.get(name, name) for name in closed}))
    return _Seen(told, tuple(sorted(clean)), shown(found.shared), shown(found.doubtful))


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
    """Empties each store in turn; what was in it, when the plan was made or since, and what is left.

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
            most, rest = max(before.get(place, 0), found.get(place, 0)), left.get(place, 0)
            reached.append(StoreReached(store.name, now, most - rest, rest, place))
    return tuple(reached)


def _tell(
    stationery: Stationery,
    book: Book,
    job: Job,
    plan: dict[str, str],
    seen: _Seen,
    reached: tuple[StoreReached, ...],
    ctx: Context,
) -> bytes:
    """Both mails go into the outbox under the practice key: the traject's own is gone. Answers the one to her."""
    data = _certified(book, job, plan, seen, reached, ctx)
    left, stay = sum(s.found for s in reached), sum(n for _, n in (*seen.shared, *seen.standing))
    certified = DestroyedCertificate(job.ref, plan["name"], ctx.now, left, stay)
    partly, kept = bool(left or seen.shared), data.kept_until is not None
    names = (file_name(FileTitle.CERTIFICATE, ctx.practice.language, job.ref, kind) for kind in ("pdf", "txt"))
    made = ((PDF, certificate(data)), (TEXT, certificate_in_words(data).encode()))
    proof = tuple(Enclosure(title, kind, content) for title, (kind, content) in zip(names, made, strict=True))
    she, name, raws = ctx.practitioner, plan["name"], list[bytes]()
    for view, role, address, called, language, files in (
        (certified, Role.PRACTITIONER, she.address, she.name, ctx.practice.language, proof),
        (
            Destroyed(job.ref, name, ctx.today, partly, kept),
            Role.SPECIALIST,
            plan["address"],
            name,
            plan["language"],
            (),
        ),
    ):
        written = stationery.letter(view, Addressee("", role, "", address), called, language, ctx, files)
        outbox.add_raw(book, f"{job.ref}/{view.KIND}", view.KIND, written, ctx.now)
        raws.append(written.raw)
    return raws[0]


def _kept(room: Mailroom, job: Job, proof: bytes, now: datetime) -> None:
    """A copy of the certificate lies in the mailbox: what a restore knows of destructions must not go with the disk.

    A mailbox that stays full has no room for it; a day later she gets hers all the same.
    """
    folder = room.folders.proofs
    try:
        room.folders.ensure(folder)
        there = room.mailbox.headings(folder, room.mailbox.scan(folder).uids)
        if not any(job.ref.encode() in header for _, header in there):
            room.mailbox.append(folder, proof, now, seen=True)
    except (NotAllowedError, RefusedError):
        if now - job.created_at < 2 * _PATIENCE:
            raise


def _certified(
    book: Book,
    job: Job,
    plan: dict[str, str],
    seen: _Seen,
    reached: tuple[StoreReached, ...],
    ctx: Context,
) -> CertificateData:
    zone = ZoneInfo(ctx.practice.timezone)
    local = ctx.now.astimezone(zone)
    confirmed = datetime.fromisoformat(plan["confirmed"]) if "confirmed" in plan else job.created_at
    changed = book.keys.master_changed_at()
    return CertificateData(
        reference=job.ref,
        specialist=plan["name"],
        practice=ctx.practice.name,
        practitioner=ctx.practitioner.name,
        asked_at=confirmations.asked_at(book, job.ref, confirmed).astimezone(zone),
        confirmed_at=confirmed.astimezone(zone),
        destroyed_at=local,
        checked_at=local,
        reached=tuple(StoreReached(s.store, local, s.removed, s.found, s.detail) for s in reached),
        out_of_reach=(
            *(StoreOutOfReach("shared", f"{name}: {n}") for name, n in seen.shared),
            *(StoreOutOfReach("closed", name) for name in seen.closed),
            *(StoreOutOfReach(where) for where in OUT_OF_REACH if where != OWN_MAILBOX or not ctx.one_address),
        ),
        language=ctx.practice.language,
        chain=events.head(book),
        fingerprint=plan.get("fingerprint", ""),
        master_changed_at=changed.astimezone(zone) if changed else None,
        version=__version__,
        asked=int(plan["asked"]) if plan.get("asked") else None,
        there=int(plan.get("there", "0")),
        kinds=tuple(erasure.kinds(book, job.ref).items()),
        clean=seen.clean,
        standing=seen.standing,
        kept_until=_kept_until(plan, ctx),
    )


def _kept_until(plan: dict[str, str], ctx: Context) -> date | None:
    """None when that is over already: then the specialist is forgotten at once."""
    until = date.fromisoformat(plan["until"]) if plan.get("until") else None
    return until if until is not None and until >= ctx.today else None


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

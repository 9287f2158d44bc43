"""Destroys a traject: every store in reach is emptied and looked at again, and proof is mailed.

Every step is idempotent: after a crash the job begins again and finds less to do.
"""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import __version__
from bot.core.context import Context
from bot.core.errors import OperatorError
from bot.core.views import Destroyed, DestroyedCertificate
from bot.core.world import Role
from bot.forms.titles import FileTitle, file_name
from bot.reports.certificate import CertificateData, StoreOutOfReach, StoreReached, certificate
from bot.shell.jobs.belongings import belongings, plan_of
from bot.shell.jobs.stores import STORES, Counts
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger import confirmations, events, jobs, locations, questions
from bot.shell.ledger.book import Book
from bot.shell.ledger.files import destructions
from bot.shell.ledger.gone import erasure
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.letters.compose import PDF, Enclosure
from bot.shell.letters.stationery import Stationery
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

OUT_OF_REACH = (
    "backups",
    "key_backups",
    "provider",
    "disk",
    "mail_index",
    "practitioner",
    "specialist",
)


def destroy(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Carries the destruction out, looks again, and tells both."""
    with workshop.book() as book:
        if book.destroyed(job.ref):  # a crash came between the end and the note that it was done
            destructions.remember(workshop.settings, job.ref, now)
            return
        plan = book.meta_sealed(plan_of(job.ref))
    if plan is None:
        plan = _plan(workshop, room, job.ref)
    reached = _emptied(workshop, room, job.ref, json.loads(plan.get("stores", "{}")), now)
    with workshop.book() as book:
        proof = _tell(workshop.stationery, book, job, plan, reached, workshop.context(now))
        _finish(book, job.ref, plan, now)
        _kept(room, job.ref, proof, now)  # before the commit: a crash makes a second one, never none
    destructions.remember(workshop.settings, job.ref, now)


def _plan(workshop: Workshop, room: Mailroom, ref: str) -> dict[str, str]:
    """Who must be told and how much lay where, kept under the practice key: a crash must not lose them.

    The certificate tells of the whole destruction, and not of what was left after a crash.
    """
    found = {store.name: store.finds(workshop, room, ref) for store in STORES}
    mails = belongings(workshop, room, ref)
    with workshop.book() as book:
        traject = book.traject(ref)
        if traject is None:
            raise OperatorError(f"Traject {ref} cannot be read.", "Look at the key store and the ledger.")
        person = traject.specialist
        plan = {"name": person.name, "address": person.address, "language": traject.language}
        plan |= {"stores": json.dumps(found), "ids": json.dumps(sorted(mails.ids))}
        plan |= {"closed": json.dumps(mails.closed), "fingerprint": book.keys.fingerprint(ref)}
        plan["confirmed"] = (traject.destroy_confirmed_at or traject.stage_since).isoformat()
        book.set_meta_sealed(plan_of(ref), plan)
    return plan


def _emptied(
    workshop: Workshop, room: Mailroom, ref: str, planned: dict[str, Counts], now: datetime
) -> tuple[StoreReached, ...]:
    """Empties each store in turn; what was in it, when the plan was made or since, and what is left."""
    reached: list[StoreReached] = []
    for store in STORES:
        found = store.finds(workshop, room, ref)
        store.removes(workshop, room, ref)
        left = store.finds(workshop, room, ref)
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
    reached: tuple[StoreReached, ...],
    ctx: Context,
) -> bytes:
    """Both mails go into the outbox under the practice key: the traject's own is gone. Answers the one to her."""
    pdf = certificate(_certified(book, job, plan, reached, ctx))
    found = sum(s.found for s in reached)
    certified = DestroyedCertificate(job.ref, plan["name"], ctx.now, found)
    proof = Enclosure(file_name(FileTitle.CERTIFICATE, ctx.practice.language, job.ref, "pdf"), PDF, pdf)
    she, name, raws = ctx.practitioner, plan["name"], list[bytes]()
    for view, role, address, called, language, files in (
        (certified, Role.PRACTITIONER, she.address, she.name, ctx.practice.language, (proof,)),
        (Destroyed(job.ref, name, ctx.today), Role.SPECIALIST, plan["address"], name, plan["language"], ()),
    ):
        written = stationery.letter(view, Addressee("", role, "", address), called, language, ctx, files)
        outbox.add_raw(book, f"{job.ref}/{view.KIND}", view.KIND, written, ctx.now)
        raws.append(written.raw)
    return raws[0]


def _kept(room: Mailroom, ref: str, proof: bytes, now: datetime) -> None:
    """A copy of the certificate lies in the mailbox: what a restore knows of destructions must not go with the disk."""
    folder = room.folders.proofs
    room.folders.ensure(folder)
    there = room.mailbox.headings(folder, room.mailbox.scan(folder).uids)
    if not any(ref.encode() in header for _, header in there):
        room.mailbox.append(folder, proof, now, seen=True)


def _certified(
    book: Book, job: Job, plan: dict[str, str], reached: tuple[StoreReached, ...], ctx: Context
) -> CertificateData:
    zone = ZoneInfo(ctx.practice.timezone)
    local = ctx.now.astimezone(zone)
    confirmed = datetime.fromisoformat(plan["confirmed"]) if "confirmed" in plan else job.created_at
    changed = book.keys.master_changed_at()
    closed = [StoreOutOfReach("closed", name) for name in json.loads(plan.get("closed", "[]"))]
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
        out_of_reach=(*closed, *map(StoreOutOfReach, OUT_OF_REACH)),
        language=ctx.practice.language,
        chain=events.head(book),
        fingerprint=plan.get("fingerprint", ""),
        master_changed_at=changed.astimezone(zone) if changed else None,
        version=__version__,
    )


def _finish(book: Book, ref: str, plan: dict[str, str], now: datetime, code: str = "destroyed") -> None:
    """What stays: reference, dates, stage, and the specialist's name under the practice key."""
    questions.close_of_traject(book, ref, now)
    erasure.finished(book, ref, now)
    book.set_meta_sealed(f"destroyed/{ref}", {"name": plan["name"]})
    book.drop_meta(plan_of(ref))
    book.reload(ref)
    events.record(book, now, ref, code)


def destroy_again(workshop: Workshop, room: Mailroom, ref: str, now: datetime) -> None:
    """Once more what an old copy of the stores brought back: every store is emptied, and nobody is told.

    Where the copy has the mails they may not lie any more: all of the account is looked through for what they hold.
    """
    with workshop.book() as book:
        locations.gone_of(book, ref, now)
        traject = book.traject(ref)
        kept = {"name": traject.specialist.name} if traject is not None else book.meta_sealed(plan_of(ref)) or {}
    for store in STORES:
        store.removes(workshop, room, ref)
    with workshop.book() as book:
        jobs.close_of_traject(book, ref, now)
        _finish(book, ref, {"name": kept.get("name", "")}, now, "destroyed-again")

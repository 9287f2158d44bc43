"""Destroys a traject: mails expunged by UID, folders deleted, ciphertext overwritten, key destroyed, and proof mailed.

Every step is idempotent: after a crash the job begins again and finds less to do.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from bot.core.traject.stages import Stage
from bot.core.views import Destroyed, DestroyedCertificate
from bot.core.world import Role
from bot.reports.certificate import CertificateData, StoreOutOfReach, StoreReached, certificate
from bot.shell.keys import tokens
from bot.shell.ledger import confirmations as rows_confirmation
from bot.shell.ledger import outbox as rows_outbox
from bot.shell.ledger import tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.database import wiped
from bot.shell.letters.compose import PDF, Enclosure, Letter, compose
from bot.shell.letters.stationery import Written
from bot.shell.round.clerk import record
from bot.shell.round.folders import CORRESPONDENCE

if TYPE_CHECKING:
    from bot.app import App
    from bot.shell.round.mailroom import Mailroom

OUT_OF_REACH = (
    "trash",
    "sent",
    "backups",
    "key_backups",
    "provider",
    "disk",
    "mail_index",
    "practitioner",
    "specialist",
)


def destroy(app: App, room: Mailroom, ref: str, confirmed_at: datetime, now: datetime) -> None:
    """Carries the destruction out, looks again, and tells both."""
    with app.book() as book:
        if book.destroyed(ref):
            return  # a crash came between the end and the note that it was done
        plan = book.meta_sealed(f"destroy/{ref}")
    if plan is None:
        plan = _plan(app, room, ref)
    reached = _mailbox(app, room, ref, json.loads(plan["mails"]), now)
    with app.book() as book:
        plan = {"rows": str(_ledger(book, ref))} | plan
        _remember(book, ref, plan)
    app.ledger.keys.destroy(ref)
    wiped(app.ledger.engine)
    key_left = int(app.ledger.keys.get(ref) is not None)
    reached += [StoreReached("ledger", now, int(plan["rows"])), StoreReached("key", now, 1, key_left)]
    with app.book() as book:
        _tell(app, book, ref, plan, confirmed_at, tuple(reached), now)
        _finish(book, ref, now)
    room.folders.forget(ref)


def _plan(app: App, room: Mailroom, ref: str) -> dict[str, str]:
    """Who must be told and how many mails lay where, kept under the practice key: a crash must not lose them."""
    mails = {name: len(uids) for name, uids in _places(app, room, ref)}
    with app.book() as book:
        traject = book.traject(ref)
        assert traject is not None
        person = traject.specialist
        plan = {"name": person.name, "address": person.address, "language": traject.language}
        plan["mails"] = json.dumps(mails)
        _remember(book, ref, plan)
    return plan


def _remember(book: Book, ref: str, plan: dict[str, str]) -> None:
    """For the certificate, which tells of the whole destruction and not of what was left after a crash."""
    book.drop_meta(f"destroy/{ref}")
    book.set_meta_sealed(f"destroy/{ref}", plan)


def _mailbox(app: App, room: Mailroom, ref: str, planned: dict[str, int], now: datetime) -> list[StoreReached]:
    """Every mail that lies in the traject's folders, and those of it that lie elsewhere; then the folders."""
    found = dict.fromkeys(planned, 0)
    left = dict.fromkeys(planned, 0)
    for name, uids in _places(app, room, ref):
        found[name] = len(uids)
        left[name] = len(room.mailbox.expunge(name, uids)) if uids else 0
    if (name := room.folders.look().get(ref, "")) and room.folders.exists(name):
        room.mailbox.delete_folder(name)
    most = {name: max(planned.get(name, 0), found[name]) for name in found}
    return [StoreReached("mailbox", now, most[name] - left[name], left[name], name) for name in found]


def _places(app: App, room: Mailroom, ref: str) -> list[tuple[str, tuple[int, ...]]]:
    """The folders in which there is mail of this traject, and its UIDs; those flagged deleted by a crash included."""
    with app.book() as book:
        elsewhere = _elsewhere(book, ref)
    names, found = room.folders.look(), []
    for folder, validity, uids in elsewhere:
        name = room.folders.name(folder)
        state = room.mailbox.scan(name, with_deleted=True) if room.folders.exists(name) else None
        if state is not None and state.uidvalidity == validity and (there := set(uids) & set(state.uids)):
            found.append((name, tuple(sorted(there))))
    for code in (ref + CORRESPONDENCE, ref):
        if (name := names.get(code, "")) and room.folders.exists(name):
            found.append((name, room.mailbox.scan(name, with_deleted=True).uids))
    return found


def _elsewhere(book: Book, ref: str) -> list[tuple[str, int, tuple[int, ...]]]:
    """Where mails that concern this traject only lie, or ever lay, outside its folders."""
    d, t, places = tables.disposition.c, tables.location.c, dict[tuple[str, int], list[int]]()
    for inbound_id in book.connection.scalars(select(d.inbound).where(d.ref == ref, d.inbound > 0).distinct()):
        others = book.connection.scalars(select(d.ref).where(d.inbound == inbound_id, d.ref != ref, d.ref != "-"))
        if others.first() is not None:
            continue
        for at in book.connection.execute(select(t.folder, t.uidvalidity, t.uid).where(t.inbound == inbound_id)):
            if at.folder.removesuffix(CORRESPONDENCE) != ref:
                places.setdefault((at.folder, at.uidvalidity), []).append(at.uid)
    return [(folder, validity, tuple(uids)) for (folder, validity), uids in places.items()]


def _ledger(book: Book, ref: str) -> int:
    """Deletes or empties everything personal of this traject; how many rows that were."""
    t, c, o, q = tables.traject, tables.contact, tables.outbox, tables.question
    execute = book.connection.execute
    count = execute(delete(tables.respondent).where(tables.respondent.c.ref == ref)).rowcount
    count += execute(update(c).where(c.c.ref == ref).values(address_c=None)).rowcount
    waiting = (rows_outbox.WAITING, rows_outbox.SENT, rows_outbox.FILING)
    count += execute(update(o).where(o.c.ref == ref).values(mail_c=None, respondent="")).rowcount
    execute(update(o).where(o.c.ref == ref, o.c.state.in_(waiting)).values(state=rows_outbox.CANCELLED))
    count += execute(update(q).where(q.c.ref == ref).values(shown_c=None)).rowcount
    execute(update(tables.job).where(tables.job.c.ref == ref).values(plan_c=None))
    execute(update(tables.disposition).where(tables.disposition.c.ref == ref).values(respondent=""))
    execute(update(t).where(t.c.ref == ref).values(name_c=None, address_c=None, hold_c=None, next_due_at=None))
    book.reload(ref)
    return int(count)


def _tell(
    app: App,
    book: Book,
    ref: str,
    plan: dict[str, str],
    confirmed_at: datetime,
    reached: tuple[StoreReached, ...],
    now: datetime,
) -> None:
    ctx = app.context(now)
    zone = ZoneInfo(ctx.practice.timezone)
    local = now.astimezone(zone)
    shown = tuple(StoreReached(s.store, s.at.astimezone(zone), s.removed, s.found, s.detail) for s in reached)
    pdf = certificate(
        CertificateData(
            reference=ref,
            specialist=plan["name"],
            practice=ctx.practice.name,
            practitioner=ctx.practitioner.name,
            asked_at=rows_confirmation.asked_at(book, ref, confirmed_at).astimezone(zone),
            confirmed_at=confirmed_at.astimezone(zone),
            destroyed_at=local,
            checked_at=local,
            reached=shown,
            out_of_reach=tuple(StoreOutOfReach(s) for s in OUT_OF_REACH),
            language=ctx.practice.language,
        )
    )
    found = sum(s.found for s in reached)
    certified = DestroyedCertificate(ref, plan["name"], now, found)
    _post(app, book, certified, Role.PRACTITIONER, ctx.practitioner.name, ctx.practitioner.address, pdf, now)
    _post(app, book, Destroyed(ref, plan["name"], ctx.today), Role.SPECIALIST, plan["name"], plan["address"], b"", now,
          plan["language"])  # fmt: skip


def _post(
    app: App,
    book: Book,
    view: DestroyedCertificate | Destroyed,
    role: Role,
    name: str,
    address: str,
    pdf: bytes,
    now: datetime,
    language: str = "",
) -> None:
    """Into the outbox under the practice key: the traject's own is gone."""
    ctx = app.context(now)
    said = language or ctx.practice.language
    words = app.stationery.templates.render(view, said, ctx.practice, ctx.practitioner)
    addressee = tokens.Addressee("", role, "", address)
    message_id = tokens.make(app.ledger.keys, addressee, ctx.practice.address.rpartition("@")[2])
    title = "Vernietigingsverklaring" if said == "nl" else "Destruction certificate"
    letter = Letter(
        kind=view.KIND,
        practice_name=ctx.practice.name,
        practice_address=ctx.practice.address,
        recipient=address,
        recipient_name=name,
        subject=words.subject,
        text=words.text,
        html=words.html,
        message_id=f"<{message_id}>",
        date=now,
        attachments=(Enclosure(f"{title} {view.ref}.pdf", PDF, pdf),) if pdf else (),
    )
    written = Written(message_id, role, "", address, compose(letter))
    rows_outbox.add_raw(book, f"{view.ref}/{view.KIND}", view.KIND, written, now)


def _finish(book: Book, ref: str, now: datetime) -> None:
    """What stays: reference, dates, stage, and the specialist's name under the practice key."""
    t = tables.traject
    book.connection.execute(
        update(t).where(t.c.ref == ref).values(stage=Stage.DESTROYED, stage_since=now, destroyed_at=now)
    )
    plan = book.meta_sealed(f"destroy/{ref}") or {}
    book.set_meta_sealed(f"destroyed/{ref}", {"name": plan.get("name", "")})
    book.drop_meta(f"destroy/{ref}")
    record(book, now, ref, "destroyed")

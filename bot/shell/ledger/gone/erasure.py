"""What destruction must reach in the ledger: counted, and overwritten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, delete, func, or_, select, update

from bot.core import filing
from bot.core.traject.stages import Stage
from bot.core.traject.value import COUNTING, WITH_DOCUMENTS, Outcome
from bot.shell.ledger import confirmations, dispositions, tables
from bot.shell.ledger.gone import tombstones
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.transaction import Transaction

_EMPTIED = ("name_c", "address_c", "hold_c", "big_c", "next_due_at")
_FORMS = COUNTING | {Outcome.FORM_EMPTY, Outcome.FORM_UNREADABLE}
_WITH_FILES = COUNTING | WITH_DOCUMENTS | {Outcome.FORM_UNREADABLE, Outcome.DUPLICATE, Outcome.TAKEN_BACK}


def personal(tx: Transaction, ref: str) -> int:
    """How many rows of this traject still hold something personal."""
    return sum(
        tx.connection.execute(select(func.count()).select_from(table).where(table.c.ref == ref, holds)).scalar_one()
        for table, holds in _personal()
    )


def _personal() -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    t = tables
    return (
        (t.respondent, t.respondent.c.id != ""),
        (t.contact, t.contact.c.address_c.is_not(None)),
        (t.outbox, or_(t.outbox.c.mail_c.is_not(None), t.outbox.c.respondent != "")),
        (t.question, t.question.c.shown_c.is_not(None)),
        (t.job, t.job.c.plan_c.is_not(None)),
        (t.disposition, t.disposition.c.respondent != ""),
        (t.traject, or_(*(t.traject.c[name].is_not(None) for name in _EMPTIED if name.endswith("_c")))),
    )


def erase(tx: Transaction, ref: str) -> None:
    """Deletes or empties everything personal of this traject; what waited is not sent any more."""
    t, o = tables, tables.outbox
    waiting = (outbox.WAITING, outbox.HELD, outbox.SENT, outbox.FILING)
    for statement in (
        delete(t.respondent).where(t.respondent.c.ref == ref),
        update(t.contact).where(t.contact.c.ref == ref).values(address_c=None),
        update(o).where(o.c.ref == ref).values(mail_c=None, respondent=""),
        update(o).where(o.c.ref == ref, o.c.state.in_(waiting)).values(state=outbox.CANCELLED),
        update(t.inbound).where(t.inbound.c.id.in_(_mails(ref))).values(said_h="", files_h="", sender_h=""),
        update(t.question).where(t.question.c.ref == ref).values(shown_c=None),
        update(t.job).where(t.job.c.ref == ref).values(plan_c=None),
        update(t.disposition).where(t.disposition.c.ref == ref).values(respondent=""),
        update(t.traject).where(t.traject.c.ref == ref).values(**dict.fromkeys(_EMPTIED)),
    ):
        tx.connection.execute(statement)
    confirmations.strip(tx, ref)


def _mails(ref: str) -> Select[tuple[int]]:
    d = tables.disposition.c
    return select(d.inbound).where(d.ref == ref)


def finished(tx: Transaction, ref: str, at: datetime) -> None:
    """What stays: reference, dates and stage, and keyed hashes of the addresses for a year."""
    tombstones.bury(tx, ref, at)
    t = tables.traject
    tx.connection.execute(
        update(t).where(t.c.ref == ref).values(stage=Stage.DESTROYED, stage_since=at, destroyed_at=at, planning=None)
    )


def contents(tx: Transaction, ref: str) -> dict[str, datetime | None]:
    """The keyed hashes of the contents of the mails of this traject alone, as far as others live; when each came, if it
    lies nowhere known.
    """
    d, i, t = tables.disposition.c, tables.inbound.c, tables.location.c
    lies = select(t.inbound).where(t.inbound == i.id, t.gone_at.is_(None)).exists()
    rows = select(i.content_h, i.received_at, lies).join_from(tables.disposition, tables.inbound, d.inbound == i.id)
    return {
        row[0]: None if row[2] else row[1]
        for row in tx.connection.execute(rows.where(d.ref == ref, ~_is_shared(ref)).distinct())
    }


def shared(tx: Transaction, ref: str) -> frozenset[str]:
    """The keyed hashes of the contents of its mails that a living traject has as well."""
    d, i = tables.disposition.c, tables.inbound.c
    rows = select(i.content_h).join_from(tables.disposition, tables.inbound, d.inbound == i.id)
    return frozenset(tx.connection.scalars(rows.where(d.ref == ref, _is_shared(ref))))


def _is_shared(ref: str) -> ColumnElement[bool]:
    """Whether the mail of a disposition has an outcome for another traject that lives."""
    d, o = tables.disposition.c, tables.disposition.alias("other").c
    return select(o.ref).where(o.inbound == d.inbound, o.ref.in_(_living(ref))).exists()


def _living(ref: str) -> Select[tuple[str]]:
    """The other trajects that stay: one whose own destruction has begun keeps nothing back."""
    t = tables.traject.c
    return select(t.ref).where(t.stage.not_in((Stage.DESTROYED, Stage.DESTROYING)), t.ref != ref)


def asked_of_her(tx: Transaction, ref: str) -> frozenset[str]:
    """The Message-IDs of our requests to confirm what she wrote about this traject and no other that stays."""
    living = frozenset(tx.connection.scalars(_living(ref)))
    asked = confirmations.asked_about(tx, ref)
    return frozenset(one for one, refs in asked.items() if living.isdisjoint(refs))


Places = tuple[tuple[str, int, tuple[int, ...]], ...]
"""Folder (as a code), UIDVALIDITY and UIDs."""


def elsewhere(tx: Transaction, ref: str) -> Places:
    """Mails of this traject alone that lie, or ever lay, outside its folders."""
    d = tables.disposition.c
    return _places(tx, select(d.inbound).where(d.ref == ref, d.inbound > 0, ~_is_shared(ref)), ref)


def shared_places(tx: Transaction, ref: str) -> Places:
    """Those that a living traject has as well, wherever they lie but in its own folders."""
    d = tables.disposition.c
    return _places(tx, select(d.inbound).where(d.ref == ref, d.inbound > 0, _is_shared(ref)), ref)


def only_here(tx: Transaction, ref: str) -> Places:
    """Those in its own folders that a living traject has as well, and that lie nowhere else."""
    d, t = tables.disposition.c, tables.location.c
    mails = select(d.inbound).where(d.ref == ref, d.inbound > 0, _is_shared(ref))
    lying = select(t.inbound, t.folder, t.uidvalidity, t.uid).where(t.inbound.in_(mails), t.gone_at.is_(None))
    rows = tx.connection.execute(lying).all()
    elsewhere = {row.inbound for row in rows if filing.ref_of(row.folder) != ref}
    return tuple((row.folder, row.uidvalidity, (row.uid,)) for row in rows if row.inbound not in elsewhere)


def of_the_living(tx: Transaction, ref: str) -> Places:
    """Mails of other trajects, wherever they lie outside the folders of this one."""
    d = tables.disposition.c
    return _places(tx, select(d.inbound).where(d.ref.in_(_living(ref)), d.inbound > 0), ref)


def _places(tx: Transaction, mails: Select[tuple[int]], ref: str) -> Places:
    t, places = tables.location.c, dict[tuple[str, int], list[int]]()
    for row in tx.connection.execute(select(t.folder, t.uidvalidity, t.uid).where(t.inbound.in_(mails))):
        if filing.ref_of(row.folder) != ref:
            places.setdefault((row.folder, row.uidvalidity), []).append(row.uid)
    return tuple((folder, validity, tuple(uids)) for (folder, validity), uids in places.items())


def forms(tx: Transaction, ref: str) -> frozenset[str]:
    """The keyed hashes of the contents of its mails with an answer, a list or a document."""
    mails = {v.inbound_id for v in dispositions.valid(tx, ref) if v.outcome in _WITH_FILES}
    i = tables.inbound.c
    return frozenset(tx.connection.scalars(select(i.content_h).where(i.id.in_(mails))))


def kinds(tx: Transaction, ref: str) -> dict[str, int]:
    """How many of its mails were what, by the code of a certificate's word."""
    o = tables.outbox.c
    valid = {v.inbound_id: v.outcome for v in dispositions.valid(tx, ref)}
    forms = sum(outcome in _FORMS for outcome in valid.values())
    documents = sum(outcome in WITH_DOCUMENTS for outcome in valid.values())
    left = select(func.count()).select_from(tables.outbox).where(o.ref == ref, o.sent_at.is_not(None))
    return {
        "forms": forms,
        "documents": documents,
        "correspondence": len(valid) - forms - documents,
        "ours": tx.connection.execute(left).scalar_one(),
    }

"""Outcomes of mails per traject: append-only, the latest is valid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, func, insert, select

from bot.core.traject.value import Disposition, Outcome
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

_d = tables.disposition.c
_REF: BindParameter[str] = bindparam("of")
_ADD = insert(tables.disposition)
_begun = (
    select(func.max(_d.id).label("id"), _d.inbound).where(_d.ref == _REF, _d.part == 0).group_by(_d.inbound).subquery()
)
_VALID = (
    select(tables.disposition)
    .join(_begun, and_(_d.inbound == _begun.c.inbound, _d.id >= _begun.c.id))
    .where(_d.ref == _REF)
    .order_by(_d.id)
)
_OF_MAIL = select(_d.ref, _d.outcome).where(_d.inbound == bindparam("mail"), _d.part == 0).order_by(_d.id)


def add(tx: Transaction, ref: str, made: Disposition, part: int = 0) -> None:
    """One more outcome; its `inbound_id` is below zero for a mail of ours that the server refused at once.

    Part 0 takes the place of all that was valid for this mail; the parts after it stand beside it (several people's
    forms in one mail).
    """
    made, kept = replace(made, detail=made.detail[:80]), tx.kept.get(ref)
    row = {"inbound": made.inbound_id, "ref": ref, "outcome": made.outcome, "respondent": made.respondent}
    tx.connection.execute(_ADD, {**row, "detail": made.detail, "at": made.at, "part": part})
    if kept is not None:
        others = tuple(v for v in kept.valid if v.inbound_id != made.inbound_id)
        beside = (*kept.valid, made) if len(others) < len(kept.valid) else others
        tx.kept.put(replace(kept, valid=beside if part else (*others, made)))


def valid(tx: Transaction, ref: str) -> tuple[Disposition, ...]:
    """The valid outcomes for a traject, oldest first."""
    rows = tx.connection.execute(_VALID, {"of": ref})
    return tuple(Disposition(r.inbound, Outcome(r.outcome), r.at, r.respondent, r.detail) for r in rows)


def of_mail(tx: Transaction, inbound_id: int) -> dict[str, Outcome]:
    """The valid outcomes of one mail, by traject."""
    rows = tx.connection.execute(_OF_MAIL, {"mail": inbound_id})
    return {r.ref: Outcome(r.outcome) for r in rows}


def outcome(tx: Transaction, inbound_id: int, ref: str) -> Outcome | None:
    """The valid outcome of a mail for a traject."""
    return of_mail(tx, inbound_id).get(ref)


def doubtful(tx: Transaction, ref: str) -> tuple[int, ...]:
    """The mails that are doubtful for this traject."""
    return tuple(v.inbound_id for v in valid(tx, ref) if v.outcome is Outcome.DOUBTFUL)


def change(
    tx: Transaction, inbound_id: int, ref: str, outcome: Outcome, at: datetime, respondent: str = "", detail: str = ""
) -> None:
    """A later outcome of the same mail."""
    add(tx, ref, Disposition(inbound_id, outcome, at, respondent, detail))

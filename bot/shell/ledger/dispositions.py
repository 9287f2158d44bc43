"""Outcomes of mails per traject: append-only, the latest is valid."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, func, insert, select

from bot.core.traject.value import Disposition, Outcome
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

_d = tables.disposition.c
_OF: BindParameter[str] = bindparam("of")
_begun = select(func.max(_d.id).label("id"), _d.inbound).where(_d.ref == _OF, _d.part == 0).group_by(_d.inbound)
_first = _begun.subquery()
_VALID = (
    select(tables.disposition)
    .join(_first, and_(_d.inbound == _first.c.inbound, _d.id >= _first.c.id))
    .where(_d.ref == _OF)
    .order_by(_d.id)
)


def add(tx: Transaction, ref: str, made: Disposition, part: int = 0) -> None:
    """One more outcome; its `inbound_id` is below zero for a mail of ours that the server refused at once.

    Part 0 takes the place of all that was valid for this mail; the parts after it stand beside it (several people's
    forms in one mail).
    """
    tx.connection.execute(
        insert(tables.disposition).values(
            inbound=made.inbound_id,
            ref=ref,
            outcome=made.outcome,
            respondent=made.respondent,
            detail=made.detail[:80],
            at=made.at,
            part=part,
        )
    )


def valid(tx: Transaction, ref: str) -> tuple[Disposition, ...]:
    """The valid outcomes for a traject, oldest first."""
    rows = tx.connection.execute(_VALID, {"of": ref})
    return tuple(Disposition(r.inbound, Outcome(r.outcome), r.at, r.respondent, r.detail) for r in rows)


def of_mail(tx: Transaction, inbound_id: int) -> dict[str, Outcome]:
    """The valid outcomes of one mail, by traject."""
    d = tables.disposition.c
    rows = tx.connection.execute(select(d.ref, d.outcome).where(d.inbound == inbound_id, d.part == 0).order_by(d.id))
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

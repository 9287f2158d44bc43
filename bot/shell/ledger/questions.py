"""Numbered questions for the practitioner; what is shown of them is encrypted."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, insert, not_, select, update

from bot.core import buttons
from bot.core.decision import Ask
from bot.core.views import Phrase, Proposal
from bot.core.world import GONE, NumberedQuestion
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

_HANDLED = "handled"
_l = tables.location.c
_LIES = exists().where(_l.inbound == tables.question.c.inbound, _l.gone_at.is_(None))
_WAS_THERE = exists().where(
    _l.inbound == tables.question.c.inbound, _l.copy.is_(False), _l.folder == tables.inbound.c.place
)
_SHOWN = select(
    tables.question,
    tables.inbound.c.place,
    tables.inbound.c.state,
    and_(not_(_LIES), _WAS_THERE).label("gone"),
).join_from(tables.question, tables.inbound, tables.question.c.inbound == tables.inbound.c.id, isouter=True)
"""Each with where its mail belongs, once that is settled, and whether it was there and lies nowhere any more."""


_CLOSE = update(tables.question).where(
    tables.question.c.inbound == bindparam("mail"),
    tables.question.c.closed_at.is_(None),
    tables.question.c.kind.not_in(bindparam("kept", expanding=True)),
)


def add(tx: Transaction, ask: Ask, ref: str, at: datetime) -> tuple[NumberedQuestion, bool]:
    """The open question with this key, and whether it is new."""
    q = tables.question
    row = tx.connection.execute(_SHOWN.where(q.c.key == ask.key, q.c.closed_at.is_(None))).first()
    if row is not None:
        return _value(tx, row), False
    under = tx.under(ref)
    added = tx.connection.execute(
        insert(q).values(kind=ask.kind, ref=ref, inbound=ask.inbound_id, key=ask.key, opened_at=at, under=under)
    )
    assert added.inserted_primary_key is not None
    number = int(added.inserted_primary_key[0])
    shown = {
        "code": ask.what.code,
        "values": ask.what.values,
        "who": ask.who,
        "proposals": [[p.command, p.label] for p in buttons.numbered(ask.proposals, number)],
    }
    sealed = tx.keys.seal(under, "question/shown", json.dumps(shown))
    tx.connection.execute(update(q).where(q.c.number == number).values(shown_c=sealed))
    question = get(tx, number)
    assert question is not None
    return question, True


def get(tx: Transaction, number: int) -> NumberedQuestion | None:
    """One question, open or closed."""
    row = tx.connection.execute(_SHOWN.where(tables.question.c.number == number)).first()
    return _value(tx, row) if row is not None else None


def open_numbers(tx: Transaction) -> dict[str, list[int]]:
    """The numbers of the open ones by traject, in order; what they say stays sealed."""
    q, found = tables.question.c, defaultdict[str, list[int]](list)
    for row in tx.connection.execute(select(q.ref, q.number).where(q.closed_at.is_(None)).order_by(q.number)):
        found[row.ref].append(row.number)
    return dict(found)


def open_ones(tx: Transaction, ref: str | None = None) -> tuple[NumberedQuestion, ...]:
    """The open questions in order, of one traject or of all."""
    q = tables.question
    wanted = _SHOWN.where(q.c.closed_at.is_(None)).order_by(q.c.number)
    if ref is not None:
        wanted = wanted.where(q.c.ref == ref)
    return tuple(_value(tx, row) for row in tx.connection.execute(wanted))


def open_of_mail(tx: Transaction, inbound_id: int) -> tuple[NumberedQuestion, ...]:
    """The open questions about one mail."""
    q = tables.question
    wanted = _SHOWN.where(q.c.inbound == inbound_id, q.c.closed_at.is_(None)).order_by(q.c.number)
    return tuple(_value(tx, row) for row in tx.connection.execute(wanted))


def keys(tx: Transaction, kind: str) -> frozenset[str]:
    """The keys of all questions of a kind, closed ones included."""
    q = tables.question.c
    return frozenset(tx.connection.scalars(select(q.key).where(q.kind == kind)))


def close(tx: Transaction, number: int, at: datetime) -> None:
    """Answered."""
    q = tables.question
    tx.connection.execute(update(q).where(q.c.number == number, q.c.closed_at.is_(None)).values(closed_at=at))


def close_kind(tx: Transaction, inbound_id: int, kind: str, at: datetime) -> None:
    """What is asked of this kind about the mail is settled."""
    for question in open_of_mail(tx, inbound_id):
        if question.kind == kind:
            close(tx, question.number, at)


def close_of_mail(tx: Transaction, inbound_id: int, at: datetime, keep: tuple[str, ...] = ()) -> None:
    """The mail is settled, and with it every question about it, those of the kinds in `keep` excepted."""
    tx.connection.execute(_CLOSE, {"mail": inbound_id, "kept": keep, "closed_at": at})


def close_of_traject(tx: Transaction, ref: str, at: datetime) -> None:
    """Nothing about it is to be answered any more."""
    q = tables.question
    tx.connection.execute(update(q).where(q.c.ref == ref, q.c.closed_at.is_(None)).values(closed_at=at))


def _value(tx: Transaction, row: Row[Any]) -> NumberedQuestion:
    text = tx.keys.unseal(row.under, "question/shown", row.shown_c).decode()
    shown = json.loads(text) if text else {"code": row.kind, "values": [], "who": "", "proposals": []}
    return NumberedQuestion(
        number=row.number,
        kind=row.kind,
        key=row.key,
        ref=row.ref,
        what=Phrase(shown["code"], tuple((k, v) for k, v in shown["values"])),
        who=shown["who"],
        opened_at=row.opened_at,
        proposals=tuple(Proposal(*p) for p in shown["proposals"]),
        inbound_id=row.inbound,
        open=row.closed_at is None,
        place=GONE if row.gone else row.place if row.state == _HANDLED else "",
    )


def more_than(tx: Transaction, most: int, kind: str, ref: str, since: datetime) -> bool:
    """Whether more than so many of this kind were asked about this traject since then."""
    q = tables.question.c
    newest = select(q.opened_at).where(q.ref == ref, q.kind == kind).order_by(q.number.desc())
    one = tx.connection.execute(newest.offset(most).limit(1)).scalar()
    return one is not None and one >= since


def open_of_kind(tx: Transaction, kind: str) -> tuple[tuple[int, str, int | None], ...]:
    """Number, traject and mail of the open questions of a kind."""
    q = tables.question.c
    rows = tx.connection.execute(select(q.number, q.ref, q.inbound).where(q.kind == kind, q.closed_at.is_(None)))
    return tuple((row.number, row.ref, row.inbound) for row in rows)

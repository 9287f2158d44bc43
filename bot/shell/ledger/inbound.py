"""Mails that were seen: where they lie, whether they are handled, and where they ought to lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Exists,
    Row,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.core.decision import Retry
from bot.core.traject.value import Outcome
from bot.shell.ledger import dispositions, tables
from bot.shell.ledger.locations import Location, places_of
from bot.shell.ledger.transaction import Transaction

NEW, HANDLED, PARKED = "new", "handled", "parked"
ATTEMPTS = 3
"""So often a mail is tried before it is parked, and told of."""
_MOST_EARLIER = 20
_NO_WORD = {"word_ref": "", "word_respondent": "", "word_group": "", "word_counts": False}


_i, _d = tables.inbound.c, tables.disposition.c
_THIS: BindParameter[int] = bindparam("this")
_ADD, _CHANGE = insert(tables.inbound), update(tables.inbound).where(_i.id == _THIS)
_BY_CONTENT = select(_i.id, _i.state, _i.place).where(_i.content_h == bindparam("content")).order_by(_i.id).limit(1)
_PENDING = select(tables.inbound).where(_i.id == _THIS, _i.state == NEW)
_EARLIER = {
    name: select(_i.id, _i.seen_at)
    .where(_i[name] == bindparam("hash"), _i.id < _THIS)
    .order_by(_i.id.desc())
    .limit(_MOST_EARLIER)
    for name in ("said_h", "files_h")
}
"""What came later is never a reason to take a mail that is looked at once more for a repetition."""
_LAST_WORD = (
    select(_i.said_h)
    .where(_i.sender_h == bindparam("sender"), _i.id < _THIS)
    .where(exists().where(_d.inbound == _i.id, _d.ref == bindparam("of")))
    .order_by(_i.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A mail to be handled; `word` is what she said about it (traject, respondent, group, that it counts)."""

    inbound_id: int
    spot: Location
    attempts: int
    place: str
    word_ref: str
    word_respondent: str
    word_group: str
    word_counts: bool


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """An earlier mail that says the same, when it came, and its valid outcomes by traject."""

    inbound_id: int
    at: datetime
    outcomes: dict[str, Outcome]


def add(
    tx: Transaction, content_h: str, received_at: datetime, seen_at: datetime, place: str, word_ref: str = ""
) -> int:
    """A mail seen for the first time."""
    known = {"content_h": content_h, "received_at": received_at, "seen_at": seen_at, "place": place}
    begin = {"state": NEW, "attempts": 0, "problem": "", **_NO_WORD, "word_ref": word_ref}
    added = tx.connection.execute(_ADD, {**known, **begin})
    assert added.inserted_primary_key is not None
    return int(added.inserted_primary_key[0])


def told_by(tx: Transaction, inbound_id: int) -> tuple[datetime, str]:
    """The server's date of a mail and the hash of its content: what it is known by wherever it is moved."""
    i = tables.inbound.c
    row = tx.connection.execute(select(i.received_at, i.content_h).where(i.id == inbound_id)).one()
    return row.received_at, row.content_h


def by_content(tx: Transaction, content_h: str) -> tuple[int, str, str] | None:
    """The first mail with this content: its id, state and place."""
    row = tx.connection.execute(_BY_CONTENT, {"content": content_h}).first()
    return (row.id, row.state, row.place) if row else None


def has_content(tx: Transaction, inbound_id: int, content_h: str) -> bool:
    """Whether a mail is one with this content."""
    i = tables.inbound.c
    same = select(i.id).where(i.id == inbound_id, i.content_h == content_h)
    return tx.connection.execute(same).first() is not None


def received_at(tx: Transaction, inbound_id: int) -> datetime:
    """The server's date of a mail."""
    i = tables.inbound.c
    received: datetime = tx.connection.execute(select(i.received_at).where(i.id == inbound_id)).scalar_one()
    return received


def pending(tx: Transaction, now: datetime) -> tuple[Pending, ...]:
    """What is to be handled now and can be found, in the order of arrival; parked mail too whose time has come."""
    i = tables.inbound.c
    rows = tx.connection.execute(
        select(tables.inbound)
        .where(or_(_is_due(now), and_(i.state == PARKED, i.next_try_at <= now)))
        .order_by(i.received_at, i.id)
    ).all()
    return tuple(p for row in rows if (p := _pending(tx, row)) is not None)


def _is_due(now: datetime) -> ColumnElement[bool]:
    i = tables.inbound.c
    return and_(i.state == NEW, or_(i.next_try_at.is_(None), i.next_try_at <= now))


def pending_one(tx: Transaction, inbound_id: int) -> Pending | None:
    """One mail that is to be handled, when it can be found."""
    row = tx.connection.execute(_PENDING, {"this": inbound_id}).first()
    return _pending(tx, row) if row is not None else None


def _pending(tx: Transaction, row: Row[Any]) -> Pending | None:
    places = places_of(tx, row.id)
    if not places:
        return None
    word = (row.word_ref, row.word_respondent, row.word_group, row.word_counts)
    return Pending(row.id, places[0], row.attempts, row.place, *word)


def handled(tx: Transaction, inbound_id: int, place: str) -> None:
    """Its outcome is on record; it belongs in this folder."""
    values = {"state": HANDLED, "place": place, "problem": "", **_NO_WORD}
    tx.connection.execute(_CHANGE, {"this": inbound_id, **values})


def failed(tx: Transaction, inbound_id: int, problem: str, next_try_at: datetime | None) -> int:
    """One more attempt that failed; how many there were."""
    i = tables.inbound
    tx.connection.execute(
        update(i)
        .where(i.c.id == inbound_id)
        .values(attempts=i.c.attempts + 1, problem=problem[:80], next_try_at=next_try_at)
    )
    return int(tx.connection.execute(select(i.c.attempts).where(i.c.id == inbound_id)).scalar_one())


def park(tx: Transaction, inbound_id: int, where_it_lies: str = "") -> None:
    """It could not be handled; what may not be moved stays in the folder where it lies."""
    values = {"state": PARKED, "place": where_it_lies or "parked"}
    tx.connection.execute(_CHANGE, {"this": inbound_id, **values})


def unpark(tx: Transaction, inbound_id: int) -> bool:
    """Tried again from the beginning; False when it is not parked."""
    i = tables.inbound
    values = {"state": NEW, "attempts": 0, "next_try_at": None}
    changed = tx.connection.execute(update(i).where(i.c.id == inbound_id, i.c.state == PARKED).values(**values))
    return changed.rowcount == 1


def again(tx: Transaction, retry: Retry) -> None:
    """Handled once more, with her word as evidence when there is one."""
    i = tables.inbound
    has_word = bool(retry.respondent or retry.group or retry.by_her)
    values = {"state": NEW, "attempts": 0, "next_try_at": None}
    if has_word:
        word = {"word_ref": retry.ref, "word_respondent": retry.respondent, "word_group": retry.group}
        values |= {**word, "word_counts": retry.counts}
    tx.connection.execute(update(i).where(i.c.id == retry.inbound_id).values(**values))


def told(tx: Transaction, inbound_id: int, ref: str) -> None:
    """She said by dragging it that it belongs to this traject."""
    i = tables.inbound
    values = {"state": NEW, "attempts": 0, "next_try_at": None, "word_ref": ref}
    tx.connection.execute(update(i).where(i.c.id == inbound_id).values(**values))


def put(tx: Transaction, inbound_id: int, place: str) -> None:
    """It belongs in another folder now."""
    i = tables.inbound
    tx.connection.execute(update(i).where(i.c.id == inbound_id).values(place=place))


def misplaced(tx: Transaction) -> tuple[tuple[Location, str], ...]:
    """Mails that do not lie where they belong, and where that is."""
    t, i = tables.location.c, tables.inbound.c
    rows = tx.connection.execute(
        select(t.inbound, t.folder, t.uidvalidity, t.uid, i.place)
        .join_from(tables.location, tables.inbound, t.inbound == i.id)
        .where(t.gone_at.is_(None), t.copy.is_(False), i.state != NEW, t.folder != i.place)
        .order_by(t.folder, t.uid)
    )
    return tuple((Location(r.inbound, r.folder, r.uidvalidity, r.uid), r.place) for r in rows)


def _lies_somewhere() -> Exists:
    """What somebody deleted is nobody's work, unless it comes back."""
    t = tables.location.c
    return select(t.inbound).where(t.inbound == tables.inbound.c.id, t.gone_at.is_(None)).exists()


def parked(tx: Transaction) -> tuple[tuple[int, datetime, str], ...]:
    """The mails that could not be handled and are still there: number, when they came, why."""
    i = tables.inbound.c
    wanted = select(i.id, i.received_at, i.problem).where(i.state == PARKED, _lies_somewhere())
    return tuple((r.id, r.received_at, r.problem) for r in tx.connection.execute(wanted.order_by(i.id)))


def oldest_new(tx: Transaction) -> datetime | None:
    """When the oldest mail that is there and not handled yet was seen first."""
    i = tables.inbound.c
    wanted = select(func.min(i.seen_at)).where(i.state == NEW, _lies_somewhere())
    oldest: datetime | None = tx.connection.execute(wanted).scalar()
    return oldest


def parked_since(tx: Transaction, since: datetime) -> int:
    """How many of the parked mails were seen since then for the first time."""
    i = tables.inbound.c
    wanted = select(func.count()).where(i.state == PARKED, i.seen_at >= since)
    return tx.connection.execute(wanted).scalar_one()


def unheard(tx: Transaction, since: datetime) -> bool:
    """Whether a mail that was seen since then is there and could not be read or handled."""
    i = tables.inbound.c
    wanted = select(i.id).where(i.state.in_((NEW, PARKED)), i.seen_at >= since, _lies_somewhere()).limit(1)
    return tx.connection.execute(wanted).first() is not None


def unsettled(tx: Transaction) -> int:
    """How many mails are parked or wait for another attempt, and are still there."""
    i = tables.inbound.c
    waits = or_(i.state == PARKED, and_(i.state == NEW, i.attempts > 0))
    return tx.connection.execute(select(func.count()).where(waits, _lies_somewhere())).scalar_one()


def content_hash(tx: Transaction, key: str) -> str:
    """How what makes a mail the same mail is kept: by its content key, or the hash of its bytes."""
    return tx.keys.hash("content", key)


def withheld_hash(tx: Transaction, spot: Location) -> str:
    """What stands for the content of a mail that was never seen: the place where it lies."""
    return tx.keys.hash("withheld", f"{spot.folder}/{spot.uidvalidity}/{spot.uid}")


# -- what was said before, by keyed hashes --------------------------------------------------------------


def said_hash(tx: Transaction, what: str) -> str:
    """How what was said is kept; "" for nothing."""
    return tx.keys.hash("said", what) if what else ""


def remember(tx: Transaction, inbound_id: int, said_h: str, files_h: str, sender_h: str = "") -> None:
    """What this mail says, and who says it."""
    tx.connection.execute(_CHANGE, {"this": inbound_id, "said_h": said_h, "files_h": files_h, "sender_h": sender_h})


def saying(tx: Transaction, inbound_id: int, said_h: str) -> tuple[SaidBefore, ...]:
    """The latest of the earlier mails with these words and files, newest first."""
    return _earlier(tx, inbound_id, "said_h", said_h)


def bringing(tx: Transaction, inbound_id: int, files_h: str) -> tuple[SaidBefore, ...]:
    """The latest of the earlier mails with these files, newest first."""
    return _earlier(tx, inbound_id, "files_h", files_h)


def last_word(tx: Transaction, inbound_id: int, sender_h: str, ref: str) -> str:
    """The hash of what this sender said last before, of this traject; "" for nothing."""
    wanted = {"sender": sender_h, "this": inbound_id, "of": ref}
    return (tx.connection.execute(_LAST_WORD, wanted).scalar() or "") if sender_h else ""


def _earlier(tx: Transaction, inbound_id: int, column: str, hashed: str) -> tuple[SaidBefore, ...]:
    if not hashed:
        return ()
    rows = tx.connection.execute(_EARLIER[column], {"hash": hashed, "this": inbound_id}).all()
    return tuple(SaidBefore(row.id, row.seen_at, dispositions.of_mail(tx, row.id)) for row in rows)

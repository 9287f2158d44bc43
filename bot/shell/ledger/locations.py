"""Where mails lie and lay: one row a folder and UID, mails that are nobody's outcome included."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.traject.value import COUNTING
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

UNREAD = 0
"""The `inbound` of a location that is nobody's business: older than `since`, or our own copy."""


DOOMED = -1
"""The `inbound` of a mail for a destroyed traject: answered, to be expunged unread."""


_SEEN_AGAIN = ("inbound", "gone_at", "copy")


def _put(new: sqlite.Insert | postgresql.Insert) -> Insert:
    again = {name: new.excluded[name] for name in _SEEN_AGAIN}
    return new.on_conflict_do_update(index_elements=("folder", "uidvalidity", "uid"), set_=again)


_PUT = {
    "sqlite": _put(sqlite.insert(tables.location)),
    "postgresql": _put(postgresql.insert(tables.location)),
}
"""By the database's kind: a place that is new, or is seen again."""


_t = tables.location.c
_GONE = update(tables.location).where(
    _t.folder == bindparam("of"), _t.uidvalidity == bindparam("under"), _t.uid == bindparam("number")
)
_PLACES = (
    select(_t.inbound, _t.folder, _t.uidvalidity, _t.uid)
    .where(_t.inbound == bindparam("mail"), _t.gone_at.is_(None))
    .order_by(_t.copy, _t.id.desc())
)


@dataclass(frozen=True, slots=True)
class Location:
    """A mail at a UID."""

    inbound_id: int
    folder: str
    uidvalidity: int
    uid: int


def known_uids(tx: Transaction, folder: str, uidvalidity: int) -> frozenset[int]:
    """The UIDs of a folder that need no look: mails on record that should be there, and what is nobody's business."""
    t = tables.location.c
    theirs = or_(t.gone_at.is_(None), t.inbound == UNREAD)
    return frozenset(
        tx.connection.scalars(select(t.uid).where(t.folder == folder, t.uidvalidity == uidvalidity, theirs))
    )


def last_uid(tx: Transaction, folder: str, uidvalidity: int) -> int:
    """The highest UID of a folder that is on record, 0 for none."""
    t = tables.location.c
    highest = select(func.max(t.uid)).where(t.folder == folder, t.uidvalidity == uidvalidity)
    return tx.connection.scalar(highest) or 0


def is_on_record(tx: Transaction, spot: Location) -> bool:
    """Whether a mail was seen at this UID before, gone or not."""
    t = tables.location.c
    same = (t.folder == spot.folder, t.uidvalidity == spot.uidvalidity, t.uid == spot.uid, t.inbound != UNREAD)
    return tx.connection.scalar(select(t.id).where(*same)) is not None


def moved_away(tx: Transaction, folder: str, uidvalidity: int, uids: Collection[int]) -> bool:
    """Whether one of these UIDs is on record as that of a mail that was moved to another folder."""
    t, i = tables.location.c, tables.inbound.c
    there = (t.folder == folder, t.uidvalidity == uidvalidity, t.uid.in_(uids), i.place != folder)
    moved = select(t.id).join_from(tables.location, tables.inbound, t.inbound == i.id).where(*there)
    return bool(uids) and tx.connection.scalar(moved.limit(1)) is not None


def is_numbered_anew(tx: Transaction, folder: str, uidvalidity: int) -> bool:
    """Whether mails of this folder are on record, and all of them under another UIDVALIDITY."""
    t = tables.location.c
    seen = set(tx.connection.scalars(select(t.uidvalidity).where(t.folder == folder).distinct()))
    return bool(seen) and uidvalidity not in seen


def forget(tx: Transaction, folder: str, uidvalidity: int, uidnext: int, at: datetime) -> None:
    """The server numbers this folder from `uidnext` on once more: nothing of it is known to be there."""
    t = tables.location
    here = (t.c.folder == folder, t.c.uidvalidity == uidvalidity)
    tx.connection.execute(delete(t).where(*here, t.c.uid >= uidnext))
    tx.connection.execute(update(t).where(*here, t.c.inbound != UNREAD, t.c.gone_at.is_(None)).values(gone_at=at))


def alive_uids(tx: Transaction, folder: str) -> tuple[Location, ...]:
    """What should lie in a folder as far as is known, whatever its UIDVALIDITY."""
    t = tables.location.c
    rows = tx.connection.execute(
        select(t.inbound, t.folder, t.uidvalidity, t.uid).where(t.folder == folder, t.gone_at.is_(None))
    )
    return tuple(Location(r.inbound, r.folder, r.uidvalidity, r.uid) for r in rows)


def gone(tx: Transaction, places: Iterable[Location], at: datetime) -> None:
    """These are no longer there."""
    rows = [{"of": p.folder, "under": p.uidvalidity, "number": p.uid, "gone_at": at} for p in places]
    if rows:
        tx.connection.execute(_GONE, rows)


def gone_of(tx: Transaction, ref: str, at: datetime) -> None:
    """Where the mails of a traject lay is not known any more."""
    t, d = tables.location, tables.disposition.c
    mails = select(d.inbound).where(d.ref == ref, d.inbound > 0)
    tx.connection.execute(update(t).where(t.c.inbound.in_(mails), t.c.gone_at.is_(None)).values(gone_at=at))


def locate(tx: Transaction, place: Location, *, copy: bool = False) -> None:
    """A mail lies here; seen again, it is not gone."""
    lies = {"folder": place.folder, "uidvalidity": place.uidvalidity, "uid": place.uid}
    put = _PUT[tx.connection.dialect.name]
    tx.connection.execute(put, {**lies, "inbound": place.inbound_id, "gone_at": None, "copy": copy})


def leave(tx: Transaction, folder: str, uidvalidity: int, uids: Iterable[int]) -> None:
    """These UIDs, none of them on record, are nobody's business."""
    rows = [{"inbound": UNREAD, "folder": folder, "uidvalidity": uidvalidity, "uid": u, "copy": False} for u in uids]
    if rows:
        tx.connection.execute(insert(tables.location), rows)


def places_of(tx: Transaction, inbound_id: int) -> tuple[Location, ...]:
    """Where a mail lies now, its main place first."""
    rows = tx.connection.execute(_PLACES, {"mail": inbound_id})
    return tuple(Location(r.inbound, r.folder, r.uidvalidity, r.uid) for r in rows)


def folders(tx: Transaction) -> tuple[str, ...]:
    """The folders in which something should lie."""
    t = tables.location.c
    return tuple(tx.connection.scalars(select(t.folder).where(t.gone_at.is_(None)).distinct().order_by(t.folder)))


def doomed(tx: Transaction) -> tuple[Location, ...]:
    """Mails for destroyed trajects that may still be there."""
    t = tables.location.c
    rows = tx.connection.execute(
        select(t.inbound, t.folder, t.uidvalidity, t.uid).where(t.inbound == DOOMED, t.gone_at.is_(None))
    )
    return tuple(Location(r.inbound, r.folder, r.uidvalidity, r.uid) for r in rows)


def last_folder(tx: Transaction, inbound_id: int) -> str | None:
    """Where a mail, not its copy, was seen last."""
    t = tables.location.c
    seen = select(t.folder).where(t.inbound == inbound_id, t.copy.is_(False)).order_by(t.id.desc())
    return tx.connection.scalars(seen.limit(1)).first()


def is_gone(tx: Transaction, inbound_id: int) -> bool:
    """Whether a mail was seen where it belongs and lies nowhere any more. One that we moved, on a server that does not
    tell its new UID, was not seen there yet.
    """
    i = tables.inbound.c
    place: str | None = tx.connection.scalar(select(i.place).where(i.id == inbound_id))
    return not places_of(tx, inbound_id) and place is not None and last_folder(tx, inbound_id) == place


def was_gone_before(tx: Transaction, inbound_id: int, now: datetime) -> bool:
    """Whether a mail lay nowhere before this look already: nobody dragged it just now, it was put back."""
    t = tables.location.c
    latest: datetime | None = tx.connection.scalar(select(func.max(t.gone_at)).where(t.inbound == inbound_id))
    return latest is not None and latest < now and not places_of(tx, inbound_id)


def gone_since(tx: Transaction, inbound_id: int) -> str:
    """When a mail that lies nowhere was last seen to be gone."""
    t = tables.location.c
    latest: datetime | None = tx.connection.scalar(select(func.max(t.gone_at)).where(t.inbound == inbound_id))
    return f"{latest:%Y%m%d%H%M%S}" if latest else ""


def missing(tx: Transaction, now: datetime) -> tuple[tuple[str, int], ...]:
    """Traject and mail of each counting form of which every place is gone, and was so before this round."""
    d, t = tables.disposition.c, tables.location.c
    latest = select(func.max(d.id)).where(d.part == 0).group_by(d.inbound, d.ref)
    here = select(t.inbound).where(t.inbound == d.inbound, or_(t.gone_at.is_(None), t.gone_at >= now))
    wanted = select(d.ref, d.inbound).where(
        d.id.in_(latest), d.outcome.in_(COUNTING), d.inbound > 0, ~here.exists(), d.ref != ""
    )
    return tuple((row.ref, row.inbound) for row in tx.connection.execute(wanted.order_by(d.inbound)))

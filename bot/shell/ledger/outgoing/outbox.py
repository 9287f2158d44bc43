"""What waits to be sent, was sent, or could not be."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from bot.core.codec import from_plain, to_plain
from bot.core.decision import Mail, PractitionerMail
from bot.core.traject.value import Sent
from bot.core.views import Incident, IncidentCase
from bot.core.world import Role
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction
from bot.shell.letters.stationery import Written

WAITING, SENT, FILING, FILED = "waiting", "sent", "filing", "filed"
HELD, FAILED, CANCELLED = "held", "failed", "cancelled"


_o = tables.outbox.c
_ADD, _CHANGE = insert(tables.outbox), update(tables.outbox).where(_o.id == bindparam("this"))
_HAS_KEY = select(_o.id).where(_o.key == bindparam("wanted"))
_ONE = select(tables.outbox).where(_o.id == bindparam("this"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row with its mail opened. `answers` says that it is not held back outside the window; `cases` are what an
    alert tells, so that several can become one.
    """

    id: int
    key: str
    ref: str
    kind: str
    role: Role
    respondent: str
    message_id: str
    recipient: str
    recipient_h: str
    raw: bytes
    answers: bool
    created_at: datetime
    attempts: int
    filing: bool
    cases: tuple[IncidentCase, ...] = ()


def add(tx: Transaction, mail: Mail, written: Written, ref: str, at: datetime) -> None:
    """Puts a mail of a traject (or of none) in the outbox; its key must be new."""
    answers = mail.answers or isinstance(mail, PractitionerMail)
    cases = mail.view.cases if isinstance(mail.view, Incident) else ()
    _insert(tx, mail.key, mail.view.KIND, written, at, ref=ref, step=mail.step, answers=answers, cases=cases)


def add_raw(tx: Transaction, key: str, kind: str, written: Written, at: datetime, *, answers: bool = True) -> None:
    """Puts a mail that belongs to no traject any more in the outbox, once per key."""
    if not has_key(tx, key):
        _insert(tx, key, kind, written, at, answers=answers)


def _insert(
    tx: Transaction,
    key: str,
    kind: str,
    written: Written,
    at: datetime,
    *,
    ref: str = "",
    step: int = 0,
    answers: bool,
    cases: tuple[IncidentCase, ...] = (),
) -> None:
    under = tx.under(ref)
    told = {"cases": to_plain(cases)} if cases else {}
    content = json.dumps({"to": written.recipient, "raw": b64encode(written.raw).decode(), **told})
    row = {
        "key": key,
        "ref": ref,
        "kind": kind,
        "role": written.role,
        "respondent": written.respondent,
        "step": step,
        "message_id": written.message_id,
        "recipient_h": tx.address_hash(written.recipient),
        "created_at": at,
        "not_before": at,
        "answers": answers,
        "state": WAITING,
        "attempts": 0,
        "code": "",
        "under": under,
        "mail_c": tx.keys.seal(under, "outbox/mail", content),
    }
    kept = tx.kept.get(ref)
    tx.connection.execute(_ADD, row)
    if kept is not None:
        tx.kept.put(replace(kept, sent=(*kept.sent, Sent(kind, at, written.respondent, step, key, waiting=True))))


def has_key(tx: Transaction, key: str) -> bool:
    """Whether a mail with this key was made already."""
    return tx.connection.execute(_HAS_KEY, {"wanted": key}).first() is not None


def state_of(tx: Transaction, key: str) -> str:
    """Where the mail with this key stands; "" when there is none."""
    o = tables.outbox.c
    return tx.connection.execute(select(o.state).where(o.key == key)).scalar() or ""


def waiting(tx: Transaction, now: datetime) -> tuple[int, ...]:
    """What may be tried now, oldest first."""
    o = tables.outbox
    due = or_(o.c.next_try_at.is_(None), o.c.next_try_at <= now)
    wanted = select(o.c.id).where(o.c.state == WAITING, o.c.not_before <= now, due).order_by(o.c.id)
    return tuple(tx.connection.scalars(wanted))


def one(tx: Transaction, identifier: int) -> Waiting | None:
    """A mail of the outbox, opened; None for one whose key was destroyed, which is cancelled."""
    return _opened(tx, tx.connection.execute(_ONE, {"this": identifier}).one())


def with_key(tx: Transaction, key: str) -> Waiting | None:
    """The mail with this key while it waits."""
    o = tables.outbox
    row = tx.connection.execute(select(o).where(o.c.key == key, o.c.state == WAITING)).first()
    return _opened(tx, row) if row is not None else None


def questions_of(tx: Transaction, message_id: str) -> tuple[int, ...]:
    """The numbers of the questions that this mail puts: its key names them."""
    o = tables.outbox.c
    key = tx.connection.execute(select(o.key).where(o.message_id == message_id)).scalar() or ""
    kind, _, numbers = key.partition("/")
    parts = numbers.split("+") if kind in ("question", "questions") else ()
    return tuple(int(part) for part in parts if part.isdigit())


def named(tx: Transaction, message_id: str) -> tuple[str, str]:
    """What kind of mail this was, and its key; each "" when it is not on record."""
    o = tables.outbox.c
    row = tx.connection.execute(select(o.kind, o.key).where(o.message_id == message_id)).first()
    return (row.kind, row.key) if row is not None else ("", "")


def unfiled(tx: Transaction) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What was sent and has no copy in its traject's folder yet: never tried, and tried before."""
    o = tables.outbox
    rows = tx.connection.execute(select(o.c.id, o.c.state).where(o.c.state.in_([SENT, FILING])).order_by(o.c.id)).all()
    return tuple(row.id for row in rows if row.state == SENT), tuple(row.id for row in rows if row.state == FILING)


def _opened(tx: Transaction, row: Row[Any]) -> Waiting | None:
    """The row with its mail; one whose key was destroyed is cancelled."""
    text = tx.keys.unseal(row.under, "outbox/mail", row.mail_c)
    if not text:
        close(tx, row.id, CANCELLED, row.created_at)
        return None
    content = json.loads(text)
    return Waiting(
        row.id,
        row.key,
        row.ref,
        row.kind,
        Role(row.role),
        row.respondent,
        row.message_id,
        content["to"],
        row.recipient_h,
        b64decode(content["raw"]),
        row.answers,
        row.created_at,
        row.attempts,
        row.state == FILING,
        from_plain(tuple[IncidentCase, ...], content.get("cases", [])),
    )


def sent(tx: Transaction, identifier: int, at: datetime) -> None:
    """The server took it."""
    tx.connection.execute(_CHANGE, {"this": identifier, "state": SENT, "sent_at": at, "next_try_at": None})


def filing(tx: Transaction, identifier: int) -> None:
    """Its copy is about to be put into the folder: after a crash it is looked for there first."""
    tx.connection.execute(_CHANGE, {"this": identifier, "state": FILING})


def close(tx: Transaction, identifier: int, state: str, at: datetime, code: str = "") -> None:
    """Nothing more happens with it; its content is emptied."""
    values = {"state": state, "mail_c": None, "next_try_at": None, "code": code[:80]}
    tx.connection.execute(_CHANGE, {"this": identifier, **values})


def waits(tx: Transaction, ref: str, kind: str, since: datetime) -> bool:
    """Whether a mail of this kind, of this traject and made since then, is still to leave."""
    o = tables.outbox.c
    mine = (o.ref == ref, o.kind == kind, o.state.in_((WAITING, FILING)), o.created_at >= since)
    return tx.connection.execute(select(o.id).where(*mine).limit(1)).first() is not None


def superseded(tx: Transaction, mail: Waiting) -> bool:
    """Whether a newer one of the same kind waits for the same person, or went already."""
    o = tables.outbox.c
    same = (o.kind == mail.kind, o.ref == mail.ref, o.respondent == mail.respondent, o.role == mail.role)
    newer = select(o.id).where(*same, o.state.not_in((FAILED, CANCELLED)), o.id > mail.id)
    return tx.connection.execute(newer.limit(1)).first() is not None


def cancel(tx: Transaction, identifier: int, at: datetime) -> None:
    """Not wanted any more before it left; its key is free again, should it be wanted later."""
    o = tables.outbox
    close(tx, identifier, CANCELLED, at)
    key = tx.connection.execute(select(o.c.key).where(o.c.id == identifier)).scalar_one()
    tx.connection.execute(update(o).where(o.c.id == identifier).values(key=f"{key[:100]}/cancelled/{identifier}"))


def later(tx: Transaction, identifier: int, next_try_at: datetime, code: str = "", *, attempt: bool = True) -> None:
    """Tried again then."""
    o = tables.outbox
    attempts = o.c.attempts + 1 if attempt else o.c.attempts
    tx.connection.execute(
        update(o).where(o.c.id == identifier).values(next_try_at=next_try_at, attempts=attempts, code=code[:80])
    )


def unprompted(tx: Transaction, now: datetime, after: int) -> tuple[int, ...]:
    """What nobody asked for and may be tried now, made later than the mail with this number."""
    o = tables.outbox
    due = or_(o.c.next_try_at.is_(None), o.c.next_try_at <= now)
    mine = (o.c.state == WAITING, o.c.answers.is_(False), o.c.id > after)
    return tuple(tx.connection.scalars(select(o.c.id).where(*mine, o.c.not_before <= now, due).order_by(o.c.id)))


def hold(tx: Transaction, identifiers: Sequence[int]) -> None:
    """These wait for her word."""
    o = tables.outbox
    for identifier in identifiers:
        tx.connection.execute(update(o).where(o.c.id == identifier).values(state=HELD))


def held(tx: Transaction) -> tuple[str, ...]:
    """The kinds of what waits for her word, one for each mail."""
    o = tables.outbox.c
    return tuple(tx.connection.scalars(select(o.kind).where(o.state == HELD)))


def release(tx: Transaction) -> int:
    """What waited for her word may go; the number of the newest mail at this moment."""
    o = tables.outbox
    tx.connection.execute(update(o).where(o.c.state == HELD).values(state=WAITING, next_try_at=None))
    return tx.connection.execute(select(func.max(o.c.id))).scalar() or 0

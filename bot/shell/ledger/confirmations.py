"""What waits for the practitioner's confirmation, under the practice key; tokens are kept as keyed hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from bot.core.decision import Confirm
from bot.core.traject import reference
from bot.core.world import Confirmation
from bot.shell.keys.store import PRACTICE
from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

_LINES = "confirmation/lines"
_VERB_AND_REF = 2


def add(tx: Transaction, confirm: Confirm, ref: str, at: datetime) -> None:
    """One more; the Message-ID of the mail that asks is filled in when that is made."""
    told = {"token": confirm.token, "lines": confirm.lines, "person": confirm.person, "mails": confirm.mails}
    content = json.dumps(told)
    tx.connection.execute(
        insert(tables.confirmation).values(
            token_h=_hash(tx, confirm.token),
            ref=ref,
            message_id="",
            created_at=at,
            expires_at=confirm.expires_at,
            lines_c=tx.keys.seal(PRACTICE, _LINES, content),
        )
    )


def asked_by(tx: Transaction, token: str, message_id: str) -> None:
    """A reply to this mail confirms."""
    c = tables.confirmation
    tx.connection.execute(update(c).where(c.c.token_h == _hash(tx, token)).values(message_id=message_id))


def forget(tx: Transaction, token: str) -> None:
    """Asked in another mail, or not at all."""
    c = tables.confirmation
    tx.connection.execute(delete(c).where(c.c.token_h == _hash(tx, token)))


def use(tx: Transaction, token: str, at: datetime, *, cancelled: bool = False) -> None:
    """Once and for all; `cancelled` when the word was a no."""
    c = tables.confirmation
    mine = c.c.token_h == _hash(tx, token)
    values: dict[str, object] = {"used_at": at}
    sealed = tx.connection.execute(select(c.c.lines_c).where(mine)).scalar()
    if cancelled and sealed is not None:
        content = json.loads(tx.keys.unseal(PRACTICE, _LINES, sealed))
        values["lines_c"] = tx.keys.seal(PRACTICE, _LINES, json.dumps(content | {"cancelled": True}))
    tx.connection.execute(update(c).where(mine).values(**values))


def tie(tx: Transaction, token: str, refs: Iterable[str]) -> tuple[int, ...]:
    """What she confirmed changed these trajects: the mails in which she had asked for it, which are theirs too."""
    c = tables.confirmation
    sealed = tx.connection.execute(select(c.c.lines_c).where(c.c.token_h == _hash(tx, token))).scalar()
    if sealed is None:
        return ()
    content = json.loads(tx.keys.unseal(PRACTICE, _LINES, sealed)) | {"refs": sorted(refs)}
    kept = tx.keys.seal(PRACTICE, _LINES, json.dumps(content))
    tx.connection.execute(update(c).where(c.c.token_h == _hash(tx, token)).values(lines_c=kept))
    return tuple(content.get("mails", ()))


def asked_about(tx: Transaction, ref: str) -> dict[str, tuple[str, ...]]:
    """By the Message-ID of each mail that asked her to confirm what changed this traject: all that it changed."""
    return {row.message_id: tuple(content["refs"]) for row, content in _changing(tx, ref) if row.message_id}


def _changing(tx: Transaction, ref: str) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    c = tables.confirmation
    for row in tx.connection.execute(select(c).where(c.c.used_at.is_not(None), c.c.lines_c.is_not(None))).all():
        content = json.loads(tx.keys.unseal(PRACTICE, _LINES, row.lines_c))
        if ref in content.get("refs", ()):
            yield row, content


def strip(tx: Transaction, ref: str) -> None:
    """Of a traject that is destroyed nothing is left of what she wrote but commands that name no more than it."""
    c = tables.confirmation
    about = tx.connection.execute(select(c).where(c.c.ref == ref, c.c.lines_c.is_not(None))).all()
    opened = ((row, json.loads(tx.keys.unseal(PRACTICE, _LINES, row.lines_c))) for row in about)
    for row, content in (*opened, *_changing(tx, ref)):
        bare = [line for line in content["lines"] if len(line.split()) == _VERB_AND_REF and ref in line]
        sealed = tx.keys.seal(PRACTICE, _LINES, json.dumps(content | {"lines": bare}))
        tx.connection.execute(update(c).where(c.c.token_h == row.token_h).values(lines_c=sealed))


def asked_at(tx: Transaction, ref: str, confirmed_at: datetime) -> datetime:
    """When she asked for what she confirmed then; the same moment when nothing had to be confirmed."""
    c = tables.confirmation.c
    wanted = select(c.created_at).where(c.ref == ref, c.used_at == confirmed_at)
    found: datetime | None = tx.connection.execute(wanted).scalar()
    return found or confirmed_at


def open_since(tx: Transaction, ref: str, since: datetime, now: datetime) -> bool:
    """Whether something was asked of her since then, about this traject or without a word of which, that she has not
    answered and still may.
    """
    c = tables.confirmation
    wanted = select(c).where(c.c.used_at.is_(None), c.c.created_at > since, c.c.expires_at > now)
    for row in tx.connection.execute(wanted):
        content = json.loads(tx.keys.unseal(PRACTICE, _LINES, row.lines_c))
        named = {*reference.find("\n".join(content["lines"])), *([row.ref] if row.ref else [])}
        if not content.get("person") and (ref in named or not named):
            return True
    return False


def find(tx: Transaction, wanted: tuple[str, ...]) -> Confirmation | None:
    """By token or by the Message-ID of the mail that asked; the newest of several."""
    if not wanted:
        return None
    c = tables.confirmation
    hashes = [_hash(tx, w) for w in wanted]
    found = tx.connection.execute(
        select(c)
        .where(or_(c.c.token_h.in_(hashes), c.c.message_id.in_([w for w in wanted if w])))
        .order_by(c.c.used_at.is_not(None), c.c.created_at.desc())
    )
    row = next((r for r in found if _is_one(r.token_h, hashes) or _is_one(r.message_id, wanted)), None)
    if row is None:
        return None
    content = json.loads(tx.keys.unseal(PRACTICE, _LINES, row.lines_c))
    used, person = row.used_at is not None, content.get("person", "")
    cancelled = bool(content.get("cancelled"))
    mails = tuple(content.get("mails", ()))
    return Confirmation(content["token"], tuple(content["lines"]), row.expires_at, used, person, cancelled, mails)


def _is_one(known: str, said: Iterable[str]) -> bool:
    """Exactly, whatever the database takes for equal, and in a time that tells nothing."""
    return bool(known) and any(compare_digest(known.encode(), one.encode()) for one in said)


def _hash(tx: Transaction, token: str) -> str:
    return tx.keys.hash("token", token)

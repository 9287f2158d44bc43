"""What is left for the shell to do after a commit; done jobs are kept, for they tell what was made."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.shell.ledger import tables
from bot.shell.ledger.transaction import Transaction

COPY = "copy"
ATTEMPTS = 5
"""After so many a job is told to fail; it is tried again all the same."""
_PLAN = "job/plan"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do; `key` says which, so that it is done once."""

    id: int
    key: str
    ref: str
    kind: str
    created_at: datetime
    attempts: int


def open_ones(tx: Transaction) -> tuple[Job, ...]:
    """What is still to be done, oldest first."""
    j = tables.job
    rows = tx.connection.execute(select(j).where(j.c.done_at.is_(None)).order_by(j.c.id))
    return tuple(Job(r.id, r.key, r.ref, r.kind, r.created_at, r.attempts) for r in rows)


def open_of(tx: Transaction, ref: str, kind: str) -> tuple[Job, ...]:
    """What is still to be done of one kind for a traject, oldest first."""
    return tuple(job for job in open_ones(tx) if (job.ref, job.kind) == (ref, kind))


def add(tx: Transaction, kind: str, key: str, ref: str, at: datetime) -> None:
    """One more thing to do, once per key."""
    j = tables.job
    if tx.connection.execute(select(j.c.id).where(j.c.key == key)).first() is None:
        tx.connection.execute(insert(j).values(key=key, ref=ref, kind=kind, created_at=at, attempts=0))


def of_key(tx: Transaction, key: str) -> Job:
    """The one with this key, which is there."""
    j = tables.job
    r = tx.connection.execute(select(j).where(j.c.key == key)).one()
    return Job(r.id, r.key, r.ref, r.kind, r.created_at, r.attempts)


def done(tx: Transaction, job: Job, at: datetime) -> None:
    """It is done."""
    j = tables.job
    tx.connection.execute(update(j).where(j.c.id == job.id).values(done_at=at))


def close_of_traject(tx: Transaction, ref: str, at: datetime) -> None:
    """Nothing is left to be done for it."""
    j = tables.job
    tx.connection.execute(update(j).where(j.c.ref == ref, j.c.done_at.is_(None)).values(done_at=at))


def newest(tx: Transaction) -> int:
    """The number of the newest one."""
    return int(tx.connection.execute(select(func.max(tables.job.c.id))).scalar() or 0)


def close_since(tx: Transaction, after: int, at: datetime, kinds: Collection[str]) -> None:
    """What was added of these kinds since that number is not to be done."""
    j = tables.job
    mine = (j.c.id > after, j.c.kind.in_(kinds), j.c.done_at.is_(None))
    tx.connection.execute(update(j).where(*mine).values(done_at=at))


def failed(tx: Transaction, job: Job) -> None:
    """One more attempt that failed."""
    j = tables.job
    tx.connection.execute(update(j).where(j.c.id == job.id).values(attempts=job.attempts + 1))


def planned(tx: Transaction, ref: str, kind: str) -> dict[int, tuple[str, ...]]:
    """What the jobs of a kind said they were about to do for a traject, by job; encrypted with its key."""
    j = tables.job
    rows = tx.connection.execute(select(j).where(j.c.ref == ref, j.c.kind == kind, j.c.plan_c.is_not(None)))
    return {row.id: tuple(json.loads(tx.keys.unseal(ref, _PLAN, row.plan_c))) for row in rows}


def plan(tx: Transaction, job: Job, what: tuple[str, ...]) -> None:
    """What this job is about to do, so that a crash leaves nothing behind unknown."""
    j = tables.job
    sealed = tx.keys.seal(job.ref, _PLAN, json.dumps(what))
    tx.connection.execute(update(j).where(j.c.id == job.id).values(plan_c=sealed))


def plan_no_more(tx: Transaction, ref: str, kind: str) -> None:
    """The plans of a traject's jobs of this kind are carried out."""
    j = tables.job
    tx.connection.execute(update(j).where(j.c.ref == ref, j.c.kind == kind).values(plan_c=None))


def copy_key(ref: str, inbound_id: int) -> str:
    """The key of the job that puts a copy of a mail into this traject's folder."""
    return f"{ref}/{COPY}/{inbound_id}"


def is_copy(tx: Transaction, inbound_id: int, ref: str) -> bool:
    """Whether a copy of this mail in this traject's folder is our own doing."""
    j = tables.job.c
    return tx.connection.execute(select(j.id).where(j.key == copy_key(ref, inbound_id))).first() is not None

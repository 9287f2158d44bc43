"""One pass over what decisions left to be done after their commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.core.errors import TrajectbotError, TransientError
from bot.shell.jobs.copy import copy
from bot.shell.jobs.destroy import destroy
from bot.shell.jobs.dossier import put_dossier
from bot.shell.jobs.withdraw import withdraw
from bot.shell.ledger import events, jobs
from bot.shell.ledger.jobs import Job
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

ATTEMPTS = 5
log = structlog.get_logger("trajectbot")

KINDS: dict[str, Callable[[Workshop, Mailroom, Job, datetime], None]] = {
    jobs.COPY: copy,
    "withdraw": withdraw,
    "dossier": put_dossier,
    "destroy": destroy,
}
"""Each is idempotent: after a crash it begins again and finds less to do."""


def run_jobs(workshop: Workshop, room: Mailroom, now: datetime) -> None:
    """Every open job, oldest first; one that fails is tried again next round, and told when that does not help."""
    with workshop.book() as book:
        todo = jobs.open_ones(book)
    for job in todo:
        try:
            KINDS[job.kind](workshop, room, job, now)
        except TransientError:
            raise
        except TrajectbotError as error:
            _failed(workshop, job, type(error).__name__, now)
            continue
        with workshop.book() as book:
            jobs.done(book, job, now)


def _failed(workshop: Workshop, job: Job, problem: str, now: datetime) -> None:
    log.error("job failed", job=job.kind, ref=job.ref, problem=problem)
    with workshop.book() as book:
        if jobs.failed(book, job) == ATTEMPTS:
            events.record(book, now, job.ref, f"problem.{job.kind}", (("ref", job.ref),))

"""One pass over what decisions left to be done after their commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.core.course.advance import DOSSIER, READY
from bot.core.course.blocking import ACCESS
from bot.core.views import CommandResult
from bot.handlers.steering.passing import PASS_ON
from bot.shell.jobs.access import put_access
from bot.shell.jobs.copy import copy
from bot.shell.jobs.destroy import destroy
from bot.shell.jobs.dossier import put_dossier
from bot.shell.jobs.leftover import FINISH, finish
from bot.shell.jobs.ready import tell_ready
from bot.shell.jobs.survey import survey
from bot.shell.jobs.withdrawal.withdraw import withdraw
from bot.shell.ledger import jobs
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.sending.dispatch import Dispatch
from bot.shell.round.sending.passing_on import pass_on
from bot.shell.round.workshop import Workshop

_PATIENCE = timedelta(days=1)
"""So long a destruction waits for an answer to her that cannot be sent."""


def _destroy(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> bool:
    """What she wrote about the traject is answered first: the answer goes with everything else of it."""
    if _has_answers(workshop, job, now):
        Dispatch(workshop, room).run(now)
        if _has_answers(workshop, job, now):
            return False
    return destroy(workshop, room, job, now)


def _has_answers(workshop: Workshop, job: Job, now: datetime) -> bool:
    with workshop.book() as book:
        return outbox.waits(book, job.ref, CommandResult.KIND, now - _PATIENCE)


KINDS: dict[str, Callable[[Workshop, Mailroom, Job, datetime], bool | None]] = {
    jobs.COPY: copy,
    "withdraw": withdraw,
    PASS_ON: pass_on,
    DOSSIER: put_dossier,
    ACCESS: put_access,
    READY: tell_ready,
    "survey": survey,
    "destroy": _destroy,
    FINISH: finish,
}
"""Each is idempotent: after a crash it begins again and finds less to do. False: not yet, for it waits for another."""


def run_jobs(workshop: Workshop, room: Mailroom, now: datetime, *, after: int = 0) -> None:
    """Every open job with a number beyond `after`, oldest first; one that fails is tried again next round, and told
    when that does not help.
    """
    with workshop.book() as book:
        todo = tuple(job for job in jobs.open_ones(book) if job.id > after)
    if todo:
        workshop.ledger.mark()
    for job in todo:
        do = partial(_do, workshop, room, job, now)
        if not room.faults.tried(job.kind, do, job.ref, job.id, patience=jobs.ATTEMPTS):
            with workshop.book() as book:
                jobs.failed(book, job)


def _do(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    if KINDS[job.kind](workshop, room, job, now) is False:
        return
    with workshop.book() as book:
        jobs.done(book, job, now)

"""She hears that a traject is ready when its dossier lies in the folder, or when making that keeps failing."""

from __future__ import annotations

from datetime import datetime

from bot.core.course.advance import DOSSIER, ready
from bot.core.traject.stages import Stage
from bot.shell.ledger import jobs
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_MAY_GO_ON = frozenset({Stage.PAUSED, Stage.STOPPED})


def tell_ready(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> bool:
    """Whether this is over: told, or nothing to tell any more. A traject that is paused may be ready again."""
    with workshop.book() as book:
        traject = book.traject(job.ref)
        if traject is None or traject.stage not in (Stage.READY, Stage.PLANNED):
            return traject is None or traject.stage not in _MAY_GO_ON
        if outbox.has_key(book, job.key):
            return True
        waiting = jobs.open_of(book, job.ref, DOSSIER)
        if waiting and not any(one.attempts >= jobs.ATTEMPTS for one in waiting):
            return False
        ctx = workshop.context(now)
        folder = room.folders.name(traject.ref, traject.specialist.name)
        workshop.clerk(book, ctx).write(traject, ready(traject, ctx, job.key, made=not waiting, folder=folder))
    return True

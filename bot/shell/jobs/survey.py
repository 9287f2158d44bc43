"""She wants a traject destroyed: she is asked to confirm, with how many mails that are and where they lie."""

from __future__ import annotations

from datetime import datetime

from bot.core.decision import Confirm, PractitionerMail
from bot.core.errors import TransientError
from bot.core.views import DestructionConfirm
from bot.handlers.command import CONFIRM_WITHIN
from bot.handlers.commands.vernietig import asked_in_vain
from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search
from bot.shell.ledger import jobs
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def asked_of(ref: str) -> str:
    """The name under which it is kept how many mails she was told of when she was last asked to confirm."""
    return f"asked/{ref}"


def survey(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Looks through the whole account; done again after a crash, it asks once."""
    with workshop.book() as book:
        if book.traject(job.ref) is None or outbox.has_key(book, job.key):
            return
        if _answered_at_once(workshop, book, job, now):
            return
    search = Search(workshop, room, job.ref)
    found = belongings(search)
    if search.refused.for_now and job.attempts < jobs.ATTEMPTS:
        raise TransientError("Not all of the mailbox can be looked through at the moment.", "It will be tried again.")
    places = tuple((name, len(uids)) for name, uids in found.certain.items() if uids)
    doubtful = tuple((name, len(uids)) for name, uids in found.doubtful.items())
    with workshop.book() as book:
        traject = book.traject(job.ref)
        if traject is None:
            return
        token, expires = book.new_token(), now + CONFIRM_WITHIN
        mails = sum(n for _, n in places)
        ctx, name, line = workshop.context(now), traject.specialist.name, f"vernietig {job.ref}"
        cooling = ctx.rules_of(traject).destruction_cooling_days
        view = DestructionConfirm(job.ref, name, token, mails, expires, places, doubtful, cooling)
        mail = PractitionerMail(view, job.key, answers=True, token=token)
        book.drop_meta(asked_of(job.ref))
        book.set_meta(asked_of(job.ref), str(mails))
        workshop.clerk(book, ctx).write(traject, (Confirm(token, (line,), expires), mail))


def _answered_at_once(workshop: Workshop, book: Book, job: Job, now: datetime) -> bool:
    """What stands in the way since she wrote (a hold, a destruction that is planned already) is told instead."""
    ctx, traject = workshop.context(now), book.traject(job.ref)
    if traject is None or (answer := asked_in_vain(traject, book, ctx)) is None:
        return False
    workshop.clerk(book, ctx).write(traject, (PractitionerMail(answer, f"{job.key}/{answer.KIND}", answers=True),))
    return True

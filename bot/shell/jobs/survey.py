"""She wants a traject destroyed: she is asked to confirm, with how many mails that are and where they lie."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.core.decision import Confirm, PractitionerMail
from bot.core.views import DestructionConfirm
from bot.handlers.commands.vernietig import asked_in_vain
from bot.handlers.her_word.tally import CONFIRM_WITHIN
from bot.shell.imap.errors import NotYetError
from bot.shell.jobs.belongings import ASKED, belongings, distinct
from bot.shell.jobs.search import Search, Uids
from bot.shell.ledger import jobs
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


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
        raise NotYetError("Not all of the mailbox can be looked through at the moment.", "It will be tried again.")
    locked = {name for name, uids in found.certain.items() if uids and search.is_locked(name)}
    goes, stays = _counted(found.certain, locked)
    with workshop.book() as book:
        traject = book.traject(job.ref)
        if traject is None:
            return
        token, expires = book.new_token(), now + CONFIRM_WITHIN
        ctx, name, line = workshop.context(now), traject.specialist.name, f"vernietig {job.ref}"
        cooling = ctx.rules_of(traject).destruction_cooling_days
        unseen = (tuple(sorted(search.refused.closed)), _counted(found.unopened)[0])
        kept = (_counted(found.shared)[0], stays, *unseen)
        doubtful, mails = _counted(found.doubtful)[0], distinct(search, found.certain, locked)
        view = DestructionConfirm(job.ref, name, token, mails, expires, goes, doubtful, cooling, *kept)
        book.drop_meta(ASKED.format(job.ref))
        book.set_meta_sealed(ASKED.format(job.ref), {"mails": str(distinct(search, found.certain))})
        mail = PractitionerMail(view, job.key, answers=True, token=token)
        workshop.clerk(book, ctx).write(traject, (Confirm(token, (line,), expires), mail))


def _answered_at_once(workshop: Workshop, book: Book, job: Job, now: datetime) -> bool:
    """What stands in the way since she wrote (a hold, a destruction that is planned already) is told instead."""
    ctx, traject = workshop.context(now), book.traject(job.ref)
    if traject is None or (answer := asked_in_vain(traject, book, ctx)) is None:
        return False
    workshop.clerk(book, ctx).write(traject, (PractitionerMail(answer, f"{job.key}/{answer.KIND}", answers=True),))
    return True


def _counted(found: Uids, locked: Collection[str] = ()) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Folders with the number of mails: those that may be emptied, then the locked ones."""
    counts = [(name, len(uids)) for name, uids in found.items() if uids]
    return tuple(tuple(one for one in counts if (one[0] in locked) is shut) for shut in (False, True))

"""What was destroyed and came back with an old copy of the stores is destroyed again, before anything else."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.app import App
from bot.core.traject.stages import Stage
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.destroy import destroy_again
from bot.shell.ledger import trajects
from bot.shell.ledger.files import destructions
from bot.shell.round.faults import Faults
from bot.shell.round.looking.certificates import FOLDER, certified
from bot.shell.round.mailroom import Mailroom

log = structlog.get_logger("trajectbot")


def again(app: App, mailbox: Mailbox, now: datetime) -> None:
    """At each start, before the mailbox is looked at. Certificates that may not be read are told, and stop nothing: the
    list beside the keys is there as well.
    """
    room = Mailroom(app.workshop, mailbox, Faults(app.workshop, app.caught, now))
    shown: dict[str, datetime] = {}
    room.faults.tried("step", lambda: shown.update(certified(app.workshop, mailbox)), one=FOLDER)
    destroyed_again(room, shown, now)
    room.faults.tell()


def destroyed_again(
    room: Mailroom, shown: dict[str, datetime], now: datetime, *, restoring: bool = False
) -> tuple[str, ...]:
    """The references, each destroyed before that by the list beside the keys or as certificates show; nobody is told.

    A destruction that is under way and has lost its key already is left to its own job, unless `restoring`.
    """
    workshop = room.workshop
    known = destructions.recorded(workshop.settings)
    if known.damaged:
        log.error("damaged", file=str(destructions.place_of(workshop.settings)), lines=known.damaged)
    done = []
    for ref in sorted({*known.at, *shown}):
        with workshop.book() as book:
            stage, has_key = trajects.stage_of(book, ref), book.keys.get(ref) is not None
        lives = stage not in (None, Stage.DESTROYED, Stage.DESTROYING)
        if lives or (stage == Stage.DESTROYING and (has_key or restoring)):
            destroy_again(workshop, room, ref, now)
            log.info("destroyed-again", ref=ref)
            done.append(ref)
        elif stage == Stage.DESTROYED and has_key:
            workshop.ledger.keys.destroy(ref)
    destructions.merge(workshop.settings, shown)
    return tuple(done)

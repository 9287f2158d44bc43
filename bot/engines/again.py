"""What was destroyed and came back with an old copy of the stores is destroyed again, before anything else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import structlog

from bot.app import App
from bot.core import filing
from bot.core.traject.stages import OPEN, Stage
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.destroy import destroy_again
from bot.shell.ledger import events, locations, trajects
from bot.shell.ledger.files import destructions
from bot.shell.round.faults import Faults
from bot.shell.round.looking.certificates import FOLDER, certified
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

log = structlog.get_logger("trajectbot")


def again(app: App, mailbox: Mailbox, now: datetime) -> None:
    """At each start, before the mailbox is looked at. Certificates that may not be read are told, and stop nothing: the
    list beside the keys is there as well.
    """
    room = Mailroom(app.workshop, mailbox, Faults(app.workshop, app.caught, now))
    shown: dict[str, datetime] = {}
    room.faults.tried("step", lambda: shown.update(certified(app.workshop, mailbox)), one=FOLDER)
    there: dict[str, str] = {}
    room.faults.tried("step", lambda: there.update(room.found(now)), one="folders")
    with app.workshop.book() as book:
        had = {filing.ref_of(code) for code in locations.folders(book)} - {""}
    destroyed_again(room, shown, now)
    if there and any(map(room.folders.exists, room.folders.base())):  # else it is another account, or another root
        for ref in paused_without_folder(app.workshop, had - there.keys(), now):
            with app.workshop.book() as book:
                events.record(book, now, "", "problem.folder-gone", (("ref", ref),))
    room.faults.tell()


def paused_without_folder(workshop: Workshop, lost: Collection[str], now: datetime) -> tuple[str, ...]:
    """Of these, which have no folder any more, those that go on: perhaps they were destroyed since the stores were
    copied, and nothing that would tell is left. Nobody is reminded before she has said that they go on.
    """
    with workshop.book() as book:
        found = tuple(ref for ref in trajects.refs_in(book, OPEN) if ref in lost)
        for ref in found:
            traject = book.traject(ref)
            if traject is not None and traject.stage is not Stage.PAUSED:
                paused = replace(traject.moved(Stage.PAUSED, now), resume=traject.stage, paused_until=None)
                workshop.clerk(book, workshop.context(now)).write(paused, ())
    return found


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

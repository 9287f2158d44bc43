"""`restore`: a backup put in place, made whole with what the mailbox shows, and only then given to the daemon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app import App
from bot.core.course.advance import READY
from bot.core.decision import PractitionerMail
from bot.core.due.destruction import kept
from bot.core.errors import OperatorError
from bot.core.filing import INBOX
from bot.core.traject.stages import OPEN
from bot.core.views import LeftAlone, Restored
from bot.engines.again import destroyed_again, paused_without_folder
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.runner import run_jobs
from bot.shell.ledger import events, jobs, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.clock import rest
from bot.shell.ledger.clock.memory import believed
from bot.shell.ledger.files import destructions
from bot.shell.ledger.outgoing import returned
from bot.shell.operator.copies.closing import Lock
from bot.shell.operator.copies.restore import Copy, in_place, read_backup
from bot.shell.round import ties
from bot.shell.round.faults import Faults
from bot.shell.round.looking.certificates import certified
from bot.shell.round.looking.intake import Arrival
from bot.shell.round.looking.reconciling import NotCarriedOut, Reconciled, look_through
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Opens, Workshop, opened
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.frozen import Settings


def restore(
    settings: Settings, folder: Path, keys: Path | None, lock: Lock, now: datetime, *, opens: Opens = opened
) -> list[str]:
    """Lines that tell what was done.

    ConfigurationError when the backup is none for this installation, or when that lives: then nothing was touched.
    TransientError or OperatorError when disk, database or mailbox refuse: the same command again begins anew, and until
    then nothing else opens the stores.
    """
    copy = read_backup(settings, folder, keys, lock)
    endpoint = imap_endpoint(settings.imap)
    with Mailbox(endpoint) as mailbox, in_place(settings, copy), opens(settings, restoring=True) as workshop:
        try:
            return made_whole(workshop, mailbox, copy, now)
        except OF_ONE_FOLDER as error:
            raise _closed(error.problem) from error


def _closed(problem: str) -> OperatorError:
    """What cannot be read may tell of a destruction, or of mail that was sent: nothing goes on without it."""
    return OperatorError(
        f"{problem} The restore is not finished, and until it is nothing starts.",
        "See that the bot may read all its folders, then give the same command again.",
    )


def made_whole(workshop: Workshop, mailbox: Mailbox, copy: Copy, now: datetime) -> list[str]:
    """The stores of a backup brought as far as the mailbox is; nobody is written to on the way."""
    app = App(workshop, own_clock=True)
    with workshop.book() as book:
        believed(book, now)
    room = Mailroom(workshop, mailbox, Faults(workshop, app.caught, now))
    room.open()
    if str(room.faults):
        raise _closed(f"The folders of the practice cannot be opened. {room.faults}")
    there, gone = room.found(now), certified(workshop, mailbox)
    lines = [f"The stores of {copy.manifest.at} are in place."]
    destroyed = destroyed_again(room, gone, now, restoring=True)
    lines += [f"Destroyed again: {ref}." for ref in destroyed]
    with workshop.book() as book:
        lost = frozenset(trajects.refs_in(book, OPEN)) - there.keys()
    paused = paused_without_folder(workshop, lost, now)
    lines += [f"Its folder is gone, and it waits for her word: {ref}; she is told." for ref in paused]
    plans = _kept(workshop, now)
    lines += [f"Was planned to be destroyed, and is not any more: {ref}; she is told." for ref in plans]
    shown = look_through(workshop, mailbox, now)
    if shown.refused:
        names = ", ".join(room.folders.shown(code) for code in shown.refused)
        raise _closed(f"The mail server does not let the bot read {names}.")
    handled = _quietly(app, room, shown, now)
    lines += _told(shown, handled)
    if str(room.faults):
        lines.append(f"Not all of the mailbox could be looked through. {room.faults}")
    if damaged := destructions.recorded(workshop.settings).damaged:
        lines.append(f"{destructions.place_of(workshop.settings)} is damaged in these lines: {damaged}.")
    with workshop.book() as book:
        values = (("hers", str(len(shown.hers))), ("unknown", ", ".join(shown.unknown)))
        events.record(book, now, "", "restored", values)
        at = datetime.fromisoformat(copy.manifest.at)
        left, unseen = _places(room, shown.hers), _places(room, shown.withheld)
        until = _rests(workshop, book, now) if left else None
        view = Restored(at, left, tuple(shown.unknown), shown.tied, plans, unseen, destroyed, paused, until)
        mail = PractitionerMail(view, key=f"restored/{copy.manifest.stamp}/{now.isoformat()}", answers=True)
        workshop.clerk(book, workshop.context(now)).write(None, (mail,))
    return lines


def _kept(workshop: Workshop, now: datetime) -> tuple[str, ...]:
    """No plan of the copy's time is carried out: she may have thought better of it since, in any words."""
    with workshop.book() as book:
        planned = book.planned()
        for traject in planned:
            workshop.clerk(book, workshop.context(now)).write(kept(traject), ())
    return tuple(traject.ref for traject in planned)


def _rests(workshop: Workshop, book: Book, now: datetime) -> date:
    """The last day on which nobody is written to unasked: she may have stopped since then what the copy knows nothing
    of, and has that long to say so once more.
    """
    ctx = workshop.context(now)
    until = ctx.calendar.next_working_day(ctx.today + timedelta(1))
    rest.begin(book, until)
    return until


def _quietly(app: App, room: Mailroom, shown: Reconciled, now: datetime) -> int:
    """Handles again what was handled in the time that was lost, and does what is left to do of it; what that would say
    and ask was said and asked then.
    """
    workshop = app.workshop
    with workshop.book() as book:
        before, job = returned.newest(book), jobs.newest(book)
    quiet = Mailroom(workshop, room.mailbox, room.faults, partial(_seen_by_then, room, shown))
    handled = 0
    for arrival in quiet.arrivals(now):
        if app.caught(partial(app.handle, _with_her_word(workshop, arrival, shown), now)) is None:
            handled += 1
        else:
            quiet.set_aside(arrival)
    with workshop.book() as book:
        jobs.close_since(book, job, now, (READY,))
    run_jobs(workshop, room, now, after=job)
    with workshop.book() as book:
        returned.keep_here(book, before, now)
    return handled


def _with_her_word(workshop: Workshop, arrival: Arrival, shown: Reconciled) -> Arrival:
    """A mail that lies in the folder of the traject that she tied it to is whose she said, if he is still listed."""
    pending = arrival.pending
    with workshop.book() as book:
        tie = shown.ties.get(ties.content(book, pending.inbound_id))
        traject = book.traject(tie.ref) if tie is not None and pending.word_ref == tie.ref else None
        person = tie.on(traject, book) if tie is not None and traject is not None else None
    if tie is None or person is None:
        return arrival
    shown.tied += 1
    told = replace(pending, word_respondent=person, word_group=tie.group, word_counts=tie.counts)
    return replace(arrival, pending=told)


def _seen_by_then(room: Mailroom, shown: Reconciled, code: str, name: str, uids: tuple[int, ...]) -> tuple[int, ...]:
    """Of INBOX what came before the last round that is known of; the next round takes in the rest as new."""
    if code != INBOX:
        return uids
    until = shown.until
    listed = room.mailbox.sizes_and_dates(name, uids, {}) if until is not None else ()
    return tuple(m.uid for m in listed if until is not None and m.received < until)


def _places(room: Mailroom, mails: list[NotCarriedOut]) -> tuple[LeftAlone, ...]:
    left = sorted(mails, key=lambda one: one.at)
    return tuple(LeftAlone(one.at, room.folders.name(one.folder)) for one in left)


def _told(shown: Reconciled, handled: int) -> list[str]:
    lines = [f"Mails of ours that were sent since then and are on record again: {shown.ours}."]
    lines.append(f"Mails of others since then that count again, without an answer: {handled}.")
    if shown.tied:
        lines.append(f"Of these the practitioner had said whose they are: {shown.tied}.")
    if shown.hers:
        lines.append(f"Mails of the practitioner since then, not carried out again: {len(shown.hers)}; she is told.")
    if shown.withheld:
        lines.append(
            f"Mails that the server does not hand over, and that count for nothing now: {len(shown.withheld)}."
        )
    if shown.unknown:
        lines.append(f"Trajects that were opened since then and are lost: {', '.join(shown.unknown)}; she is told.")
    return lines

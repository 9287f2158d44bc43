"""Files of hers go to the specialist: looked at once more, sent, and, if it was her report, kept nowhere.

Only what a copy of them is known by is kept, until the traject is destroyed.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import datetime

from bot.association.leaves import Leaf, known_by
from bot.core.context import Context
from bot.core.decision import Note, PractitionerMail, SpecialistMail
from bot.core.mail.message import PassedFiles
from bot.core.mail.parse import LAYOUT_PICTURE_SHOWN
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import CommandLine, CommandResult, ConversationReport, Phrase
from bot.handlers.commands import verklaring, verslag
from bot.handlers.steering.enclosed import judged
from bot.handlers.steering.passing import REPORT, STATEMENT, TOLD_BY_JOB, key_of, taken_along
from bot.handlers.steering.statements import to_him
from bot.shell.ledger import locations
from bot.shell.ledger.gone import made_files
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.letters.compose import Enclosure
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.sending.dispatch import Dispatch
from bot.shell.round.workshop import Workshop

_LEFT = (outbox.SENT, outbox.FILING, outbox.FILED)
_WAITS = (outbox.WAITING, outbox.HELD)


def pass_on(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> bool:
    """Whether this is over: it left, or it may not go."""
    kind, inbound_id, _ = taken_along(job.key)
    key = key_of(job.ref, kind, inbound_id)
    with workshop.book() as book:
        there = outbox.has_key(book, key)
        if book.traject(job.ref) is None:
            return True
    if not there:
        if not _made(workshop, room, job, kind, key, inbound_id, now):
            return True
        Dispatch(workshop, room).run(now)
    with workshop.book() as book:
        state = outbox.state_of(book, key)
    if state in _WAITS:
        return False
    if kind == REPORT and state in _LEFT:
        _remove(workshop, room, inbound_id, now)
    return True


def _made(workshop: Workshop, room: Mailroom, job: Job, kind: str, key: str, inbound_id: int, now: datetime) -> bool:
    """Whether the mail to him is in the outbox; if not she has heard why."""
    with workshop.book() as book:
        places = locations.places_of(book, inbound_id)
    fetched = next((f for place in places if (f := room.fetch(place)) is not None), None)
    taken = _own(workshop.sandbox.files_of(fetched.raw), taken_along(job.key)[2]) if fetched is not None else None
    with workshop.book() as book:
        traject, ctx = book.traject(job.ref), workshop.context(now)
        if traject is None:
            return False
        clerk = workshop.clerk(book, ctx)
        why = _why_not(taken, traject, kind, ctx)
        usage = (verslag if kind == REPORT else verklaring).WORDS[0]
        if taken is None or why is not None:
            line = CommandLine(f"{usage} {job.ref}", False, why or Phrase("command.no-longer-there"))
            clerk.post(PractitionerMail(CommandResult(job.ref, (line,)), f"{key}/refused", answers=True), traject)
            return False
        if kind == REPORT and traject.stage is Stage.HELD:
            traject = traject.moved(Stage.REPORTED, now)
        view = (
            ConversationReport(job.ref, traject.specialist.name, traject.held_on) if kind == REPORT else to_him(traject)
        )
        files = tuple(Enclosure(f.name, f.content_type, b64decode(f.data)) for f in taken.files)
        made_files.remember(book, job.ref, _known_by(taken), now)
        after = clerk.post(SpecialistMail(view, key, answers=True), traject, files)
        if (code := f"command.{kind}") in TOLD_BY_JOB:
            line = CommandLine(f"{usage} {job.ref}", True, Phrase(code, (("ref", job.ref),)))
            after = clerk.post(PractitionerMail(CommandResult(job.ref, (line,)), f"{key}/done", answers=True), after)
        clerk.write(after, (Note("news.report" if kind == REPORT else "news.statement"),))
    return True


def _own(taken: PassedFiles, places: tuple[int, ...]) -> PassedFiles:
    """The files at these places alone; all where none are named."""
    if not places:
        return taken
    there = tuple(n for n in places if n < len(taken.files))
    mail = replace(taken.mail, attachments=tuple(taken.mail.documents[n] for n in there))
    return PassedFiles(mail, tuple(taken.files[n] for n in there))


def _why_not(taken: PassedFiles | None, traject: Traject, kind: str, ctx: Context) -> Phrase | None:
    if taken is None or not taken.files:
        return Phrase("command.no-longer-there")
    verdict = judged(taken.mail.documents, traject, ctx, kind)
    if verdict is not None and verdict.refused:
        return verdict.why
    if kind == STATEMENT and traject.held_on is not None and _is_unsigned(taken, traject, ctx):
        return Phrase("command.not-signed", (("ref", traject.ref),))
    return None


def _known_by(taken: PassedFiles) -> tuple[Leaf, ...]:
    """What her copies of these files are found by. Beside a document a picture or a visiting card is her signature,
    and lies in all mail of hers.
    """
    told = tuple(zip(taken.files, (attachment.document for attachment in taken.mail.documents), strict=True))
    documents = tuple(file for file, one in told if one.format == "pdf" or not (one.picture or one.format == "vcf"))
    large = tuple(file for file in taken.files if len(file.data) > LAYOUT_PICTURE_SHOWN)
    return tuple(leaf for file in documents or large or taken.files for leaf in known_by(b64decode(file.data)))


def _is_unsigned(taken: PassedFiles, traject: Traject, ctx: Context) -> bool:
    """Whether it came back as she got it."""
    from bot.shell.letters.enclosures import statement_of

    made = statement_of(traject, ctx)
    return any(b64decode(f.data) == made for f in taken.files)


def _remove(workshop: Workshop, room: Mailroom, inbound_id: int, now: datetime) -> None:
    """Her mail with the report goes from wherever the bot put it; she has it among what she sent."""
    with workshop.book() as book:
        places = locations.places_of(book, inbound_id)
    for place in places:
        name = room.folders.name(place.folder)
        if room.fetch(place) is not None:
            room.mailbox.purge(name, (place.uid,))
        with workshop.book() as book:
            locations.gone(book, (place,), now)

"""Looks through the mailbox: what is new, what was moved by her hand, what came back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core import buttons, filing
from bot.core.context import Context
from bot.core.course.advance import advance
from bot.core.decision import Ask, Settle
from bot.core.filing import INBOX, REVIEW
from bot.core.mail.backlog import Backlog, glance
from bot.core.mail.message import InboundMail
from bot.core.people.addresses import key
from bot.core.questions import MAY_ANSWER, OF_ITS_WORDS
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.handlers.steering.beside import still_requested, still_said
from bot.shell.imap.values import Fetched, FolderState
from bot.shell.ledger import dispositions, events, inbound, jobs, locations, questions, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.round.clerk import Clerk, settle_mail
from bot.shell.round.looking import numbering
from bot.shell.round.looking.laid_aside import ask_about_laid_aside
from bot.shell.round.looking.numbering import came_back

WAITS = frozenset({Outcome.DOUBTFUL, Outcome.DISMISSED, Outcome.LEFT_ALONE, Outcome.ENQUIRY, Outcome.TAKEN_BACK})

_STANDS = frozenset({Outcome.LIST, Outcome.FILED, Outcome.REREGISTERED, Outcome.IGNORED})
"""Nothing is counted by these: what was done then was done once."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mail at a UID that is not on record. `mail` is None when it could not be read."""

    folder: str
    uidvalidity: int
    fetched: Fetched
    mail: InboundMail | None


def content_hash(book: Book, sighting: Sighting) -> str:
    """What makes a mail the same mail: its content key, or its bytes when it cannot be read."""
    key = sighting.mail.content_key if sighting.mail else hashlib.sha256(sighting.fetched.raw).hexdigest()
    return inbound.content_hash(book, key)


def recognise(sighting: Sighting, clerk: Clerk) -> int | None:
    """Puts a sighting on record; the inbound mail that must be handled now, or None when nothing follows."""
    book, ctx = clerk.book, clerk.ctx
    mail = sighting.mail
    spot = Location(0, sighting.folder, sighting.uidvalidity, sighting.fetched.uid)
    ref = filing.ref_of(sighting.folder)
    in_traject = bool(ref)
    if mail and mail.message_id and in_traject and book.tokens((mail.message_id,), ""):
        locations.locate(book, spot)  # the copy of a mail that we sent, or the dossier
        return None
    hashed = content_hash(book, sighting)
    known = inbound.by_content(book, hashed)
    if known is None:
        word = ref if _says_of_what(sighting, ref, clerk) else ""
        identifier = inbound.add(book, hashed, sighting.fetched.received, ctx.now, sighting.folder, word)
        locations.locate(book, _with(spot, identifier))
        return identifier
    identifier, state, place = known
    elsewhere = locations.places_of(book, identifier)
    if ref != place and jobs.is_copy(book, identifier, ref) and all(p.folder != ref for p in elsewhere):
        locations.locate(book, _with(spot, identifier), copy=True)
        return None
    if state == inbound.NEW or place == sighting.folder:
        locations.locate(book, _with(spot, identifier))
        if state == inbound.NEW and in_traject and place != sighting.folder:
            inbound.told(book, identifier, ref)
        return identifier if state == inbound.NEW else None
    if not elsewhere and locations.last_folder(book, identifier) == sighting.folder:
        locations.locate(book, _with(spot, identifier))  # the folder was made anew before the mail was moved
        return None
    if came_back(book, spot):
        if elsewhere:
            _replay(hashed, spot, sighting, clerk)
        else:
            locations.locate(book, _with(spot, identifier))
        return None
    if sighting.folder == INBOX and elsewhere:
        _replay(hashed, spot, sighting, clerk)
        return None
    returned = (
        sighting.folder == INBOX and bool(filing.ref_of(place)) and locations.was_gone_before(book, identifier, ctx.now)
    )
    locations.locate(book, _with(spot, identifier))
    return None if returned else _moved(identifier, place, sighting, clerk)


def _says_of_what(sighting: Sighting, ref: str, clerk: Clerk) -> bool:
    """Whether the folder tells what a mail is about: a traject's *Correspondentie* only of hers while a destruction is
    planned.
    """
    if not filing.is_correspondence(sighting.folder):
        return bool(ref)
    traject, sender = clerk.book.traject(ref), sighting.mail.sender if sighting.mail else None
    hers = sender is not None and clerk.ctx.practitioner.writes_from(sender.address)
    return hers and traject is not None and traject.destroy_at is not None


def _with(spot: Location, identifier: int) -> Location:
    return Location(identifier, spot.folder, spot.uidvalidity, spot.uid)


def _replay(hashed: str, spot: Location, sighting: Sighting, clerk: Clerk) -> None:
    """The same mail once more while the first is still there (h22): recorded, nothing else."""
    book, now = clerk.book, clerk.ctx.now
    identifier = inbound.add(book, hashed, sighting.fetched.received, now, sighting.folder)
    locations.locate(book, _with(spot, identifier))
    dispositions.change(book, identifier, "", Outcome.DUPLICATE, now)
    inbound.handled(book, identifier, sighting.folder)


def _moved(identifier: int, place: str, sighting: Sighting, clerk: Clerk) -> int | None:
    """She dragged it: into a traject's folder ties it, out of one takes its effects back, to INBOX dismisses it."""
    book, folder = clerk.book, sighting.folder
    to = filing.ref_of(folder)
    outcomes = dispositions.of_mail(book, identifier)
    inbound.put(book, identifier, folder)
    for ref in outcomes:
        if ref and ref != to and outcomes[ref] not in WAITS and outcomes[ref] is not Outcome.COMMAND:
            _take_back(identifier, ref, outcomes[ref], clerk)
    if not to:
        if folder == INBOX and (place == REVIEW or _asks_of_words(identifier, filing.ref_of(place), book, MAY_ANSWER)):
            left = _left_to_ask(identifier, book, aside=True)
            settle_mail(book, Settle(identifier, Outcome.DISMISSED), "", clerk.ctx.now)
            _ask(left, clerk)
        ask_about_laid_aside(identifier, sighting.mail, outcomes, folder, clerk)
        return None
    waits = outcomes.get(to, Outcome.DOUBTFUL) in WAITS
    if waits and _asks_of_words(identifier, to, book):
        return None
    if filing.is_correspondence(folder) and waits and _may_count(identifier, sighting, clerk):
        return None
    _ask(_left_to_ask(identifier, book), clerk)
    if filing.is_correspondence(folder) or not waits:
        questions.close_of_mail(book, identifier, clerk.ctx.now)
        return None
    for ref, outcome in outcomes.items():
        if outcome is Outcome.DOUBTFUL and ref != to:
            dispositions.change(book, identifier, ref, Outcome.DISMISSED, clerk.ctx.now)
    questions.close_of_mail(book, identifier, clerk.ctx.now, keep=(MAY_ANSWER,) if to in outcomes else ())
    inbound.told(book, identifier, to)
    return identifier


def _asks_of_words(identifier: int, ref: str, book: Book, *more: str) -> bool:
    """Whether she is asked about what somebody of this traject writes: where she files the mail settles nothing."""
    kinds = OF_ITS_WORDS.union(more)
    return any(q.ref == ref and q.kind in kinds for q in questions.open_of_mail(book, identifier) if ref)


def _may_count(identifier: int, sighting: Sighting, clerk: Clerk) -> bool:
    """Whether a question about this mail may be about a form: filing the mail does not tell whose it is."""
    offers = [p for q in questions.open_of_mail(clerk.book, identifier) for p in q.proposals]
    return bool(offers) and (sighting.mail is None or bool(sighting.mail.documents) or any(map(buttons.counts, offers)))


def _left_to_ask(identifier: int, book: Book, *, aside: bool = False) -> tuple[tuple[Traject | None, Ask], ...]:
    """What her dragging a mail settles no more than a command would: a request, and what is said beside a file."""
    found: list[tuple[Traject | None, Ask]] = []
    for question in questions.open_of_mail(book, identifier):
        traject = book.traject(question.ref) if question.ref else None
        said = still_said(question, traject) if aside else None
        found += ((traject, ask) for ask in (*([said] if said else []), *still_requested(question, traject)))
    return tuple(found)


def _ask(left: tuple[tuple[Traject | None, Ask], ...], clerk: Clerk) -> None:
    for traject, ask in left:
        clerk.write(traject, (ask,))


def _take_back(identifier: int, ref: str, outcome: Outcome, clerk: Clerk) -> None:
    """A later outcome undoes the earlier one; the traject may fall back to collecting. A list, an appointment and the
    stage stand as they are: she is told that.
    """
    book = clerk.book
    before = book.traject(ref)
    dispositions.change(book, identifier, ref, Outcome.TAKEN_BACK, clerk.ctx.now)
    events.record(book, clerk.ctx.now, ref, *_told(identifier, outcome, before, clerk.ctx))
    book.reload(ref)
    traject = book.traject(ref)
    if traject is not None:
        clerk.write(*advance(traject, clerk.ctx))


def _told(
    identifier: int, outcome: Outcome, traject: Traject | None, ctx: Context
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What her overview says of a mail that she took out: that it counts no longer, or what stands all the same."""
    if outcome not in _STANDS or traject is None:
        return "news.taken-back", ()
    with_files = any(v.inbound_id == identifier and v.detail for v in traject.valid)
    what = f"{outcome}-documents" if outcome is Outcome.LIST and with_files else str(outcome)
    at = traject.planning.stands
    stands = ctx.calendar.local(at).isoformat() if at is not None and outcome is Outcome.FILED else ""
    return "news.taken-out", (("what", what), ("at", stands))


def reconcile(book: Book, folder: str, state: FolderState, now: datetime) -> tuple[int, ...]:
    """Marks what is gone from a folder; the UIDs that must be looked at."""
    numbering.note(book, folder, state, now)
    present = frozenset(state.uids)
    alive = locations.alive_uids(book, folder)
    locations.gone(book, (a for a in alive if a.uidvalidity != state.uidvalidity or a.uid not in present), now)
    known = locations.known_uids(book, folder, state.uidvalidity)
    return tuple(uid for uid in state.uids if uid not in known)


def vanished(book: Book, existing: Collection[str], now: datetime) -> None:
    """Marks what is gone with a whole folder; should the folder come back, its mails are recognised."""
    for folder in locations.folders(book):
        if folder not in existing:
            locations.gone(book, locations.alive_uids(book, folder), now)


def ordered(book: Book, backlog: Backlog, headings: Iterable[tuple[int, bytes]]) -> None:
    """Adds mails to a backlog, each with the trajects that its sender, its subject or what it answers points to."""
    for uid, raw in headings:
        seen = glance(raw)
        known = (k.ref for k in book.known(seen.sender)) if seen.sender else ()
        answered = (t.ref for t in book.tokens(seen.answers, "")) if seen.answers else ()
        refs = dict.fromkeys((*seen.references, *known, *answered))
        backlog.add(uid, seen.sender, [ref for ref in refs if ref in backlog.newest])


def backlog_of(book: Book, ctx: Context) -> Backlog:
    """An empty one, with her addresses and the trajects."""
    hers = {key(a) for a in (ctx.practitioner.address, *ctx.practitioner.also)}
    return Backlog(hers, tuple(reversed(trajects.refs_in(book, frozenset(Stage) - {Stage.DESTROYED}))))


def too_old(received: datetime, since: str, ctx: Context) -> bool:
    """Whether a mail came before the day from which the bot looks at mail."""
    return bool(since) and ctx.calendar.day(received).isoformat() < since

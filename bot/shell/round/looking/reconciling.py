"""After a restore the mailbox is ahead of the ledger: what it shows of the time that was lost.

Mails of ours go on record as sent. Mails of hers are commands that were carried out then, or that nobody saw: they are
not carried out now. Everything else that lies where the bot had put it was handled, and is handled again quietly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.core import filing
from bot.core.filing import INBOX
from bot.core.mail.backlog import glance
from bot.core.mail.headers import split
from bot.core.people.addresses import key
from bot.core.traject.stages import Stage
from bot.core.world import Role
from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import locations, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import UNREAD, Location
from bot.shell.ledger.outgoing.returned import SentMail, was_sent, went_then
from bot.shell.round import ties
from bot.shell.round.folders import Folders
from bot.shell.round.ties import Tie
from bot.shell.round.workshop import Workshop


@dataclass(frozen=True, slots=True)
class NotCarriedOut:
    """A mail of hers that was not carried out, or one that nobody saw: the code of its folder, and when it came."""

    folder: str
    at: datetime


@dataclass(slots=True)
class Reconciled:
    """What was found: how many mails of ours, what is left for her, trajects that the ledger does not know, codes of
    folders that the server does not show, and single mails that it does not hand over.

    `until` is the last moment at which a round is known to have looked through the mailbox; `ties` are what she said
    whose mails are, the last word about each, and `tied` how many of those count again so.
    """

    ours: int = 0
    hers: list[NotCarriedOut] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    withheld: list[NotCarriedOut] = field(default_factory=list)
    until: datetime | None = None
    ties: dict[str, Tie] = field(default_factory=dict)
    tied: int = 0

    def lived(self, at: datetime) -> None:
        """A round was made then, or later."""
        self.until = at if self.until is None else max(self.until, at)


def look_through(workshop: Workshop, mailbox: Mailbox, now: datetime) -> Reconciled:
    """Puts on record what needs no look any more: mails of ours, of hers, and of trajects that are not on record."""
    folders, shown = Folders(mailbox, workshop.settings.imap.folder_root), Reconciled()
    for code, name in sorted(folders.look().items()):
        if not folders.exists(name):
            continue
        try:
            state = mailbox.scan(name)
            with workshop.book() as book:
                known = locations.known_uids(book, code, state.uidvalidity)
            new = tuple(uid for uid in state.uids if uid not in known)
            withheld: Withheld = {}
            headers = mailbox.fetch_headers(name, new, withheld) if new else ()
        except OF_ONE_FOLDER:
            shown.refused.append(code)
            continue
        dated = {m.uid: m.received for m in mailbox.sizes_and_dates(name, sorted(withheld), {})} if withheld else {}
        shown.withheld += (NotCarriedOut(code, dated.get(uid, now)) for uid in withheld)
        with workshop.book() as book:
            _note(book, workshop, code, state.uidvalidity, headers, shown)
    if shown.until is not None:
        with workshop.book() as book:
            shown.ours += went_then(book, shown.until)
    return shown


def _note(
    book: Book, workshop: Workshop, code: str, validity: int, headers: tuple[Fetched, ...], shown: Reconciled
) -> None:
    she = workshop.settings.practitioner
    hers = {key(address) for address in (she.address, *she.also)}
    ref = filing.ref_of(code)
    stage = trajects.stage_of(book, ref) if ref else None
    if ref and stage is None and ref not in shown.unknown:
        shown.unknown.append(ref)
    for header in headers:
        spot = Location(UNREAD, code, validity, header.uid)
        if _is_ours(book, header, stage or "", shown) or (ref and stage is None):
            locations.locate(book, spot)
        elif glance(header.raw).sender in hers:
            locations.locate(book, spot)
            if not _is_of_destroyed(book, header):
                shown.hers.append(NotCarriedOut(code, header.received))
        elif code != INBOX:
            shown.lived(header.received)


def _is_ours(book: Book, header: Fetched, stage: str, shown: Reconciled) -> bool:
    """Whether we made it; one of a living traject goes on record as sent, unless it never was (the dossier)."""
    headers, _ = split(header.raw)
    tokens = book.tokens((headers.first("message-id"),), "")
    if not tokens:
        return False
    kind = headers.first("x-trajectbot").strip()
    if tokens[0].role is Role.PRACTITIONER:
        shown.ties |= {tie.content: tie for tie in ties.read(book, tokens[0].message_id, headers)}
    if stage and tokens[0].ref and kind:
        found = SentMail(tokens[0], kind, headers.first("to"), header.received)
        shown.ours += was_sent(book, found, stage)
        shown.lived(header.received)
    return True


def _is_of_destroyed(book: Book, header: Fetched) -> bool:
    """Whether what she wrote is about destroyed trajects only: nothing of that is to be done again."""
    seen = glance(header.raw)
    refs = {*seen.references, *(t.ref for t in book.tokens(seen.answers, "") if t.ref)}
    return bool(refs) and all(trajects.stage_of(book, ref) == Stage.DESTROYED for ref in refs)

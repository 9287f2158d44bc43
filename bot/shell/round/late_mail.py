"""Mail for a traject that is destroyed: expunged unread, its known sender told in one line (h104)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial

from bot.core.decision import Note, RespondentMail
from bot.core.filing import INBOX
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject import reference
from bot.core.views import TrajectClosed
from bot.shell.imap.errors import UidValidityError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.round.faults import Faults
from bot.shell.round.folders import Folders
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure


def expunge_closed(
    workshop: Workshop,
    mailbox: Mailbox,
    folders: Folders,
    faults: Faults,
    validity: int,
    uids: tuple[int, ...],
    now: datetime,
) -> tuple[int, ...]:
    """The UIDs of INBOX that may be read. Only headers are looked at, and only when a traject was ever destroyed."""
    with workshop.book() as book:
        if not uids or not book.any_destroyed():
            return uids
    dead: dict[int, tuple[str, InboundMail]] = {}
    for header in mailbox.fetch_headers(folders.name(INBOX), uids):
        faults.tried("mail", partial(_look, workshop, header, dead), INBOX, f"look {header.uid}")
    for uid, (ref, mail) in dead.items():
        faults.tried(
            "mail", partial(_answer_and_record, workshop, validity, uid, ref, mail, now), INBOX, f"close {uid}"
        )
    if dead:
        expunge_doomed(workshop, mailbox, folders, faults, now)
    return tuple(uid for uid in uids if uid not in dead)


def _look(workshop: Workshop, header: Fetched, dead: dict[int, tuple[str, InboundMail]]) -> None:
    with suppress(SandboxFailure):
        mail = workshop.sandbox.read_mail(header.raw)
        with workshop.book() as book:
            ref = _destroyed_ref(mail, book)
        if ref:
            dead[header.uid] = (ref, mail)


def expunge_doomed(workshop: Workshop, mailbox: Mailbox, folders: Folders, faults: Faults, now: datetime) -> None:
    """Expunges what is on record as answered, also what a crash left behind, perhaps flagged already."""
    with workshop.book() as book:
        doomed = locations.doomed(book)
    for folder, validity in sorted({(spot.folder, spot.uidvalidity) for spot in doomed}):
        mine = [spot for spot in doomed if (spot.folder, spot.uidvalidity) == (folder, validity)]
        faults.tried("step", partial(_expunge, workshop, mailbox, folders.name(folder), mine, now), folder, "expunge")


def _expunge(workshop: Workshop, mailbox: Mailbox, name: str, doomed: list[Location], now: datetime) -> None:
    try:
        mailbox.expect(name, doomed[0].uidvalidity)
        mailbox.expunge(name, tuple(spot.uid for spot in doomed))
    except UidValidityError:  # every mail in it is looked at anew then, but not one that was flagged already
        flagged = set(mailbox.scan(name, with_deleted=True).uids) - set(mailbox.scan(name).uids)
        dead: dict[int, tuple[str, InboundMail]] = {}
        for header in mailbox.fetch_headers(name, tuple(flagged)):
            _look(workshop, header, dead)
        mailbox.expunge(name, tuple(dead))
    with workshop.book() as book:
        locations.gone(book, doomed, now)


def _destroyed_ref(mail: InboundMail, book: Book) -> str:
    """The destroyed traject that the headers name, unless they name one that lives as well."""
    tokens = book.tokens((*mail.in_reply_to, *mail.references), "")
    refs = (*(t.ref for t in tokens if t.ref), *reference.find(mail.subject))
    if any(book.traject(ref) is not None for ref in refs):
        return ""
    return next((ref for ref in refs if book.destroyed(ref)), "")


def _answer_and_record(workshop: Workshop, validity: int, uid: int, ref: str, mail: InboundMail, now: datetime) -> None:
    """First the answer is in the outbox and the fact on record, then the mail goes."""
    with workshop.book() as book:
        clerk = workshop.clerk(book, workshop.context(now), mail)
        address = mail.sender.address if mail.sender else ""
        if mail.automatic is Automatic.NO and any(k.ref == ref for k in book.known(address)):
            view = TrajectClosed(ref)
            key = f"{ref}/{view.KIND}/{book.address_hash(address)[:16]}/{uid}"
            clerk.post(RespondentMail(view, "", key, answers=True, address=address), None)
        clerk.write(None, (Note("expunged-unread", (("ref", ref),)),))
        locations.locate(book, Location(locations.DOOMED, INBOX, validity, uid))

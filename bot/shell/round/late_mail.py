"""Mail for a traject that is destroyed: expunged unread, its known sender told in one line (h104)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.decision import Note, RespondentMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject import reference
from bot.core.views import TrajectClosed
from bot.shell.imap.errors import UidValidityError
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger import locations as rows_location
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import At
from bot.shell.round.folders import INBOX

if TYPE_CHECKING:
    from bot.shell.round.mailroom import Mailroom


def expunge_closed(
    room: Mailroom, code: str, name: str, validity: int, uids: tuple[int, ...], now: datetime
) -> tuple[int, ...]:
    """The UIDs that may be read. Only headers are looked at, and only when a traject was ever destroyed."""
    with room.app.book() as book:
        if code != INBOX or not uids or not book.any_destroyed():
            return uids
    dead: dict[int, tuple[str, InboundMail]] = {}
    for header in room.mailbox.fetch_headers(name, uids):
        mail = room.read(header)
        with room.app.book() as book:
            ref = _destroyed_ref(mail, book) if mail else ""
        if mail and ref:
            dead[header.uid] = (ref, mail)
    if dead:
        _answer_and_record(room, validity, dead, now)
        expunge_doomed(room, now)
    return tuple(uid for uid in uids if uid not in dead)


def expunge_doomed(room: Mailroom, now: datetime) -> None:
    """Expunges what is on record as answered, also what a crash left behind, perhaps flagged already."""
    with room.app.book() as book:
        doomed = rows_location.doomed(book)
    for folder, validity in sorted({(at.folder, at.uidvalidity) for at in doomed}):
        mine = [at for at in doomed if (at.folder, at.uidvalidity) == (folder, validity)]
        name = room.folders.name(folder)
        with suppress(UidValidityError):  # every mail in it is looked at anew then, this one as well
            room.mailbox.expect(name, validity)
            room.mailbox.expunge(name, tuple(at.uid for at in mine))
        with room.app.book() as book:
            rows_inbound.gone(book, mine, now)


def _destroyed_ref(mail: InboundMail, book: Book) -> str:
    """The destroyed traject that the headers name, unless they name one that lives as well."""
    tokens = book.tokens((*mail.in_reply_to, *mail.references), "")
    refs = (*(t.ref for t in tokens if t.ref), *reference.find(mail.subject))
    if any(book.traject(ref) is not None for ref in refs):
        return ""
    return next((ref for ref in refs if book.destroyed(ref)), "")


def _answer_and_record(room: Mailroom, validity: int, dead: dict[int, tuple[str, InboundMail]], now: datetime) -> None:
    """First the answer is in the outbox and the fact on record, then the mail goes."""
    for uid, (ref, mail) in dead.items():
        with room.app.book() as book:
            clerk = room.app.clerk(book, room.app.context(now), mail)
            address = mail.sender.address if mail.sender else ""
            if mail.automatic is Automatic.NO and any(k.ref == ref for k in book.known(address)):
                view = TrajectClosed(ref)
                key = f"{ref}/{view.KIND}/{book.address_hash(address)[:16]}/{uid}"
                clerk.post(RespondentMail(view, "", key, answers=True, address=address), None)
            clerk.write(None, (Note("expunged-unread", (("ref", ref),)),))
            rows_inbound.locate(book, At(rows_inbound.DOOMED, INBOX, validity, uid))

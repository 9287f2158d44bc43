"""Mail for a traject that is destroyed: expunged unread, its known sender told in one line (h104).

Headers are looked at, and of the attachments what a child finds of references in them. Nothing of that is done before
a traject was ever destroyed, and never to a mail that names a living traject as well. What only mentions it stays, and
she hears that it does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from bot.core import filing
from bot.core.decision import Note, RespondentMail
from bot.core.mail.authentication.verdict import failed, unproved
from bot.core.mail.headers import head_of
from bot.core.mail.message import Automatic, InboundMail, Inside
from bot.core.views import TrajectClosed
from bot.shell.imap.errors import UidValidityError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import dispositions, inbound, locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import tombstones
from bot.shell.ledger.locations import Location
from bot.shell.round import closed
from bot.shell.round.faults import Faults
from bot.shell.round.folders import Folders
from bot.shell.round.looking import oversized
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

_SEEN_AGAIN = "seen-again"
"""The name of the fact that tells of which destroyed trajects mail turned up again."""


_NAMES, _MAY_BE = "problem.names-destroyed", "problem.may-be-of-destroyed"
"""What she is told of mail that stays: that it names the traject, or only comes from who took part in it."""


class Lot(StrEnum):
    """What becomes of a mail: it goes unread, she is asked about it, or it is read as any other."""

    GOES = "goes"
    ASKED = "asked"
    READ = "read"


@dataclass(frozen=True, slots=True)
class LateMail:
    """A mail that goes unread: whose it is and by what headers, and whether its sender may hear of it. One that only
    may be of the traject stays, and she is `told` by this word that it does; and so does one that is `hers` to judge.
    """

    ref: str
    header: InboundMail
    may_be_told: bool = True
    told: str = ""
    hers: bool = False

    @property
    def goes(self) -> bool:
        """Whether it is for the closed traject alone."""
        return not (self.told or self.hers)


def lot(workshop: Workshop, spot: Location, fetched: Fetched, now: datetime) -> Lot:
    """That of a mail. One for a closed traject alone is answered and on record, and `expunge_doomed` takes it.

    What lies in the folder of a living traject belongs there by her word.
    """
    if is_of_the_living(workshop, spot.folder):
        return Lot.READ
    late = _late(workshop, fetched)
    if late is not None and late.told:
        _say_that_it_stays(workshop, late, now)
        return Lot.READ
    if late is not None and late.hers:
        return Lot.ASKED
    if late is not None:
        _doom(workshop, spot, fetched, late, now)
    return Lot.READ if late is None else Lot.GOES


def lot_of_deleted(workshop: Workshop, spot: Location, fetched: Fetched, now: datetime) -> None:
    """That of a mail which somebody flagged deleted: it is not taken in, and goes as any other would."""
    late = None if is_of_the_living(workshop, spot.folder) else _late(workshop, fetched)
    if late is not None and late.goes:
        _doom(workshop, spot, fetched, late, now)


def _doom(workshop: Workshop, spot: Location, fetched: Fetched, late: LateMail, now: datetime) -> None:
    if _is_from_before(fetched, late, workshop):
        late = replace(late, may_be_told=False)  # an older mailbox was put back: whoever wrote it did so long ago
        with workshop.book() as book:
            note_again(book, late.ref)
    _answer_and_record(workshop, spot, late, now)


def is_of_the_living(workshop: Workshop, folder: str) -> bool:
    """Whether no mail in this folder (by its code) can be for a closed traject."""
    with workshop.book(reads=True) as book:
        return not tombstones.any_closed(book) or book.traject(filing.ref_of(folder)) is not None


def seen_again(book: Book) -> tuple[str, ...]:
    """The destroyed trajects of which a mail turned up that had been there before."""
    return tuple((book.meta(_SEEN_AGAIN) or "").split())


def looked_for(book: Book, ref: str) -> None:
    """The account was searched for what else came back of this traject."""
    left = [one for one in seen_again(book) if one != ref]
    book.drop_meta(_SEEN_AGAIN)
    if left:
        book.set_meta(_SEEN_AGAIN, " ".join(left))


def note_again(book: Book, ref: str) -> None:
    """A mail of this traject turned up that had been there before: the account is searched in the next round."""
    there = seen_again(book)
    if ref not in there:
        book.drop_meta(_SEEN_AGAIN)
        book.set_meta(_SEEN_AGAIN, " ".join((*there, ref)))


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
        mailbox.purge(name, tuple(spot.uid for spot in doomed))
    except UidValidityError:  # every mail in it is looked at anew then, but not one that was flagged already
        flagged = set(mailbox.scan(name, with_deleted=True).uids) - set(mailbox.scan(name).uids)
        limit = workshop.settings.safeguards.max_message_mb * 1_000_000
        there = oversized.fetch(mailbox, name, sorted(flagged), limit)
        mailbox.purge(name, tuple(one.uid for one in there if (late := _late(workshop, one)) and late.goes))
    with workshop.book() as book:
        locations.gone(book, doomed, now)


def _late(workshop: Workshop, fetched: Fetched) -> LateMail | None:
    """The headers first: whoever names a living traject there, or is not to be judged at all, is read as ever."""
    try:
        header = workshop.sandbox.read_mail(head_of(fetched.raw))
    except SandboxFailure:
        return None
    with workshop.book() as book:
        named = closed.named(header, book)
        if closed.is_of_the_house(workshop, header, book) or closed.names_living(named, book):
            for ref in closed.made_for(header, book):  # a mail of ours about it that was gone
                note_again(book, ref)
            return None
    found = closed.inside(workshop, fetched.raw)
    with workshop.book() as book:
        known = _known_to(found.content_key, book)
        if any(book.traject(one) is not None for one in known):
            return None
        if known and all(tombstones.is_closed(book, one) for one in known):
            note_again(book, known[0])
            return LateMail(known[0], header, may_be_told=False)  # it was destroyed before, and came back
        if closed.reports_afterwards(found, book):
            return None  # it is heard, and goes then
        sure = (*(closed.answered(header, book) if found.other else named), *closed.returned(found, book))
        ref = _closed_one((*sure, *found.references), book)
        seen = _on_record(found.content_key, book) is not None  # then she has heard of it
        mentioned = "" if ref or seen else _closed_one((*named, *found.references, *found.said), book)
        may_be = "" if ref or mentioned or seen else _of_the_sender(header, found, book)
        spared = not found.form and closed.is_the_specialists(header, ref or mentioned, book)
        plain = not (found.form or found.references)
        spared |= bool(ref) and plain and closed.is_for_another(header, ref, book)
        hers = bool(ref) and closed.is_for_her(header, found, ref, book)
        spared &= not (hers and found.weighs) or closed.lives(header, book)
        spared |= bool(ref) and found.form and found.beside and closed.lives(header, book)
        spared |= bool(ref) and plain and closed.may_be_absent(header, book)
    if may_be:
        return LateMail(may_be, header, told=_MAY_BE)
    if spared or not (ref or mentioned):
        return None
    return LateMail(ref or mentioned, header, told=_NAMES if mentioned else "", hers=hers)


def _closed_one(refs: tuple[str, ...], book: Book) -> str:
    """The closed traject that these name, unless they name one that lives as well."""
    if closed.names_living(refs, book):
        return ""
    return next((ref for ref in refs if tombstones.is_closed(book, ref)), "")


def _of_the_sender(header: InboundMail, found: Inside, book: Book) -> str:
    """A form, a file that may be an answer, a link to one, or what nobody can open, without a reference, from whoever
    takes part in nothing that lives: whose it is she must judge.
    """
    address = header.sender.address if header.sender else ""
    holds = found.form or found.beside or found.unopened or found.linked
    if not holds or found.references or found.said or book.known(address):
        return ""
    return next((ref for ref in tombstones.known(book, address) if tombstones.is_closed(book, ref)), "")


def _known_to(content_key: str, book: Book) -> tuple[str, ...]:
    """The trajects for which this mail, when it came before, has an outcome."""
    known = _on_record(content_key, book)
    return tuple(ref for ref in dispositions.of_mail(book, known) if ref) if known is not None else ()


def _on_record(content_key: str, book: Book) -> int | None:
    known = inbound.by_content(book, inbound.content_hash(book, content_key)) if content_key else None
    return known[0] if known is not None else None


def _is_from_before(fetched: Fetched, late: LateMail, workshop: Workshop) -> bool:
    """Whether the server and the mail itself both date it before the destruction."""
    with workshop.book() as book:
        at = book.destroyed_at(late.ref)
    return at is not None and max(fetched.received, late.header.date or fetched.received) < at


def _say_that_it_stays(workshop: Workshop, late: LateMail, now: datetime) -> None:
    """Nothing of it is told but that it is there: it may be about something else."""
    with workshop.book() as book:
        workshop.clerk(book, workshop.context(now)).write(None, (Note(late.told, (("ref", late.ref),)),))


def _answer_and_record(workshop: Workshop, spot: Location, late: LateMail, now: datetime) -> None:
    """First the answer is in the outbox and the fact on record, then the mail goes."""
    with workshop.book() as book:
        clerk = workshop.clerk(book, workshop.context(now), late.header)
        address = late.header.sender.address if late.header.sender else ""
        known = late.may_be_told and tombstones.role_of(book, late.ref, address) is not None
        if known and _may_be_answered(workshop, late.header):
            view = TrajectClosed(late.ref)
            key = f"{late.ref}/{view.KIND}/{book.address_hash(address)[:16]}"
            clerk.post(RespondentMail(view, "", key, answers=True, address=address), None)
        clerk.write(None, (Note("problem.removed-unread", (("ref", late.ref),)),))
        locations.locate(book, Location(locations.DOOMED, spot.folder, spot.uidvalidity, spot.uid))


def _may_be_answered(workshop: Workshop, header: InboundMail) -> bool:
    """A person wrote, and nothing says that it was another."""
    server = workshop.settings.safeguards.trusted_authserv_id
    return header.automatic is Automatic.NO and not failed(header, server) and not unproved(header, server)

"""What is to be known of a mail that may be about a traject that is gone: what it names, and whose it is."""

from __future__ import annotations

from bot.association.tokens import is_sent_afterwards
from bot.core.mail.message import Automatic, InboundMail, Inside
from bot.core.people import addresses
from bot.core.traject import reference
from bot.core.world import Role, Token
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import tombstones
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure


def named(header: InboundMail, book: Book) -> tuple[str, ...]:
    """The trajects whose mails it answers, then those in its subject."""
    return (*answered(header, book), *reference.find(header.subject))


def answered(header: InboundMail, book: Book) -> tuple[str, ...]:
    """The trajects whose mails it answers."""
    return tuple(t.ref for t in _tokens(header, book) if t.ref)


def returned(found: Inside, book: Book) -> tuple[str, ...]:
    """The trajects whose mails a delivery report returns."""
    return tuple(t.ref for t in book.tokens(found.returned, "") if t.ref) if found.returned else ()


def names_living(refs: tuple[str, ...], book: Book) -> bool:
    """Whether one of these trajects lives: then the mail is not only about what is gone."""
    return any(book.traject(ref) is not None for ref in refs)


def inside(workshop: Workshop, raw: bytes) -> Inside:
    """What a child finds in the attachments; nothing when it cannot read them."""
    try:
        return workshop.sandbox.look_inside(raw)
    except SandboxFailure:
        return Inside("", unopened=True)


def is_of_the_house(workshop: Workshop, header: InboundMail, book: Book) -> bool:
    """Hers, or of whoever claims to be her; the practice's; a mail of ours."""
    practitioner, practice = workshop.settings.practitioner, workshop.settings.practice
    senders = (header.sender,) if header.sender else header.claimed
    hers = any(practitioner.writes_from(one.address) for one in senders)
    ours = any(one.key == addresses.key(practice.address) for one in senders)
    return hers or ours or bool(header.message_id and book.tokens((header.message_id,), ""))


def made_for(header: InboundMail, book: Book) -> tuple[str, ...]:
    """The closed traject that a mail of ours was about, but for those that go when all is gone."""
    ours = book.tokens((header.message_id,), "") if header.message_id else ()
    return tuple(t.ref for t in ours if t.ref and not is_sent_afterwards(t.kind) and tombstones.is_closed(book, t.ref))


def is_for_another(header: InboundMail, ref: str, book: Book) -> bool:
    """Whether only its subject names the closed traject, and its sender took part in one that lives and not in this."""
    return lives(header, book) and not answered(header, book) and _role_in(header, ref, book) is None


def is_for_her(header: InboundMail, found: Inside, ref: str, book: Book) -> bool:
    """Whether a person wrote what she must judge although it names the closed traject: what weighs, beside a form of
    that too; or, with nothing of that in it, what may be for a traject that lives and the sender takes part in. So may
    what that sender says beside an old form, and all that the specialist of one sends.
    """
    if header.automatic is not Automatic.NO:
        return False
    if found.form:
        return found.weighs or (found.more and lives(header, book)) or Role.SPECIALIST in _roles(header, book)
    certain = bool(found.references) or (ref in answered(header, book) and _role_in(header, ref, book) is not None)
    formal = found.formal and not is_the_specialists(header, ref, book)
    return found.weighs or formal or (lives(header, book) and not certain)


def reports_afterwards(found: Inside, book: Book) -> bool:
    """Whether it is a report that what somebody got after the destruction did not arrive."""
    made = book.tokens(found.returned, "") if found.returned else ()
    return any(is_sent_afterwards(token.kind) and book.traject(token.ref) is None for token in made)


def lives(header: InboundMail, book: Book) -> bool:
    """Whether its sender takes part in a traject that is not destroyed."""
    return bool(book.known(header.sender.address if header.sender else ""))


def may_be_absent(header: InboundMail, book: Book) -> bool:
    """Whether a machine answers for somebody in a traject that lives: an absence is heard there, and goes then."""
    return header.automatic is Automatic.AUTO_REPLY and lives(header, book)


def _roles(header: InboundMail, book: Book) -> set[Role]:
    """What its sender is in the trajects that are not destroyed."""
    return {known.role for known in book.known(header.sender.address if header.sender else "")}


def _role_in(header: InboundMail, ref: str, book: Book) -> Role | None:
    return tombstones.role_of(book, ref, header.sender.address if header.sender else "")


def is_the_specialists(header: InboundMail, ref: str, book: Book) -> bool:
    """By the address, by a mail to him that he answers, or because it answers what he got after the destruction, which
    names no traject in its Message-ID.
    """
    address = header.sender.address if header.sender else ""
    if tombstones.role_of(book, ref, address) is Role.SPECIALIST:
        return True
    his = (t for t in _tokens(header, book) if t.ref in (ref, "") and t.role is Role.SPECIALIST)
    return any(t.fits or is_sent_afterwards(t.kind) for t in his)


def _tokens(header: InboundMail, book: Book) -> tuple[Token, ...]:
    return book.tokens((*header.in_reply_to, *header.references), header.sender.address if header.sender else "")

"""A copy of what was sent goes into the traject's *Correspondentie*; then its content is emptied."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from bot.core.filing import correspondence
from bot.core.views import ConversationReport
from bot.shell.ledger import locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.letters.lighter import lighter
from bot.shell.round.sending.errand import Errand

_TOGETHER, _BYTES = 50, 4_000_000
"""So many copies are filed with one commit before and one after; so much with one command."""
Titled = tuple[Waiting, str]


def file(errand: Errand) -> None:
    """Each mail that was sent and not filed yet, as far as its folder lets it in: many at a time, and one by one where
    that fails or failed before.
    """
    with errand.workshop.book() as book:
        fresh, again = outbox.unfiled(book)
    for start in range(0, len(fresh), _TOGETHER):
        some = fresh[start : start + _TOGETHER]
        if errand.room.faults.caught(partial(_file_together, some, errand)) is not None:
            again += some
    for identifier in sorted(again):
        _file_alone(identifier, errand)


def _file_together(identifiers: tuple[int, ...], errand: Errand) -> None:
    with errand.workshop.book() as book:
        mails = _opened(identifiers, book)
        for mail, title in mails:
            if title:
                outbox.filing(book, mail.id)
    _record(mails, _put_all([one for one in mails if one[1]], errand), errand)


def _file_alone(identifier: int, errand: Errand) -> None:
    faults, opened = errand.room.faults, list[Titled]()

    def opens() -> None:
        with errand.workshop.book() as book:
            opened.extend(_opened((identifier,), book))

    faults.tried("smtp", opens, one=f"file {identifier}")
    for mail, title in opened:
        code = correspondence(mail.ref) if title else ""
        if not faults.refused(code):
            faults.tried("copy", partial(_file_once, mail, title, errand), code, f"sent {identifier}")


def _opened(identifiers: tuple[int, ...], book: Book) -> list[Titled]:
    """The mails, each with the name of its specialist: "" where it has no folder, or has none any more."""
    mails = (mail for one in identifiers if (mail := outbox.one(book, one)) is not None)
    return [(mail, book.name(mail.ref) if mail.ref else "") for mail in mails]


def _file_once(mail: Waiting, title: str, errand: Errand) -> None:
    """Its folder is looked through for it first, where it was begun before."""
    _record([(mail, title)], [_copy(mail, title, errand)] if title else [], errand)


def _record(mails: list[Titled], spots: list[Location | None], errand: Errand) -> None:
    with errand.workshop.book() as book:
        for spot in spots:
            if spot is not None:
                locations.locate(book, spot)
        for mail, _ in mails:
            outbox.close(book, mail.id, outbox.FILED, errand.now)


def _copy(mail: Waiting, title: str, errand: Errand) -> Location | None:
    room, code = errand.room, correspondence(mail.ref)
    name = room.folders.name(code, title)
    if mail.filing and room.folders.exists(name):
        if room.mailbox.find_by_message_id(name, {mail.message_id}):
            return None
    else:
        with errand.workshop.book() as book:
            outbox.filing(book, mail.id)
    return _put(mail, title, errand)


def _put(mail: Waiting, title: str, errand: Errand) -> Location | None:
    return errand.room.put(mail.ref, title, correspondence(mail.ref), _kept(mail, errand), errand.now)


def _put_all(mails: list[Titled], errand: Errand) -> list[Location | None]:
    """By traject, so many bytes at a time."""
    spots: list[Location | None] = []
    for (ref, title), some in groupby(sorted(mails, key=_whose), _whose):
        raws: list[bytes] = []
        for raw in (*(_kept(mail, errand) for mail, _ in some), None):
            if raws and (raw is None or sum(map(len, raws)) + len(raw) > _BYTES):
                spots += errand.room.put_all(ref, title, correspondence(ref), raws, errand.now)
                raws = []
            raws += [raw] if raw is not None else []
    return spots


def _whose(titled: Titled) -> tuple[str, str]:
    mail, title = titled
    return mail.ref, title


def _kept(mail: Waiting, errand: Errand) -> bytes:
    """As it was sent; of her report nothing is kept."""
    if mail.kind != ConversationReport.KIND:
        return mail.raw
    language = errand.workshop.settings.practice.language
    words = errand.workshop.stationery.templates.sentence("kept.report", language)
    return lighter(mail.raw, words) or mail.raw

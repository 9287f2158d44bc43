"""A copy of what was sent goes into the traject's *Correspondentie*; then its content is emptied."""

from __future__ import annotations

from functools import partial

from bot.core.filing import correspondence
from bot.core.views import ConversationReport
from bot.shell.ledger import locations
from bot.shell.ledger.locations import Location
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.letters.lighter import lighter
from bot.shell.round.sending.errand import Errand


def file(errand: Errand) -> None:
    """Each mail that was sent and not filed yet, as far as its folder lets it in."""
    faults = errand.room.faults
    with errand.workshop.book() as book:
        todo = outbox.unfiled(book)
    for identifier in todo:
        opened: list[tuple[Waiting, str]] = []
        faults.tried("smtp", partial(_open, identifier, opened, errand), one=f"file {identifier}")
        for mail, title in opened:
            code = correspondence(mail.ref) if title else ""
            if not faults.refused(code):
                faults.tried("copy", partial(_file, mail, title, errand), code, f"sent {identifier}")


def _open(identifier: int, opened: list[tuple[Waiting, str]], errand: Errand) -> None:
    with errand.workshop.book() as book:
        mail = outbox.one(book, identifier)
        title = book.name(mail.ref) if mail is not None and mail.ref else ""
    if mail is not None:
        opened.append((mail, title))


def _file(mail: Waiting, title: str, errand: Errand) -> None:
    spot = _copy(mail, title, errand) if title else None
    with errand.workshop.book() as book:
        if spot is not None:
            locations.locate(book, spot)
        outbox.close(book, mail.id, outbox.FILED, errand.now)


def _copy(mail: Waiting, title: str, errand: Errand) -> Location | None:
    """Once: after a crash the folder is looked through for it first."""
    room, code = errand.room, correspondence(mail.ref)
    name = room.folders.name(code, title)
    if mail.filing and room.folders.exists(name):
        if room.mailbox.find_by_message_id(name, {mail.message_id}):
            return None
    else:
        with errand.workshop.book() as book:
            outbox.filing(book, mail.id)
    return room.put(mail.ref, title, code, _kept(mail, errand), errand.now)


def _kept(mail: Waiting, errand: Errand) -> bytes:
    """As it was sent; of her report nothing is kept."""
    if mail.kind != ConversationReport.KIND:
        return mail.raw
    language = errand.workshop.settings.practice.language
    words = errand.workshop.stationery.templates.sentence("kept.report", language)
    return lighter(mail.raw, words) or mail.raw

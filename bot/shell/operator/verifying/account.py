"""All folders of the mailbox: mails that name the destroyed traject in their headers or their attachments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.mail.headers import head_of
from bot.core.mail.message import InboundMail
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.values import Fetched
from bot.shell.ledger import dispositions, inbound, trajects
from bot.shell.ledger.book import Book
from bot.shell.round import closed, oversized
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

PROOFS = "Bewijzen"
_WINDOW = 100


def search_account(workshop: Workshop, room: Mailroom, ref: str) -> dict[str, int | None]:
    """How many mails are left in each folder, None where one may not look.

    What stays by right is not counted: the certificates, mail that names a living traject as well, and what came after
    the destruction from the practice, from her, or without a form from the specialist.
    """
    with workshop.book() as book:
        began, ended = trajects.lifetime(book, ref)
    search = _Search(workshop, room, ref, began - timedelta(days=1), ended)
    proofs = room.mailbox.folder_name((*workshop.settings.imap.folder_root.split("/"), PROOFS))
    return {folder: _looked(search, folder) for folder in room.mailbox.every_folder() if folder != proofs}


def _looked(search: _Search, folder: str) -> int | None:
    try:
        return search.folder(folder)
    except OF_ONE_FOLDER:
        return None


class _Search:
    """One traject's; `began` is a day before it was opened, `ended` when it was destroyed."""

    def __init__(self, workshop: Workshop, room: Mailroom, ref: str, began: datetime, ended: datetime) -> None:
        self._workshop, self._room, self._ref = workshop, room, ref
        self._began, self._ended = began, ended

    def folder(self, name: str) -> int:
        """How many mails of it are left there, those flagged deleted included."""
        uids = self._room.mailbox.scan(name, with_deleted=True).uids
        windows = (uids[start : start + _WINDOW] for start in range(0, len(uids), _WINDOW))
        return sum(self._is_left(mail) for window in windows for mail in self._young(name, window))

    def _young(self, name: str, uids: tuple[int, ...]) -> Iterator[Fetched]:
        """Older mail can be about nothing of it; the server's date serves only to save work."""
        mailbox, limit = self._room.mailbox, self._room.limit
        listed = mailbox.sizes_and_dates(name, uids)
        young = tuple(one.uid for one in listed if one.received >= self._began)
        yield from oversized.fetch(mailbox, name, young, limit)

    def _is_left(self, mail: Fetched) -> bool:
        try:
            header = self._workshop.sandbox.read_mail(head_of(mail.raw))
        except SandboxFailure:
            return False
        with self._workshop.book() as book:
            refs = closed.named(header, book)
            own = book.tokens((header.message_id,), "") if header.message_id else ()
            refs = (*(t.ref for t in own), *refs)
            if any(closed.is_sent_afterwards(t.kind) for t in own) or closed.names_living(refs, book):
                return False
        found = closed.inside(self._workshop, mail.raw)
        with self._workshop.book() as book:
            refs = (*refs, *found.references, *_known_by_content(found.content_key, book))
            lives = self._ref not in refs or closed.names_living(refs, book)
            return not lives and not (mail.received >= self._ended and self._stays(header, found.form, book))

    def _stays(self, header: InboundMail, form: bool, book: Book) -> bool:
        his = not form and closed.is_the_specialists(header, self._ref, book)
        return his or closed.is_of_the_house(self._workshop, header, book)


def _known_by_content(content_key: str, book: Book) -> tuple[str, ...]:
    """The trajects that a mail was handled for, wherever it lies now."""
    known = inbound.by_content(book, inbound.content_hash(book, content_key)) if content_key else None
    return tuple(dispositions.of_mail(book, known[0])) if known else ()

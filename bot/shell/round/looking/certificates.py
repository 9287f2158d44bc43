"""The certificates of destruction in the mailbox: they tell what was destroyed when ledger and keys are old copies."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.mail.headers import Headers, split
from bot.core.traject import reference
from bot.core.views import DestroyedCertificate
from bot.core.world import Role
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.keys import tokens
from bot.shell.ledger.book import Book
from bot.shell.letters.compose import TIED
from bot.shell.round.workshop import Workshop

FOLDER, DESTROYED = "Bewijzen", "destroyed"
"""Where they are kept, and the mark in each that says of which traject it is."""
_KIND = "X-Trajectbot"


def certified(workshop: Workshop, mailbox: Mailbox) -> dict[str, datetime]:
    """When each traject was destroyed, by its reference; wherever in the account she keeps a certificate, flagged
    deleted or not.

    A mail counts when its Message-ID proves that we made it for her, and a mark that belongs to that Message-ID that it
    is the certificate of this traject.
    """
    root = tuple(part for part in workshop.settings.imap.folder_root.split("/") if part)
    proofs = mailbox.folder_name((*root, FOLDER))
    with workshop.book() as book:
        first = book.meta("first_start")
    since = datetime.fromisoformat(first).date() - timedelta(1) if first else None
    found: dict[str, datetime] = {}
    for name in mailbox.every_folder():
        try:
            found = _in_folder(workshop, mailbox, name, since) | found
        except OF_ONE_FOLDER:
            if name == proofs:
                raise
    return found


def _in_folder(workshop: Workshop, mailbox: Mailbox, name: str, since: date | None) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    uids = mailbox.bearing(name, _KIND, DestroyedCertificate.KIND, since)
    for header in mailbox.fetch_headers(name, uids, {}) if uids else ():
        headers, _ = split(header.raw)
        with workshop.book() as book:
            ref = _of(book, headers)
        if ref:
            found.setdefault(ref, header.received)
    return found


def _of(book: Book, headers: Headers) -> str:
    """Of which traject it is the certificate; "" when it is none."""
    if headers.first(_KIND.lower()).strip() != DestroyedCertificate.KIND:
        return ""
    ours = book.tokens((headers.first("message-id"),), "")
    if [token.role for token in ours] != [Role.PRACTITIONER]:
        return ""
    marks = {value.strip() for name, value in headers.fields if name == TIED.lower()}
    named = (mark.split()[1] for mark in marks if mark.split()[:1] == [DESTROYED] and len(mark.split()) == 3)
    proved = (ref for ref in named if tokens.sealed(book.keys, ours[0].message_id, f"{DESTROYED} {ref}") in marks)
    return next((ref for ref in proved if reference.find(ref) == (ref,)), "")

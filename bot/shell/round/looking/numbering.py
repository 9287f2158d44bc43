"""Whether a folder's numbers still mean the same mails: after a restore of the mailbox old mails come back.

What comes back was not dragged by anybody: it is known by its content and goes where the ledger has it.
"""

from __future__ import annotations

from datetime import datetime

from bot.core import filing
from bot.shell.imap.values import FolderState
from bot.shell.ledger import locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location

_LOOKED_AT = 500


def note(book: Book, folder: str, state: FolderState, now: datetime) -> None:
    """Before a look at a folder is compared with the record.

    A server never lowers UIDNEXT, and no mail that was moved away lies at its UID again (RFC 3501, 2.3.1.1): where that
    is so the folder was put back from a copy, and what stands on record of its UIDs is forgotten. Of a folder that is
    no traject's the numbering is remembered: those that were there when a new UIDVALIDITY was first seen came back.
    """
    lowered = state.uidnext and locations.last_uid(book, folder, state.uidvalidity) >= state.uidnext
    if lowered or _lies_again(book, folder, state):
        locations.forget(book, folder, state.uidvalidity, max(state.uidnext, max(state.uids, default=0) + 1), now)
    if filing.ref_of(folder):
        return
    told = book.meta(_numbering(folder))
    if told is None or int(told.partition(" ")[0]) != state.uidvalidity:
        began = locations.is_numbered_anew(book, folder, state.uidvalidity)
        first = (state.uidnext or max(state.uids, default=0) + 1) if began else 0
        book.drop_meta(_numbering(folder))
        book.set_meta(_numbering(folder), f"{state.uidvalidity} {first}")


def _lies_again(book: Book, folder: str, state: FolderState) -> bool:
    known = locations.known_uids(book, folder, state.uidvalidity)
    new = tuple(uid for uid in state.uids if uid not in known)
    return locations.moved_away(book, folder, state.uidvalidity, new[:_LOOKED_AT])


def came_back(book: Book, spot: Location) -> bool:
    """Whether a mail at this UID is one that the server put back."""
    validity, _, first = (book.meta(_numbering(spot.folder)) or "0 0").partition(" ")
    anew = int(validity) == spot.uidvalidity and spot.uid < int(first)
    return anew or locations.is_on_record(book, spot)


def _numbering(folder: str) -> str:
    return f"numbering/{folder}"

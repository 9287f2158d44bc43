"""Every store in reach that holds something of a traject: what is in it, and how it is emptied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core import filing
from bot.core.errors import OperatorError, TransientError
from bot.shell.ledger import erasure
from bot.shell.ledger.files.database import wiped
from bot.shell.ledger.files.migrating import copies, drop_copies
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

Counts = dict[str, int]
"""How many there are, by the place within the store: a folder's name, or "" where there is only one place."""


@dataclass(frozen=True, slots=True)
class Store:
    """`finds` tells what of a traject is in it, places that were looked at and are empty included; `removes` that."""

    name: str
    finds: Callable[[Workshop, Mailroom, str], Counts]
    removes: Callable[[Workshop, Mailroom, str], None]


def _mails(workshop: Workshop, room: Mailroom, ref: str) -> dict[str, tuple[int, ...]]:
    """The folders in which there is mail of this traject, and its UIDs; those flagged deleted by a crash included."""
    with workshop.book() as book:
        elsewhere = erasure.elsewhere(book, ref)
    names, found = room.folders.look(), {}
    for folder, validity, uids in elsewhere:
        name = room.folders.name(folder)
        state = room.mailbox.scan(name, with_deleted=True) if room.folders.exists(name) else None
        if state is not None and state.uidvalidity == validity and (there := set(uids) & set(state.uids)):
            found[name] = tuple(sorted(there))
    for code in (filing.correspondence(ref), ref):
        if (name := names.get(code, "")) and room.folders.exists(name):
            found[name] = room.mailbox.scan(name, with_deleted=True).uids
    return found


def _finds_mails(workshop: Workshop, room: Mailroom, ref: str) -> Counts:
    return {name: len(uids) for name, uids in _mails(workshop, room, ref).items()}


def _removes_mails(workshop: Workshop, room: Mailroom, ref: str) -> None:
    """Every mail by its UID; then the folders."""
    for name, uids in _mails(workshop, room, ref).items():
        if uids:
            room.mailbox.expunge(name, uids)
    if (name := room.folders.look().get(ref, "")) and room.folders.exists(name):
        room.mailbox.delete_folder(name)
    room.folders.forget(ref)


def _finds_rows(workshop: Workshop, room: Mailroom, ref: str) -> Counts:
    with workshop.book() as book:
        return {"": erasure.personal(book, ref) + len(copies(workshop.ledger.engine))}


def _removes_rows(workshop: Workshop, room: Mailroom, ref: str) -> None:
    with workshop.book() as book:
        erasure.erase(book, ref)
    drop_copies(workshop.ledger.engine)
    try:
        wiped(workshop.ledger.engine)
    except TransientError as error:  # somebody reads: that concerns this destruction, and no other job or mail
        raise OperatorError(error.problem, error.remedy) from error


def _finds_key(workshop: Workshop, room: Mailroom, ref: str) -> Counts:
    return {"": int(workshop.ledger.keys.get(ref) is not None)}


def _removes_key(workshop: Workshop, room: Mailroom, ref: str) -> None:
    workshop.ledger.keys.destroy(ref)


STORES: tuple[Store, ...] = (
    Store("mailbox", _finds_mails, _removes_mails),
    Store("ledger", _finds_rows, _removes_rows),
    Store("key", _finds_key, _removes_key),
)
"""In the order in which they are emptied: what the next ones are needed for comes first."""

"""Every store in reach that holds something of a traject: what is in it, and how it is emptied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.core.errors import OperatorError, TransientError
from bot.core.traject import reference
from bot.shell.imap.errors import NotAllowedError
from bot.shell.jobs.belongings import belongings
from bot.shell.ledger.files.database import wiped
from bot.shell.ledger.files.migrating import copies, drop_copies
from bot.shell.ledger.gone import erasure
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_LOOKS = 4
"""So often the account is searched: what a server keeps of removed mail is found by the next look."""
Counts = dict[str, int]
"""How many there are, by the place within the store: a folder's name, or "" where there is only one place."""


@dataclass(frozen=True, slots=True)
class Store:
    """`finds` tells what of a traject is in it, places that were looked at and are empty included; `removes` that."""

    name: str
    finds: Callable[[Workshop, Mailroom, str], Counts]
    removes: Callable[[Workshop, Mailroom, str], None]


def _finds_mails(workshop: Workshop, room: Mailroom, ref: str) -> Counts:
    return {name: len(uids) for name, uids in belongings(workshop, room, ref).certain.items()}


def _removes_mails(workshop: Workshop, room: Mailroom, ref: str) -> None:
    """Every mail by its UID, and what the server made of it: some keep a removed mail elsewhere. Then the folders.

    A folder that may not be changed costs what lies in it, and is told by the look afterwards.
    """
    for _ in range(_LOOKS):
        left = False
        for name, uids in belongings(workshop, room, ref).certain.items():
            left = left or bool(uids)
            with suppress(NotAllowedError):
                if uids:
                    room.mailbox.expunge(name, uids)
        if not left:
            break
    for name in reversed(room.mailbox.every_folder()):
        if _is_named_after(name, ref, room.mailbox.delimiter):
            with suppress(NotAllowedError):
                if not room.mailbox.scan(name, with_deleted=True).uids:
                    room.mailbox.delete_folder(name)
    room.folders.forget(ref)


def _is_named_after(folder: str, ref: str, delimiter: str | None) -> bool:
    """The traject's folder, one below it, or what a server made of them elsewhere; others' words do not count."""
    parts = folder.split(delimiter) if delimiter else [folder]
    return any(reference.normalised(part[:7]) == ref for part in parts)


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

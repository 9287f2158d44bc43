"""Every store in reach that holds something of a traject: what is in it, and how it is emptied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.errors import OperatorError, TransientError
from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search
from bot.shell.ledger.files.database import wiped
from bot.shell.ledger.files.migrating import copies, drop_copies
from bot.shell.ledger.gone import erasure

FOLDERS = "folders"
"""The store that is the folders themselves: their names bear the specialist's."""
_LOOKS = 4
"""So often the account is searched: what a server keeps of removed mail is found by the next look."""
Counts = dict[str, int]
"""How many there are, by the place within the store: a folder's name, or "" where there is only one place."""


@dataclass(frozen=True, slots=True)
class Store:
    """`finds` tells what of a traject is in it, places that were looked at and are empty included; `removes` that."""

    name: str
    finds: Callable[[Search], Counts]
    removes: Callable[[Search], None]


def _finds_mails(search: Search) -> Counts:
    return {name: len(uids) for name, uids in belongings(search).certain.items()}


def _removes_mails(search: Search) -> None:
    """Every mail by its UID, and what the server made of it: some keep a removed mail elsewhere.

    A folder that may not be changed costs what lies in it, and is told by the look afterwards.
    """
    for _ in range(_LOOKS):
        search.refused.unremoved.clear()
        left = {name: uids for name, uids in belongings(search).certain.items() if uids}
        for name, uids in left.items():
            search.remove(name, uids)
        if not left:
            break


def _finds_folders(search: Search) -> Counts:
    return dict.fromkeys(search.named_folders(), 1)


def _removes_folders(search: Search) -> None:
    """Those that are empty: the others are told with what lies in them."""
    for name in reversed(search.named_folders()):
        if name not in search.refused.unremoved:
            search.remove_folder(name)
    search.room.folders.forget(search.ref)


def _finds_rows(search: Search) -> Counts:
    with search.workshop.book() as book:
        return {"": erasure.personal(book, search.ref) + len(copies(search.workshop.ledger.engine))}


def _removes_rows(search: Search) -> None:
    with search.workshop.book() as book:
        erasure.erase(book, search.ref)
    drop_copies(search.workshop.ledger.engine)
    try:
        wiped(search.workshop.ledger.engine)
    except TransientError as error:  # somebody reads: that concerns this destruction, and no other job or mail
        raise OperatorError(error.problem, error.remedy) from error


def _finds_key(search: Search) -> Counts:
    return {"": int(search.workshop.ledger.keys.get(search.ref) is not None)}


def _removes_key(search: Search) -> None:
    search.workshop.ledger.keys.destroy(search.ref)


STORES: tuple[Store, ...] = (
    Store("mailbox", _finds_mails, _removes_mails),
    Store(FOLDERS, _finds_folders, _removes_folders),
    Store("ledger", _finds_rows, _removes_rows),
    Store("key", _finds_key, _removes_key),
)
"""In the order in which they are emptied: what the next ones are needed for comes first."""

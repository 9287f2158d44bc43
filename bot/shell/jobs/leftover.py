"""What a destruction had to leave in folders that it may not empty, read or remove goes as soon as that is allowed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.decision import PractitionerMail
from bot.core.views import DestructionFinished
from bot.shell.imap.errors import FolderMissingError
from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search, Uids
from bot.shell.ledger import events, jobs
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

FINISH = "finish"
_AGAIN = timedelta(days=1)
_LEFT = "left/{}"


def remember_left(book: Book, search: Search, name: str, left: Uids, now: datetime) -> None:
    """Kept under the practice key: whose traject it was, the folders, and which mails where they could be seen. Of the
    traject's own there are none where only the folder is left.
    """
    bare: dict[str, list[object]] = {folder: [search.validity(folder), []] for folder in search.bare_folders()}
    there = {folder: [search.validity(folder), list(uids)] for folder, uids in left.items() if uids}
    shut: dict[str, list[object]] = {folder: [0, []] for folder in search.refused.closed}
    if bare or there or shut:
        told = {"name": name, "folders": json.dumps({**bare, **shut, **there}), "tried": now.isoformat()}
        book.set_meta_sealed(_LEFT.format(search.ref), told)
        jobs.add(book, FINISH, f"{search.ref}/{FINISH}", search.ref, now)


@dataclass(frozen=True, slots=True)
class Remains:
    """What lies where it lay when the traject was destroyed: by folder its UIDVALIDITY and UIDs, all in it where that
    is another one now, or was not known.
    """

    folders: Mapping[str, tuple[int, Collection[int]]]

    @classmethod
    def of(cls, book: Book, ref: str) -> Remains:
        """What is still to be finished of a destruction."""
        plan = book.meta_sealed(_LEFT.format(ref))
        return cls(json.loads(plan["folders"]) if plan else {})

    def has(self, folder: str, validity: int, uid: int) -> bool:
        """Whether this mail was there all along."""
        there = self.folders.get(folder)
        return there is not None and (there[0] != validity or uid in there[1])


def finish(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> bool:
    """Once a day; she hears when the last of it is gone. False: there is more."""
    with workshop.book() as book:
        plan = book.meta_sealed(_LEFT.format(job.ref))
    if plan is None:
        return True
    if now - datetime.fromisoformat(plan["tried"]) < _AGAIN:
        return False
    kept: dict[str, tuple[int, list[int]]] = json.loads(plan["folders"])
    search = Search(workshop, room, job.ref)
    there = set(room.mailbox.every_folder())
    left = {folder: one for folder, one in kept.items() if folder in there and not _emptied(search, folder, *one)}
    left |= {folder: kept[folder] for folder in _not_removed(search, kept)}
    with workshop.book() as book:
        book.drop_meta(_LEFT.format(job.ref))
        if left:
            told = {**plan, "folders": json.dumps(left), "tried": now.isoformat()}
            book.set_meta_sealed(_LEFT.format(job.ref), told)
            return False
        view = DestructionFinished(job.ref, plan["name"], tuple(sorted(kept)))
        mail = PractitionerMail(view, f"{job.ref}/{view.KIND}", answers=True)
        workshop.clerk(book, workshop.context(now)).write(None, (mail,))
        events.record(book, now, job.ref, "destruction-finished")
    return True


def _not_removed(search: Search, kept: Collection[str]) -> tuple[str, ...]:
    """The traject's own folders that are still there, and empty."""
    for folder in reversed(search.bare_folders()):
        if folder in kept:
            search.remove_folder(folder)
    return tuple(folder for folder in search.bare_folders() if folder in kept)


def _emptied(search: Search, folder: str, validity: int, uids: list[int]) -> bool:
    """Whether nothing is left there: by UID as long as the folder is numbered as it was, else by what is on record."""
    try:
        traces = search.traces(folder)
        if traces is None or folder in search.refused.closed or search.is_locked(folder):
            return False
        if search.validity(folder) == validity:
            mine = tuple(trace.uid for trace in traces if trace.uid in uids)
        else:
            mine = belongings(search).certain.get(folder, ())
        search.refused.unremoved.pop(folder, None)
        if mine:
            search.remove(folder, mine)
        return not {t.uid for t in search.traces(folder) or ()} & set(mine)
    except FolderMissingError:
        return True

"""All folders of the mailbox: what a destruction would take or name there, by the same judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search


@dataclass(frozen=True, slots=True)
class Folder:
    """How many mails are `left` there, how many stay because a living traject has them too (`shared`) or because they
    came after the destruction from the practice, from her, or without a form from the specialist (`later`), and whether
    one may look. Of the `unopened` nobody can tell: something in them could not be opened.
    """

    name: str
    left: int
    shared: int
    later: int
    looked: bool
    unopened: int = 0


def search_account(search: Search) -> Iterator[Folder]:
    """Each folder; the certificates themselves are no mail of a traject."""
    found, room = belongings(search), search.room
    for name in room.mailbox.every_folder():
        left = len(found.certain.get(name, ())) + len(found.doubtful.get(name, ()))
        shared, later = len(found.shared.get(name, ())), len(found.later.get(name, ()))
        unopened = len(found.unopened.get(name, ()))
        yield Folder(name, left, shared, later, name not in search.refused.closed, unopened)

"""All folders of the mailbox: what a destruction would take or name there, by the same judgement."""

from __future__ import annotations

from collections.abc import Iterator

from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search


def search_account(search: Search) -> Iterator[tuple[str, int, int, bool]]:
    """Each folder with how many mails are left there, how many stay because a living traject has them too, and
    whether one may look.

    What stays by right is not counted: the certificates, and what came after the destruction from the practice, from
    her, or without a form from the specialist.
    """
    found, room = belongings(search), search.room
    for name in room.mailbox.every_folder():
        if name != room.folders.proofs:
            left = len(found.certain.get(name, ())) + len(found.doubtful.get(name, ()))
            yield name, left, len(found.shared.get(name, ())), name not in search.refused.closed

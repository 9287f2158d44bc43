"""Mail of a traject that is destroyed lies there again: an older mailbox was put back, or rights came back.

It shows by a folder that bears the reference, or by a mail that turns up anywhere the bot looks. What is dated before
the destruction is removed once more, wherever in the account it lies, and nobody is told but her, in her overview.
Newer mail is left to the rule for mail that comes too late, and she hears that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.core import filing
from bot.shell.imap.values import Trace
from bot.shell.jobs.belongings import belongings
from bot.shell.jobs.search import Search
from bot.shell.ledger import events
from bot.shell.round import late_mail
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_AGAIN = timedelta(days=1)
"""What may not be removed is tried once a day."""


_LOOKS = 4
"""So often the account is searched: what a server keeps of removed mail is found by the next look."""


def remove_what_came_back(workshop: Workshop, room: Mailroom, now: datetime) -> None:
    """For each folder that bears such a reference, or mail that was seen, before any mail is taken in."""
    codes = tuple(code for code in room.folders.known() if filing.ref_of(code))
    with workshop.book() as book:
        refs = {*(filing.ref_of(code) for code in codes), *late_mail.seen_again(book)}
        closed = {ref: book.destroyed_at(ref) for ref in sorted(refs)}
        tried = {ref: book.meta(_tried(ref)) for ref in closed}
    for ref, at in closed.items():
        if at and _is_due(tried[ref], now):
            names = tuple(room.folders.name(code) for code in codes if filing.ref_of(code) == ref)
            remove = partial(_remove, Search(workshop, room, ref), names, at, now, first=tried[ref] is None)
            room.faults.tried("step", remove, ref, "came-back")


def _remove(search: Search, names: tuple[str, ...], destroyed_at: datetime, now: datetime, *, first: bool) -> None:
    """Wherever in the account it lies, as when it was destroyed; what came since then is not touched."""
    removed, ref, folders = 0, search.ref, search.room.folders
    for _ in range(_LOOKS):
        search.refused.unremoved.clear()
        old = {name: uids for name, uids in _old(search, destroyed_at) if uids}
        for name, uids in old.items():
            search.remove(name, uids)
            removed += 0 if name in search.refused.unremoved else len(uids)
        if not old or search.refused.unremoved:
            break
    stays = sum(1 for name in names for t in search.traces(name) or () if not _is_old(t, destroyed_at))
    for name in sorted(names, reverse=True):
        search.remove_folder(name)
    folders.forget(ref)
    with search.workshop.book() as book:
        book.drop_meta(_tried(ref))
        late_mail.looked_for(book, ref)
        if ref in folders.look():
            book.set_meta(_tried(ref), now.isoformat())
        if removed or (stays and first):
            n, more = str(removed), str(stays)
            events.record(book, now, "", "problem.came-back", (("ref", ref), ("n", n), ("stays", more)))


def _old(search: Search, destroyed_at: datetime) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name, uids in belongings(search).certain.items():
        there = search.traces(name) or ()
        yield name, tuple(t.uid for t in there if t.uid in set(uids) and _is_old(t, destroyed_at))


def _is_old(trace: Trace, destroyed_at: datetime) -> bool:
    """By the server's date or the mail's own: who puts it back may date it now."""
    return min(trace.received, trace.sent or trace.received) < destroyed_at


def _is_due(tried: str | None, now: datetime) -> bool:
    return tried is None or not timedelta(0) <= now - datetime.fromisoformat(tried) < _AGAIN


def _tried(ref: str) -> str:
    return f"came-back/{ref}"

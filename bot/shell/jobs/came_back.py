"""Mail of a traject that is destroyed lies there again: an older mailbox was put back, or rights came back.

It shows by a folder that bears the reference, or by a mail of ours, or an answer to one, that turns up anywhere. What
is certain and dated before the destruction is removed once more, wherever in the account it lies, and nobody is told
but her, in her overview. What may be of it stays, and she hears of each such mail once. Newer mail is left to the rule
for mail that comes too late, and she hears that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.core import filing
from bot.shell.imap.values import Trace
from bot.shell.jobs.belongings import belongings, message_ids
from bot.shell.jobs.leftover import Remains
from bot.shell.jobs.search import Search
from bot.shell.ledger import events, trajects
from bot.shell.ledger.gone import standing
from bot.shell.round import late_mail
from bot.shell.round.looking.returned import look_for_returned
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_AGAIN = timedelta(days=1)
"""What may not be removed is tried once a day."""


_LOOKS = 4
"""So often the account is searched: what a server keeps of removed mail is found by the next look."""


def remove_what_came_back(workshop: Workshop, room: Mailroom, now: datetime) -> None:
    """For each folder that bears such a reference, or mail that was seen, before any mail is taken in."""
    room.faults.tried("step", partial(look_for_returned, workshop, room, now), one="returned")
    codes = tuple(code for code in room.folders.known() if filing.ref_of(code))
    with workshop.book() as book:
        refs = {*(filing.ref_of(code) for code in codes), *late_mail.seen_again(book)}
        closed = trajects.destroyed_among(book, refs)
        tried = {ref: book.meta(_tried(ref)) for ref in closed}
    for ref, at in closed.items():
        if _is_due(tried[ref], now):
            names = tuple(room.folders.name(code) for code in codes if filing.ref_of(code) == ref)
            remove = partial(_remove, Search(workshop, room, ref), names, at, now, first=tried[ref] is None)
            room.faults.tried("step", remove, ref, "came-back")


def _remove(search: Search, names: tuple[str, ...], destroyed_at: datetime, now: datetime, *, first: bool) -> None:
    """Wherever in the account it lies, as when it was destroyed; what came since then is not touched."""
    ref, folders = search.ref, search.room.folders
    with search.workshop.book() as book:
        left = Remains.of(book, ref)
    removed = _removed(search, left, destroyed_at)
    stays = sum(1 for name in names for t in search.traces(name) or () if not _is_old(t, destroyed_at))
    doubtful = message_ids(search, belongings(search).doubtful)
    for name in sorted(names, reverse=True):
        search.remove_folder(name)
    folders.forget(ref)
    with search.workshop.book() as book:
        book.drop_meta(_tried(ref))
        late_mail.looked_for(book, ref)
        if ref in folders.look():
            book.set_meta(_tried(ref), now.isoformat())
        doubt = standing.untold(book, ref, doubtful)
        if removed or doubt or (stays and first):
            n, more, perhaps = str(removed), str(stays), str(doubt)
            events.record(
                book, now, "", "problem.came-back", (("n", n), ("stays", more), ("doubt", perhaps), ("ref", ref))
            )


def _removed(search: Search, left: Remains, destroyed_at: datetime) -> int:
    """How many mails are gone now: what a server refuses is none of them."""
    seen, before = set[tuple[str, int]](), set[tuple[str, int]]()
    for _ in range(_LOOKS):
        search.refused.unremoved.clear()
        old = dict(_old(search, left, destroyed_at))
        there = {(name, uid) for name, uids in old.items() for uid in uids}
        seen |= there
        if there == before:
            break
        before = there
        for name, uids in old.items():
            search.remove(name, uids)
    return len(seen - {(name, uid) for name, uids in _old(search, left, destroyed_at) for uid in uids})


def _old(search: Search, left: Remains, destroyed_at: datetime) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What lay there all along did not come back: that is finished on its own."""
    for name, uids in belongings(search).certain.items():
        there = [t for t in search.traces(name) or () if t.uid in set(uids) and _is_old(t, destroyed_at)]
        validity = search.validity(name) if there else 0
        if found := tuple(t.uid for t in there if not left.has(name, validity, t.uid)):
            yield name, found


def _is_old(trace: Trace, destroyed_at: datetime) -> bool:
    """By the server's date or the mail's own: who puts it back may date it now."""
    return min(trace.received, trace.sent or trace.received) < destroyed_at


def _is_due(tried: str | None, now: datetime) -> bool:
    return tried is None or not timedelta(0) <= now - datetime.fromisoformat(tried) < _AGAIN


def _tried(ref: str) -> str:
    return f"came-back/{ref}"

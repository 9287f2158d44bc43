"""Mail of a destroyed traject that lies in the account again, in whatever folder: told by the Message-IDs that we made.

Once a day, of each folder only what came since the last look; a folder that is numbered anew is looked at as a whole.
Mail that is flagged deleted lies there too: where other mail is taken in, it is read here. Nothing of that is done
before a traject was ever destroyed.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from bot.association.tokens import is_sent_afterwards
from bot.shell.imap.errors import FolderMissingError, NotAllowedError, RefusedError
from bot.shell.imap.values import Trace
from bot.shell.ledger import trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import tombstones
from bot.shell.ledger.locations import Location
from bot.shell.round import late_mail
from bot.shell.round.looking import oversized
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

_LOOKED = "returned/looked-on"
_SEEN = "returned/seen"
"""The names under which the day and, by keyed hash of the folder, its numbering and its next UID are kept."""


def look_for_returned(workshop: Workshop, room: Mailroom, now: datetime) -> None:
    """Notes the trajects of which something is found; at the first look nothing is new."""
    today = workshop.context(now).today.isoformat()
    with workshop.book() as book:
        if not tombstones.any_closed(book) or book.meta(_LOOKED) == today:
            return
        told = book.meta(_SEEN)
    before: dict[str, list[int]] = json.loads(told or "{}")
    seen: dict[str, list[int]] = {}
    found, codes = set[str](), {room.folders.name(code): code for code in room.folders.known()}
    for name in room.mailbox.every_folder():
        key = workshop.ledger.keys.hash("folder", name)[:16]
        try:
            state = room.mailbox.scan(name, with_deleted=True)
            known = before.get(key, [0, 0])
            first = known[1] if known[0] == state.uidvalidity else 1
            new = [uid for uid in state.uids if uid >= first] if told and name != room.folders.proofs else []
            traces = room.mailbox.traces(name, new, {}) if new else ()
            if new and name in codes:
                _look_at_deleted(workshop, room, codes[name], new, now)
            seen[key] = [state.uidvalidity, max((state.uidnext, *(uid + 1 for uid in state.uids)))]
        except (FolderMissingError, NotAllowedError, RefusedError):
            seen[key] = before.get(key, [0, 0])
            continue
        with workshop.book() as book:
            found |= {ref for trace in traces for ref in _was_destroyed(trace, book)}
    with workshop.book() as book:
        for ref in sorted(found):
            late_mail.note_again(book, ref)
        for name, value in ((_LOOKED, today), (_SEEN, json.dumps(seen))):
            book.drop_meta(name)
            book.set_meta(name, value)


def _look_at_deleted(workshop: Workshop, room: Mailroom, code: str, new: Collection[int], now: datetime) -> None:
    name = room.folders.name(code)
    state = room.mailbox.scan(name)
    flagged = sorted(set(new) - set(state.uids))
    for mail in oversized.fetch(room.mailbox, name, flagged, room.intake.limit, {}):
        late_mail.lot_of_deleted(workshop, Location(0, code, state.uidvalidity, mail.uid), mail, now)


def _was_destroyed(trace: Trace, book: Book) -> set[str]:
    """The destroyed traject that a mail from before then is of: one that we made, or an answer to it."""
    dated = min(trace.received, trace.sent or trace.received)
    ours = {t for one in (trace.message_id, *trace.answers) if one for t in book.tokens((one,), "")}
    refs = {t.ref for t in ours if t.ref and not is_sent_afterwards(t.kind)}
    return {ref for ref in refs if (at := trajects.destroyed_at(book, ref)) is not None and dated < at}

"""Every mail of a traject in the whole account: its folders, and copies and answers wherever somebody put them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.core import filing
from bot.core.mail.mailboxes import mailboxes
from bot.core.people.addresses import key
from bot.shell.imap.errors import NotAllowedError
from bot.shell.imap.values import Trace
from bot.shell.ledger.gone import erasure
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

Uids = dict[str, tuple[int, ...]]
"""UIDs by the server's name of a folder."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """`certain` is the traject's; `doubtful` refers to its mails, and somebody else wrote it.

    `ids` are the Message-IDs of its own mails, by which copies are found once the mails themselves are gone; `closed`
    are the folders that may not be looked into.
    """

    certain: Uids = field(default_factory=dict)
    doubtful: Uids = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    closed: tuple[str, ...] = ()


def plan_of(ref: str) -> str:
    """The name under which the plan of a destruction is kept, under the practice key."""
    return f"destroy/{ref}"


def belongings(workshop: Workshop, room: Mailroom, ref: str) -> Belongings:
    """Found by what we know: our own Message-IDs, those of the traject's mails and their contents, never by a text.

    Folders of other trajects are left alone, but for mails of this one that are on record there.
    """
    return _Account(workshop, room, ref).found()


class _Account:
    """One search; `_hashes` are the contents on record, `_ids` the Message-IDs of the mails that lie where we know."""

    def __init__(self, workshop: Workshop, room: Mailroom, ref: str) -> None:
        self._workshop, self._room, self._ref = workshop, room, ref
        with workshop.book() as book:
            planned = frozenset(json.loads((book.meta_sealed(plan_of(ref)) or {}).get("ids", "[]")))
            self._hashes, self._known = erasure.contents(book, ref), erasure.elsewhere(book, ref)
        names = room.folders.look()
        self._everywhere = room.mailbox.every_folder()
        below = f"{names[ref]}{room.mailbox.delimiter}" if ref in names else ""
        self._own = [n for n in self._everywhere if ref in names and (n == names[ref] or n.startswith(below))]
        self._others = {n for c, n in names.items() if filing.ref_of(c) not in ("", ref)} | {room.folders.proofs}
        self._traces: dict[str, tuple[Trace, ...]] = {}
        self._closed: list[str] = []
        for name in self._searched():
            try:
                self._traces[name] = room.mailbox.traces(name)
            except NotAllowedError:
                self._closed.append(name)
        self._ids = planned | {t.message_id for t in self._lying() if t.message_id}
        practice, she = workshop.settings.practice, workshop.settings.practitioner
        self._practice = key(practice.address)
        self._hers = {self._practice, *(key(address) for address in (she.address, *she.also))}

    def _searched(self) -> Iterator[str]:
        known = {self._room.folders.name(code) for code, _, _ in self._known}
        return (n for n in self._everywhere if n not in self._others or n in known)

    def _lying(self) -> Iterator[Trace]:
        for name in self._own:
            yield from self._traces.get(name, ())
        for name, uids in self._on_record().items():
            yield from (t for t in self._traces.get(name, ()) if t.uid in uids)

    def _on_record(self) -> Uids:
        """Where its mails lie outside its folders, as far as that is on record."""
        found: dict[str, set[int]] = {}
        for code, validity, uids in self._known:
            name = self._room.folders.name(code)
            if name in self._traces and self._room.mailbox.uidvalidity(name) == validity:
                found.setdefault(name, set()).update({t.uid for t in self._traces[name]} & set(uids))
        return {name: tuple(sorted(uids)) for name, uids in found.items()}

    def found(self) -> Belongings:
        certain: dict[str, set[int]] = {name: {t.uid for t in self._traces.get(name, ())} for name in self._own}
        for name, uids in self._on_record().items():
            certain.setdefault(name, set()).update(uids)
        doubtful: dict[str, set[int]] = {}
        for name, traces in self._traces.items():
            if name in self._own or name in self._others:
                continue
            sure, thin = self._of_one(name, [t for t in traces if t.uid not in certain.get(name, ())])
            certain.setdefault(name, set()).update(sure)
            doubtful.setdefault(name, set()).update(thin)
        for name, there in self._lost(certain, doubtful):
            certain[name] |= there
            doubtful[name] -= there
        return Belongings(_sorted(certain, keep=self._own), _sorted(doubtful), self._ids, tuple(self._closed))

    def _of_one(self, name: str, traces: Iterable[Trace]) -> tuple[set[int], set[int]]:
        """What is the traject's for certain, and what only may be."""
        sure, likely, nameless = set[int](), set[int](), set[int]()
        for trace in traces:
            sender = self._sender(trace)
            if self._is_ours(trace.message_id):
                (sure if sender == self._practice else likely).add(trace.uid)
            elif trace.message_id in self._ids:
                likely.add(trace.uid)
            elif not trace.message_id:
                nameless.add(trace.uid)
            elif any(one in self._ids or self._is_ours(one) for one in trace.answers):
                (sure if sender in self._hers else likely).add(trace.uid)
        same = set(self._of_content(name, likely | nameless, frozenset(self._hashes)))
        return sure | same, likely - same

    def _of_content(self, name: str, uids: Iterable[int], wanted: frozenset[str]) -> Iterator[int]:
        for fetched in self._room.mailbox.fetch(name, sorted(uids), self._room.limit):
            try:
                content = self._workshop.sandbox.glance(fetched.raw).content_key
            except SandboxFailure:
                continue
            if self._workshop.ledger.keys.hash("content", content) in wanted:
                yield fetched.uid

    def _lost(self, certain: dict[str, set[int]], doubtful: dict[str, set[int]]) -> Iterator[tuple[str, set[int]]]:
        """Mails on record that lie nowhere any more: somebody moved them, and all that came since is looked at."""
        lost = frozenset(content for content, lies in self._hashes.items() if not lies)
        for name in self._traces if lost else ():
            if name in self._own or name in self._others:
                continue
            left = {t.uid for t in self._traces[name]} - certain.get(name, set())
            if uids := set(self._of_content(name, left, lost)):
                certain.setdefault(name, set())
                doubtful.setdefault(name, set())
                yield name, uids

    def _is_ours(self, message_id: str) -> bool:
        """Whether we made this Message-ID, for a mail about the traject."""
        if not message_id:
            return False
        with self._workshop.book() as book:
            return any(t.ref == self._ref for t in book.tokens((message_id,), ""))

    def _sender(self, trace: Trace) -> str:
        """The address in From, as it is compared; "" where there is not exactly one."""
        found = mailboxes(trace.sender).addresses
        return found[0].key if len(found) == 1 else ""


def _sorted(uids: dict[str, set[int]], keep: Iterable[str] = ()) -> Uids:
    return {name: tuple(sorted(found)) for name, found in sorted(uids.items()) if found or name in keep}

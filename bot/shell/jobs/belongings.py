"""Every mail of a traject in the whole account: its folders, and copies and answers wherever somebody put them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.core import filing
from bot.core.mail.mailboxes import mailboxes
from bot.core.people.addresses import key
from bot.shell.imap.values import Trace
from bot.shell.jobs.search import Refused, Search, Uids
from bot.shell.ledger import dispositions, inbound
from bot.shell.ledger.gone import erasure


@dataclass(frozen=True, slots=True)
class Belongings:
    """`certain` is the traject's; `doubtful` refers to its mails or holds a file of them, and is somebody else's or of
    another traject.
    """

    certain: Uids = field(default_factory=dict)
    doubtful: Uids = field(default_factory=dict)


def plan_of(ref: str) -> str:
    """The name under which the plan of a destruction is kept, under the practice key."""
    return f"destroy/{ref}"


def belongings(search: Search) -> Belongings:
    """Found by what we know: our own Message-IDs, those of the traject's mails, their contents and the files of its
    forms, never by a text.

    Folders of other trajects are left alone, but for mails of this one that are on record there.
    """
    return _Account(search).found()


class _Account:
    """One look; `_hashes` are the contents on record, `_forms` those of them with an answer or a document."""

    def __init__(self, search: Search) -> None:
        self._search, self._room, self._ref = search, search.room, search.ref
        search.refused = Refused(unremoved=search.refused.unremoved)
        workshop, room, ref = search.workshop, search.room, search.ref
        with workshop.book() as book:
            planned = book.meta_sealed(plan_of(ref)) or {}
            self._hashes, self._known = erasure.contents(book, ref), erasure.elsewhere(book, ref)
            self._forms = erasure.forms(book, ref)
        names = room.folders.look()
        self._everywhere = room.mailbox.every_folder()
        below = f"{names[ref]}{room.mailbox.delimiter}" if ref in names else ""
        self._own = [n for n in self._everywhere if ref in names and (n == names[ref] or n.startswith(below))]
        others = {n for c, n in names.items() if filing.ref_of(c) not in ("", ref)} | {room.folders.proofs}
        self._others = {n for n in self._everywhere if n in others or self._above(n) & others}
        found = ((name, search.traces(name)) for name in self._searched())
        self._traces = {name: traces for name, traces in found if traces is not None}
        search.ids |= {*json.loads(planned.get("ids", "[]")), *(t.message_id for t in self._lying() if t.message_id)}
        search.files |= json.loads(planned.get("files", "{}"))
        search.contents |= {
            *json.loads(planned.get("contents", "[]")),
            *(c for c, at in self._hashes.items() if not at),
        }
        practice, she = workshop.settings.practice, workshop.settings.practitioner
        self._practice = key(practice.address)
        self._hers = {self._practice, *(key(address) for address in (she.address, *she.also))}
        self._certain: dict[str, set[int]] = defaultdict(set)
        self._doubtful: dict[str, set[int]] = defaultdict(set)

    def _above(self, name: str) -> set[str]:
        """The folders that this one lies in."""
        mark = self._room.mailbox.delimiter
        parts = name.split(mark) if mark else [name]
        return {(mark or "").join(parts[:n]) for n in range(1, len(parts))}

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
        certain, doubtful = self._certain, self._doubtful
        for name in self._own:
            certain[name] |= {t.uid for t in self._traces.get(name, ())}
        for name, uids in self._on_record().items():
            certain[name].update(uids)
        known = -1
        while known < len(self._search.ids):  # a mail that is found elsewhere has copies and answers too
            known = len(self._search.ids)
            for name in self._elsewhere():
                sure, thin = self._of_one(name, self._left(name))
                certain[name] |= sure
                doubtful[name] |= thin
            for name, there in self._lost():
                certain[name] |= there
        self._learn()
        self._enclosing()
        self._with_a_file()
        return Belongings(_sorted(certain, keep=self._own), _sorted(doubtful, but=certain))

    def _elsewhere(self) -> Iterator[str]:
        return (name for name in self._traces if name not in self._own and name not in self._others)

    def _left(self, name: str) -> list[Trace]:
        """The mails in a folder that are not the traject's as far as is known by now."""
        return [t for t in self._traces.get(name, ()) if t.uid not in self._certain[name]]

    def _of_one(self, name: str, traces: Iterable[Trace]) -> tuple[set[int], set[int]]:
        """What is the traject's for certain, and what only may be."""
        sure, likely, nameless = set[int](), dict[int, Trace](), list[Trace]()
        for trace in traces:
            if self._is_ours(trace.message_id):
                if self._sender(trace) == self._practice:
                    sure.add(trace.uid)
                else:
                    likely[trace.uid] = trace
            elif trace.message_id in self._search.ids:
                likely[trace.uid] = trace
            elif not trace.message_id:
                nameless.append(trace)
            elif self._refers(trace.answers):
                if self._sender(trace) in self._hers:
                    sure.add(trace.uid)
                else:
                    likely[trace.uid] = trace
        same = set(self._of_content(name, (*likely.values(), *nameless)))
        return sure | same, likely.keys() - same

    def _of_content(self, name: str, traces: Iterable[Trace]) -> Iterator[int]:
        """Those that are mails of the traject by what is in them; by their Message-IDs more may be found."""
        by_uid = {trace.uid: trace for trace in traces}
        for uid, leaves in self._search.leaves(name, by_uid):
            if (content := self._hashed(leaves.content_key)) in self._hashes:
                self._search.contents.add(content)
                self._search.ids |= {by_uid[uid].message_id} - {""}
                yield uid

    def _hashed(self, content_key: str) -> str:
        return self._search.workshop.ledger.keys.hash("content", content_key)

    def _lost(self) -> Iterator[tuple[str, set[int]]]:
        """Mails on record that lie nowhere any more: somebody moved them. First what came at that moment is read, and
        all else only when one of them was not found, by whatever it refers to or then.
        """
        lost = {c: came for c, came in self._hashes.items() if came and c not in self._search.contents}
        moments = set(lost.values())
        for name in tuple(self._elsewhere()) if lost else ():
            yield name, set(self._of_content(name, [t for t in self._left(name) if t.received in moments]))
        for name in tuple(self._elsewhere()) if lost.keys() - self._search.contents else ():
            yield name, set(self._of_content(name, self._left(name)))

    # -- copies that refer to nothing ----------------------------------------------------------------------------

    def _learn(self) -> None:
        """The files of the traject's forms that lie somewhere, but what we sent ourselves: a blank form is none."""
        files, blank = dict[str, int](), set[str]()
        for name, uids in self._certain.items():
            ours = {t.uid for t in self._traces.get(name, ()) if self._is_ours(t.message_id)}
            for uid, leaves in self._search.leaves(name, uids):
                if uid in ours:
                    blank |= {leaf.digest for leaf in leaves.files}
                elif self._hashed(leaves.content_key) in self._forms:
                    files |= {leaf.digest: leaf.size for leaf in leaves.files}
        self._search.files |= {digest: size for digest, size in files.items() if digest not in blank}

    def _enclosing(self) -> None:
        """Mails in which one of the traject's is enclosed, as the server tells."""
        for name in tuple(self._elsewhere()):
            composed = {t.uid: t for t in self._left(name) if t.composed}
            for told in self._search.structures(name, composed):
                if self._refers(told.ids):
                    hers = self._sender(composed[told.uid]) in self._hers
                    (self._certain if hers else self._doubtful)[name].add(told.uid)

    def _with_a_file(self) -> None:
        """Mails with a file of the traject's forms: hers go, but not where another traject has that file too."""
        wanted, common = self._search.files, set[str]()
        if not wanted:
            return
        for name in self._others - {self._room.folders.proofs}:
            there = self._search.traces(name) or ()
            held = dict(self._holding(name, [t for t in there if t.uid not in self._certain[name]]))
            self._doubtful[name] |= held.keys()
            common |= {leaf for leaves in held.values() for leaf in leaves}
        for name in tuple(self._elsewhere()):
            traces = {t.uid: t for t in self._left(name)}
            for uid, leaves in self._holding(name, traces.values()):
                trace = traces[uid]
                hers = self._sender(trace) in self._hers and self._search.token_ref(trace.message_id) is None
                sure = hers and not leaves <= common and not self._is_of_another(name, uid)
                (self._certain if sure else self._doubtful)[name].add(uid)

    def _holding(self, name: str, traces: Iterable[Trace]) -> Iterator[tuple[int, frozenset[str]]]:
        """Which of these mails hold wanted files, and which; only what may hold one by its structure is read."""
        wanted = self._search.files
        sizes = sorted(set(wanted.values()))
        composed = {t.uid for t in traces if t.composed and t.size >= sizes[0]}
        told = self._search.structures(name, composed)
        likely = {one.uid for one in told if any(one.may_hold(size) for size in sizes)}
        for uid, leaves in self._search.leaves(name, likely):
            if held := frozenset(leaf.digest for leaf in leaves.files if leaf.digest in wanted):
                yield uid, held

    def _is_of_another(self, name: str, uid: int) -> bool:
        """Whether it was handled for another traject."""
        keys = [leaves.content_key for _, leaves in self._search.leaves(name, {uid})]
        with self._search.workshop.book() as book:
            known = [inbound.by_content(book, inbound.content_hash(book, one)) for one in keys]
            refs = {ref for one in known if one for ref in dispositions.of_mail(book, one[0])}
        return bool(refs - {"", self._ref})

    def _refers(self, ids: Iterable[str]) -> bool:
        return any(one in self._search.ids or self._is_ours(one) for one in ids)

    def _is_ours(self, message_id: str) -> bool:
        """Whether we made this Message-ID, for a mail about the traject."""
        return self._search.token_ref(message_id) == self._ref

    def _sender(self, trace: Trace) -> str:
        """The address in From, as it is compared; "" where there is not exactly one."""
        found = mailboxes(trace.sender).addresses
        return found[0].key if len(found) == 1 else ""


def _sorted(uids: dict[str, set[int]], keep: Iterable[str] = (), but: dict[str, set[int]] | None = None) -> Uids:
    left = {name: found - (but or {}).get(name, set()) for name, found in sorted(uids.items())}
    return {name: tuple(sorted(found)) for name, found in left.items() if found or name in keep}

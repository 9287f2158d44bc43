"""Every mail of a traject in the whole account: its folders, and copies and answers wherever somebody put them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core import filing
from bot.shell.imap.values import Structure, Trace
from bot.shell.jobs.reach import Evidence, Fate, Reach
from bot.shell.jobs.search import Refused, Search, Uids
from bot.shell.ledger import trajects
from bot.shell.ledger.gone import erasure, known_mails, made_files

_TYPED = 8_000
"""Bytes of the smallest file that is looked for in the text of mails: a smaller one is a text itself."""
_EARLIER = timedelta(days=1)
"""So much before a traject was opened a mail about it may be dated by a server."""


ASKED = "asked/{}"
"""The name under which is kept how many mails she was told of, under the practice key."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """`certain` goes. `shared` stays, for a living traject has it too, and so does `doubtful`: it names the traject,
    refers to its mails or holds a file of them, but is somebody else's or proves too little. `later` stays by right:
    it came after the destruction. Of `unopened` nobody can tell: something in it could not be opened.
    """

    certain: Uids = field(default_factory=dict)
    shared: Uids = field(default_factory=dict)
    doubtful: Uids = field(default_factory=dict)
    later: Uids = field(default_factory=dict)
    unopened: Uids = field(default_factory=dict)


def plan_of(ref: str) -> str:
    """The name under which the plan of a destruction is kept, under the practice key."""
    return f"destroy/{ref}"


def belongings(search: Search) -> Belongings:
    """What is in its folders and on record, and what `Reach` says of all other mail that bears something of it.

    Mails outside are looked at by their headers; read are those that tie themselves to the traject, and of those that
    came since it was opened all with files, and all with its reference.
    """
    return _Account(search).found()


def distinct(search: Search, uids: Uids, but: Collection[str] = ()) -> int:
    """How many mails these are: a folder that only shows what lies in others has the same ones once more."""
    seen = set[tuple[str, object]]()
    for name, some in uids.items():
        traces = {} if name in but else {t.uid: t for t in search.traces(name) or ()}
        for uid in some if name not in but else ():
            trace = traces.get(uid)
            known = trace is not None and trace.message_id
            seen.add((trace.message_id, trace.size) if trace and known else (name, uid))
    return len(seen)


def message_ids(search: Search, uids: Uids) -> tuple[str, ...]:
    """What these mails are known by; where they bear no Message-ID, the folder and the UID."""
    traces = {name: {t.uid: t for t in search.traces(name) or ()} for name in uids}
    found = ((name, uid, traces[name].get(uid)) for name, some in uids.items() for uid in some)
    return tuple((t.message_id if t else "") or f"{name}/{uid}" for name, uid, t in found)


class _Account:
    """One look; `_hashes` are the contents on record, `_forms` those of them with an answer or a document."""

    def __init__(self, search: Search) -> None:
        self._search, self._room, self._ref = search, search.room, search.ref
        search.refused = Refused(unremoved=search.refused.unremoved)
        workshop, room, ref = search.workshop, search.room, search.ref
        with workshop.book() as book:
            planned = book.meta_sealed(plan_of(ref)) or {}
            self._hashes, self._forms = erasure.contents(book, ref), erasure.forms(book, ref)
            known, shared = erasure.elsewhere(book, ref), erasure.shared_places(book, ref)
            search.files |= made_files.known(book, ref)
            only_here, search.buried = erasure.only_here(book, ref), known_mails.known(book, ref)
            living, self._reach = erasure.of_the_living(book, ref), Reach(search, book)
            asked = erasure.asked_of_her(book, ref)
            self._began = trajects.lifetime(book, ref)[0] - _EARLIER
        names = room.folders.look()
        self._everywhere = room.mailbox.every_folder()
        below = f"{names[ref]}{room.mailbox.delimiter}" if ref in names else ""
        self._own = [n for n in self._everywhere if ref in names and (n == names[ref] or n.startswith(below))]
        others = {n for c, n in names.items() if filing.ref_of(c) not in ("", ref)}
        self._others = {n for n in self._everywhere if n in others or self._above(n) & others}
        found = ((name, search.traces(name)) for name in self._everywhere)
        self._traces = {name: self._but_proofs(name, traces) for name, traces in found if traces is not None}
        self._on_record, self._shared = self._lying(known), self._lying(shared)
        self._only_here = self._lying(only_here)
        search.ids |= {*json.loads(planned.get("ids", "[]")), *asked, *self._ids(self._on_record)}
        search.ids |= self._ids({name: tuple(t.uid for t in self._traces.get(name, ())) for name in self._own})
        self._reach.living_ids |= self._ids(self._lying(living))
        self._reach.living_ids |= self._ids({n: tuple(t.uid for t in self._traces.get(n, ())) for n in self._others})
        search.files |= json.loads(planned.get("files", "{}"))
        search.contents |= {
            *json.loads(planned.get("contents", "[]")),
            *(c for c, at in self._hashes.items() if not at),
        }
        self._certain: dict[str, set[int]] = defaultdict(set)

    def _but_proofs(self, name: str, traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
        """The certificates stay where they are; whatever else lies beside them is mail as any other."""
        if name != self._room.folders.proofs:
            return traces
        return tuple(t for t in traces if self._search.token_ref(t.message_id) is None)

    def _above(self, name: str) -> set[str]:
        """The folders that this one lies in."""
        mark = self._room.mailbox.delimiter
        parts = name.split(mark) if mark else [name]
        return {(mark or "").join(parts[:n]) for n in range(1, len(parts))}

    def _ids(self, uids: Uids) -> set[str]:
        lying = (t.message_id for name, some in uids.items() for t in self._traces.get(name, ()) if t.uid in some)
        return {one for one in lying if one}

    def _lying(self, places: erasure.Places) -> Uids:
        """What is there of that which is on record."""
        found: dict[str, set[int]] = {}
        for code, validity, uids in places:
            name = self._room.folders.name(code)
            if name in self._traces and self._room.mailbox.uidvalidity(name) == validity:
                found.setdefault(name, set()).update({t.uid for t in self._traces[name]} & set(uids))
        return {name: tuple(sorted(uids)) for name, uids in found.items()}

    def found(self) -> Belongings:
        certain = self._certain
        for name in self._own:
            certain[name] |= {t.uid for t in self._traces.get(name, ())} - set(self._only_here.get(name, ()))
        for name, uids in self._on_record.items():
            certain[name].update(uids)
        known = -1
        while known < len(self._search.ids):  # a mail that is found elsewhere has copies and answers too
            known = len(self._search.ids)
            for name in self._elsewhere():
                certain[name] |= set(self._of_content(name, (t for t in self._left(name) if self._may_be_one(t))))
            for name, there in self._lost():
                certain[name] |= there
        self._learn()
        known = -1
        while known < len(self._search.ids):  # what answers her own answer is found by that
            known = len(self._search.ids)
            sorted_out = self._sorted_out()
            self._search.ids |= self._ids({name: tuple(uids) for name, uids in certain.items()})
        return sorted_out

    def _sorted_out(self) -> Belongings:
        certain = self._certain
        shared, doubtful, later, unopened = (defaultdict[str, set[int]](set) for _ in range(4))
        for name, uids in (*self._shared.items(), *self._only_here.items()):
            shared[name].update(uids)
        self._with_another(shared)
        kinds = {Fate.OURS: certain, Fate.SHARED: shared, Fate.REFERS: doubtful, Fate.LATER: later}
        for name in tuple(self._elsewhere()):
            for mail in self._evidence(name):
                fate = self._reach.fate(mail)
                if fate in kinds:
                    kinds[fate][name].add(mail.trace.uid)
                elif self._reach.may_hide(mail, self._began):
                    unopened[name].add(mail.trace.uid)
        own, rest = _sorted(certain, keep=self._own), (_sorted(doubtful, but=shared), _sorted(later))
        return Belongings(own, _sorted(shared, but=certain), *rest, _sorted(unopened, but=shared))

    def _elsewhere(self) -> Iterator[str]:
        return (name for name in self._traces if name not in self._own and name not in self._others)

    def _left(self, name: str) -> list[Trace]:
        """The mails in a folder that are not the traject's as far as is known by now."""
        return [t for t in self._traces.get(name, ()) if t.uid not in self._certain[name]]

    def _may_be_one(self, trace: Trace) -> bool:
        """Whether it may be a copy of a mail on record."""
        return not trace.message_id or self._reach.fate(Evidence(trace)) is not Fate.NOTHING

    def _of_content(self, name: str, traces: Iterable[Trace]) -> Iterator[int]:
        """Those that are mails of the traject by what is in them; by their Message-IDs more may be found."""
        by_uid = {trace.uid: trace for trace in traces}
        for uid, leaves in self._search.leaves(name, by_uid, inside=True):
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

    # -- what is read of other mails -----------------------------------------------------------------------------

    def _learn(self) -> None:
        """The files of the traject's forms that lie somewhere, but what we sent ourselves: a blank form is none. What
        was made of the forms, or passed on, is known already.
        """
        files, blank = dict[str, int](), set[str]()
        for name, uids in self._certain.items():
            ours = {t.uid for t in self._traces.get(name, ()) if self._search.token_ref(t.message_id) == self._ref}
            for uid, leaves in self._search.leaves(name, uids):
                if uid in ours:
                    blank |= {leaf.digest for leaf in leaves.files}
                elif self._hashed(leaves.content_key) in self._forms:
                    files |= {leaf.digest: leaf.size for leaf in leaves.files if not leaf.decorates}
        self._search.files |= {digest: size for digest, size in files.items() if digest not in blank}

    def _with_another(self, shared: dict[str, set[int]]) -> None:
        """Mails in the folder of another traject with a file of this one."""
        for name in self._others:
            traces = self._left(name)
            told = self._search.structures(name, {t.uid for t in traces if t.composed})
            for uid, leaves in self._search.leaves(name, {one.uid for one in told if self._may_hold(one)}):
                if held := {leaf.digest for leaf in leaves.files if leaf.digest in self._search.files}:
                    self._reach.common |= held
                    shared[name].add(uid)

    def _may_hold(self, told: Structure) -> bool:
        return any(told.may_hold(size) for size in set(self._search.files.values()))

    def _may_have_typed(self, trace: Trace) -> bool:
        """Whether one of the files may stand in its text, as letters."""
        typed = [size for size in self._search.files.values() if size >= _TYPED]
        return bool(typed) and trace.size >= min(typed)

    def _evidence(self, name: str) -> Iterator[Evidence]:
        """Of each mail that may be the traject's; the rest has nothing to do with it."""
        traces = {t.uid: t for t in self._left(name)}
        young = {uid for uid, trace in traces.items() if trace.received >= self._began}
        structures = self._search.structures(name, {uid for uid, trace in traces.items() if trace.composed})
        told = {one.uid: one for one in structures}
        headers = {uid: Evidence(trace, ids=told[uid].ids if uid in told else ()) for uid, trace in traces.items()}
        tied = {uid for uid, mail in headers.items() if self._reach.fate(mail) is not Fate.NOTHING}
        tied |= {uid for uid, one in told.items() if self._may_hold(one) or (one.files and uid in young)}
        tied |= self._search.naming(name, young) | {uid for uid in young if self._may_have_typed(traces[uid])}
        read = dict(self._search.leaves(name, tied, inside=True))
        for uid in sorted(tied):
            trace = traces[uid]
            yield Evidence(trace, read.get(uid), self._search.inside_of(name, uid), headers[uid].ids)


def _sorted(uids: dict[str, set[int]], keep: Iterable[str] = (), but: dict[str, set[int]] | None = None) -> Uids:
    left = {name: found - (but or {}).get(name, set()) for name, found in sorted(uids.items())}
    return {name: tuple(sorted(found)) for name, found in left.items() if found or name in keep}

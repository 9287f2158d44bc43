"""Mails that hold a form which was taken back: its file in whatever wrapping, or the mail itself enclosed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.association.leaves import Leaves
from bot.core import filing
from bot.core.mail.mailboxes import mailboxes
from bot.core.people.addresses import key
from bot.core.traject.value import Respondent, Traject
from bot.shell.imap.values import Trace
from bot.shell.jobs.search import Search, Uids
from bot.shell.ledger import inbound, trajects
from bot.shell.ledger.gone import erasure

_EARLIER = timedelta(days=1)
"""So much before a traject was opened a mail about it may be dated by a server."""
_TYPED = 8_000
"""Bytes of the smallest mail of one text that is read: it may hold the file as letters."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the form is known by: the digests of the files that only its mails have, the content keys and Message-IDs of
    these mails; and the digests of the `dossiers` that it may be in.
    """

    files: frozenset[str]
    keys: frozenset[str]
    ids: frozenset[str]
    dossiers: frozenset[str] = frozenset()

    def is_in(self, leaves: Leaves) -> bool:
        """Whether a mail holds it."""
        held = {leaf.digest for leaf in leaves.files} & self.files
        return bool(held or self.keys & set(leaves.enclosed) or self.ids & set(leaves.ids))

    def is_in_dossier(self, leaves: Leaves) -> bool:
        """Whether a mail holds a dossier that was made of it, and of what others wrote."""
        return any(leaf.digest in self.dossiers for leaf in leaves.files)


@dataclass(frozen=True, slots=True)
class FileCopies:
    """`goes` are her mails and the respondent's own; `stays` what others wrote, what lies with another traject, and the
    dossiers that somebody copied.
    """

    goes: Uids = field(default_factory=dict)
    stays: Uids = field(default_factory=dict)


def own_files(search: Search, traject: Traject, identifier: str, number: int, mails: tuple[Leaves, ...]) -> set[str]:
    """The digests of the files that only these mails have: what we sent, what is in other people's forms, and what the
    respondent sent since (beyond this `number`), is a blank form, a hospital's logo, or counts.
    """
    found = {leaf.digest for mail in mails for leaf in mail.files if not leaf.decorates}
    with search.workshop.book() as book:
        forms = erasure.forms(book, search.ref)
        theirs = (v.inbound_id for v in traject.valid if v.respondent == identifier and v.inbound_id < number)
        others = forms - {inbound.told_by(book, one)[1] for one in theirs if one > 0}
    for name in _own_folders(search):
        traces = {trace.uid: trace for trace in search.traces(name) or ()}
        for uid, mail in search.leaves(name, traces):
            ours = search.token_ref(traces[uid].message_id) == search.ref
            if ours or search.workshop.ledger.keys.hash("content", mail.content_key) in others:
                found -= {leaf.digest for leaf in mail.files}
    return found


def file_copies(search: Search, taken: TakenBack, person: Respondent | None, found: Uids) -> FileCopies:
    """Those beside what was `found`; what waits in INBOX, or for her, is nobody's yet."""
    with search.workshop.book() as book:
        began = trajects.lifetime(book, search.ref)[0] - _EARLIER
    codes = {name: code for code, name in search.room.folders.look().items()}
    own, goes, stays = set(_own_folders(search)), dict[str, tuple[int, ...]](), dict[str, tuple[int, ...]]()
    waiting = {name for name, code in codes.items() if not filing.ref_of(code)} | {
        search.room.folders.name(filing.INBOX)
    }
    senders = _hers(search) | (_theirs(person) if person is not None else set())
    for name in search.room.mailbox.every_folder():
        if name in waiting:
            continue
        may_go = _hers(search) if name in own else senders if name not in codes else set[str]()
        there = {t: whole for t, whole in _holding(search, name, taken, began) if t.uid not in found.get(name, ())}
        hers = tuple(sorted(t.uid for t, whole in there.items() if whole and _sender(t) in may_go))
        goes |= {name: hers} if hers else {}
        rest = tuple(sorted(t.uid for t in there if t.uid not in hers))
        stays |= {name: rest} if rest else {}
    return FileCopies(goes, stays)


def _holding(search: Search, name: str, taken: TakenBack, began: datetime) -> Iterator[tuple[Trace, bool]]:
    """Of the mails since then that may hold a file, with whether it is the form; what we sent never does."""
    traces = {t.uid: t for t in search.traces(name) or () if t.received >= began}
    ours = {uid for uid, t in traces.items() if search.token_ref(t.message_id) is not None}
    composed = {uid for uid, t in traces.items() if t.composed} - ours
    likely = {one.uid for one in search.structures(name, composed) if one.files or one.ids}
    likely |= {uid for uid, t in traces.items() if t.size >= _TYPED} - ours
    for uid, leaves in search.leaves(name, likely):
        if (whole := taken.is_in(leaves)) or taken.is_in_dossier(leaves):
            yield traces[uid], whole


def _own_folders(search: Search) -> tuple[str, ...]:
    named = search.room.folders.look()
    return tuple(name for code, name in named.items() if filing.ref_of(code) == search.ref)


def _hers(search: Search) -> set[str]:
    practice, she = search.workshop.settings.practice, search.workshop.settings.practitioner
    return {key(address) for address in (practice.address, she.address, *she.also)}


def _theirs(person: Respondent) -> set[str]:
    return {key(address) for address in (person.address, *person.others) if address}


def _sender(trace: Trace) -> str:
    found = mailboxes(trace.sender).addresses
    return found[0].key if len(found) == 1 else ""

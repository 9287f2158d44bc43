"""In which order a mailbox full of mail is worked through: hers, then the newest trajects', then the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bot.core.mail.headers import decoded
from bot.core.people.addresses import key
from bot.core.traject import reference

_FIELD = re.compile(r"(?im)^(from|subject|in-reply-to|references)[ \t]*:((?:.*\n?)(?:[ \t].*\n?)*)")
_ADDRESS = re.compile(r'[^\s<>@",;:()\[\]]{1,64}@[^\s<>@",;:()\[\]]{1,255}')
_ID = re.compile(r"<([^<>\s]{1,200})>")
_MOST_IDS = 20


@dataclass(frozen=True, slots=True)
class Glance:
    """What a glance at four header fields tells. It only serves for the order: nothing is believed because of it."""

    sender: str = ""
    references: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def glance(raw: bytes) -> Glance:
    """From, Subject, In-Reply-To and References of a mail, as far as they came; never raises."""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(raw.decode("ascii", "replace").replace("\r\n", "\n")):
        fields.setdefault(name.lower(), value)
    senders = _ADDRESS.findall(fields.get("from", ""))
    ids = _ID.findall(fields.get("in-reply-to", "")) + _ID.findall(fields.get("references", ""))
    subject = " ".join(fields.get("subject", "").split())
    return Glance(key(senders[-1]) if senders else "", reference.find(decoded(subject)), tuple(ids[-_MOST_IDS:]))


@dataclass(slots=True)
class Backlog:
    """Mails that wait, each by its UID; `hers` are her addresses, `newest` the references of trajects, newest first.

    What hangs together by a sender or by a traject stays in the order of arrival, whatever else it hangs on to.
    """

    hers: Collection[str]
    newest: Sequence[str]
    _own: list[int] = field(default_factory=list)
    _mails: list[tuple[int, int]] = field(default_factory=list)
    _nodes: dict[str, int] = field(default_factory=dict)
    _parents: list[int] = field(default_factory=list)

    def add(self, uid: int, sender: str, refs: Sequence[str]) -> None:
        """A mail from this address (as it is compared, "" for none) that has to do with these trajects."""
        if sender in self.hers:
            self._own.append(uid)
            return
        joined = [self._node(name) for name in (sender, *refs) if name]
        for other in joined[1:]:
            self._parents[self._root(other)] = self._root(joined[0])
        self._mails.append((uid, joined[0] if joined else self._node(f"{uid}")))

    def tiers(self) -> tuple[tuple[int, ...], ...]:
        """The UIDs: hers, those of trajects, the rest."""
        ranks: dict[int, int] = {}
        for rank, ref in enumerate(self.newest):
            if ref in self._nodes:
                ranks.setdefault(self._root(self._nodes[ref]), rank)
        placed = sorted((ranks.get(self._root(node), len(self.newest)), uid) for uid, node in self._mails)
        theirs = tuple(uid for rank, uid in placed if rank < len(self.newest))
        rest = tuple(uid for rank, uid in placed if rank == len(self.newest))
        return tuple(sorted(self._own)), theirs, rest

    def _node(self, name: str) -> int:
        node = self._nodes.setdefault(name, len(self._parents))
        if node == len(self._parents):
            self._parents.append(node)
        return node

    def _root(self, node: int) -> int:
        while self._parents[node] != node:
            self._parents[node] = self._parents[self._parents[node]]
            node = self._parents[node]
        return node

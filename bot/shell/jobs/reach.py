"""Whose a mail is that lies outside a traject's folders: one judgement for question, removal, certificate and check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.association.leaves import Leaves
from bot.association.tokens import is_sent_afterwards
from bot.core.mail.mailboxes import mailboxes
from bot.core.mail.message import Inside
from bot.core.people.addresses import key
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.world import Role
from bot.shell.imap.values import Trace
from bot.shell.jobs.search import Search
from bot.shell.ledger import dispositions, inbound, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import erasure, tombstones


class Fate(StrEnum):
    """What becomes of a mail: OURS goes; SHARED stays, for a living traject has it too; REFERS stays and is listed;
    LATER stays by right, for it came after the destruction from her, from us, or from the specialist without a form.
    """

    OURS = "ours"
    SHARED = "shared"
    REFERS = "refers"
    LATER = "later"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a mail: its header, and what was read of it. `ids` are those of mails enclosed in it, as the
    server tells.
    """

    trace: Trace
    leaves: Leaves | None = None
    inside: Inside | None = None
    ids: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        """The address in From, as it is compared; "" where there is not exactly one."""
        found = mailboxes(self.trace.sender).addresses
        return found[0].key if len(found) == 1 else ""

    @property
    def said(self) -> tuple[str, ...]:
        """The references that are typed in it, or stand in its files."""
        read = (*self.inside.said, *self.inside.references) if self.inside else ()
        return (*reference.find(self.trace.subject), *read)


class Reach:
    """Knows the traject by its tokens, by what is on record, and, until it is gone, by its Message-IDs and files."""

    def __init__(self, search: Search, book: Book) -> None:
        self._search, self._ref = search, search.ref
        self._hashes = frozenset(erasure.contents(book, search.ref))
        self._shared = erasure.shared(book, search.ref)
        self._ended = trajects.lifetime(book, search.ref)[1]
        self._unread_since = book.destroyed_at(search.ref)
        practice, she = search.workshop.settings.practice, search.workshop.settings.practitioner
        self._practice = key(practice.address)
        self._hers = {self._practice, *(key(address) for address in (she.address, *she.also))}
        self.living_ids: set[str] = set()
        self.common: set[str] = set()

    def fate(self, mail: Evidence) -> Fate:
        """By the first rule that holds, and by who wrote it; what bears a living traject as well is never removed."""
        rule = next((rule for rule in RULES if rule.holds(self, mail)), None)
        if rule is None:
            return Fate.NOTHING
        if rule.hers is Fate.REFERS and self._came_too_late(mail):
            return Fate.LATER
        if self._came_afterwards(mail):
            return Fate.REFERS if rule.holds in _HOLD else Fate.LATER
        if self._bears_living(mail):
            return Fate.SHARED
        sender = mail.sender
        return rule.hers if sender in self._hers else rule.listed if self._is_listed(sender) else rule.others

    # -- what a mail bears of this traject ------------------------------------------------------------------------

    def on_record(self, mail: Evidence) -> bool:
        """By what is in it."""
        return bool(mail.leaves) and bool({self._hashed(mail)} & (self._hashes | self._shared))

    def made_by_us(self, mail: Evidence) -> bool:
        """By its Message-ID, or to her about this one and perhaps others."""
        made_for = self._search.token_ref(mail.trace.message_id)
        return made_for == self._ref or (made_for == "" and self._ref in mail.said)

    def is_a_copy(self, mail: Evidence) -> bool:
        """With other content: a gateway put a line below it, or took the file out."""
        return self._search.knows(mail.trace.message_id)

    def answers_us(self, mail: Evidence) -> bool:
        return any(self._search.token_ref(one) == self._ref for one in mail.trace.parents)

    def answers_one(self, mail: Evidence) -> bool:
        return any(self._search.knows(one) for one in mail.trace.parents)

    def encloses_one(self, mail: Evidence) -> bool:
        keys, ids = (mail.leaves.enclosed, mail.leaves.ids) if mail.leaves else ((), ())
        returned = mail.inside.returned if mail.inside else ()
        return self._refers((*mail.ids, *ids, *returned)) or any(self._hash(one) in self._hashes for one in keys)

    def holds_a_file(self, mail: Evidence) -> bool:
        return bool(self._held(mail))

    def is_of_the_thread(self, mail: Evidence) -> bool:
        """It passes a mail on, or names the traject in a thread that has one: a thread alone says too little."""
        named = self._ref in reference.find(mail.trace.subject)
        passed_on = not mail.trace.parents and self._refers(mail.trace.passed_on)
        return passed_on or (named and self._refers(mail.trace.thread))

    def names_it(self, mail: Evidence) -> bool:
        return self._ref in mail.said or self._refers(mail.trace.thread)

    def may_hide(self, mail: Evidence, began: datetime) -> bool:
        """Whether nobody can tell: something in it could not be opened, it came while the traject was there, and we did
        not make it, nor is it known to be another's.
        """
        if mail.inside is None or not mail.inside.unopened or mail.trace.received < began:
            return False
        if self._search.token_ref(mail.trace.message_id) is not None or self._is_from_afterwards(mail):
            return False
        return not self._bears_living(mail)

    # -- what else it bears ---------------------------------------------------------------------------------------

    def _bears_living(self, mail: Evidence) -> bool:
        made_for = self._search.token_ref(mail.trace.message_id)
        if made_for == self._ref:
            return False
        if mail.leaves and self._hashed(mail) in self._hashes:
            return False
        held = self._held(mail)
        if (held and held <= self.common) or self._is_living(self._answered(mail)):
            return True
        with self._search.workshop.book() as book:
            refs = {*mail.said, made_for or "", *self._recorded(mail, book)} - {"", self._ref}
            return _stays(refs, book)

    def _answered(self, mail: Evidence) -> tuple[str, ...]:
        trace = mail.trace
        return trace.parents or (() if self._refers(trace.thread[-1:]) else trace.thread)

    def _is_living(self, ids: Iterable[str]) -> bool:
        made_for = {self._search.token_ref(one) for one in ids} - {None, "", self._ref}
        with self._search.workshop.book() as book:
            ours = _stays((ref for ref in made_for if ref), book)
        return ours or any(one in self.living_ids for one in ids)

    def _recorded(self, mail: Evidence, book: Book) -> tuple[str, ...]:
        known = inbound.by_content(book, self._hashed(mail)) if mail.leaves else None
        return tuple(dispositions.of_mail(book, known[0])) if known else ()

    def _came_too_late(self, mail: Evidence) -> bool:
        """What she wrote about it when there was nothing left to read, and the end was still to come."""
        since = self._unread_since if self._ended is None else None
        return since is not None and mail.trace.received >= since and mail.sender in self._hers

    def _came_afterwards(self, mail: Evidence) -> bool:
        """What goes when all is gone; then also hers and ours, and the specialist's own without a form (by the mail's
        own date too: what is put back may bear today's).
        """
        trace, sender = mail.trace, mail.sender
        with self._search.workshop.book() as book:
            if any(is_sent_afterwards(t.kind) for t in book.tokens((trace.message_id,), "")):
                return True
            if not self._is_from_afterwards(mail):
                return False
            if sender in self._hers or self._search.token_ref(trace.message_id) is not None:
                return True
            answered = (t for t in book.tokens(trace.answers, sender) if t.ref in (self._ref, ""))
            his = (t for t in answered if t.role is Role.SPECIALIST)
            role = tombstones.role_of(book, self._ref, sender)
        form = mail.inside is not None and mail.inside.form
        return not form and (role is Role.SPECIALIST or any(t.fits or is_sent_afterwards(t.kind) for t in his))

    def _is_from_afterwards(self, mail: Evidence) -> bool:
        trace = mail.trace
        return self._ended is not None and min(trace.received, trace.sent or trace.received) >= self._ended

    # -- words of the rules ---------------------------------------------------------------------------------------

    def _is_listed(self, sender: str) -> bool:
        with self._search.workshop.book() as book:
            return tombstones.role_of(book, self._ref, sender) is not None

    def _refers(self, ids: Iterable[str]) -> bool:
        return any(self._search.knows(one) or self._search.token_ref(one) == self._ref for one in ids)

    def _held(self, mail: Evidence) -> set[str]:
        return {leaf.digest for leaf in mail.leaves.files} & self._search.files.keys() if mail.leaves else set()

    def _hashed(self, mail: Evidence) -> str:
        return self._hash(mail.leaves.content_key) if mail.leaves else ""

    def _hash(self, content_key: str) -> str:
        return self._search.workshop.ledger.keys.hash("content", content_key)


def _stays(refs: Iterable[str], book: Book) -> bool:
    """Whether one of these trajects lives, and its own destruction has not begun."""
    there = (book.traject(ref) for ref in refs)
    return any(traject is not None and traject.stage is not Stage.DESTROYING for traject in there)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a mail bears of a traject, and what becomes of it when it is hers or ours, a listed person's, another's."""

    holds: Callable[[Reach, Evidence], bool]
    hers: Fate
    listed: Fate
    others: Fate


_OURS, _REFERS = Fate.OURS, Fate.REFERS
RULES: tuple[Rule, ...] = (
    Rule(Reach.on_record, _OURS, _OURS, _OURS),
    Rule(Reach.made_by_us, _OURS, _REFERS, _REFERS),
    Rule(Reach.is_a_copy, _OURS, _OURS, _REFERS),
    Rule(Reach.answers_us, _OURS, _OURS, _REFERS),
    Rule(Reach.answers_one, _OURS, _REFERS, _REFERS),
    Rule(Reach.encloses_one, _OURS, _REFERS, _REFERS),
    Rule(Reach.holds_a_file, _OURS, _OURS, _REFERS),
    Rule(Reach.is_of_the_thread, _OURS, _REFERS, _REFERS),
    Rule(Reach.names_it, _REFERS, _REFERS, _REFERS),
)
"""In this order: what proves most comes first."""
_HOLD = (Reach.on_record, Reach.is_a_copy, Reach.encloses_one, Reach.holds_a_file)
"""What holds something of the traject, and does not only speak of it."""

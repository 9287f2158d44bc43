"""The mailbox as a round uses it: looks for what is new, hands it over mail by mail, moves what is handled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.core import filing
from bot.core.filing import INBOX
from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import FolderMissingError, UidValidityError, WithheldError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import inbound, locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import Pending
from bot.shell.ledger.locations import Location
from bot.shell.round import late_mail
from bot.shell.round.faults import MOVE, Faults
from bot.shell.round.folders import Folders
from bot.shell.round.late_mail import Lot
from bot.shell.round.looking import oversized, sync, unseen
from bot.shell.round.looking.intake import Arrival, Intake, Sieve
from bot.shell.round.looking.renamed import adopt_renamed
from bot.shell.round.looking.united import unite
from bot.shell.round.workshop import Workshop

_TURNS = 3
"""So often a mail may come back within a round: what her word says about it is heard at once, but never for ever."""
log = structlog.get_logger("trajectbot")


class Mailroom:
    """One open mailbox during one round."""

    def __init__(self, workshop: Workshop, mailbox: Mailbox, faults: Faults, sieve: Sieve = lambda *of: of[2]) -> None:
        self.workshop = workshop
        self.mailbox = mailbox
        mailbox.before = workshop.ledger.together.settle
        self.faults = faults
        self.folders = Folders(mailbox, workshop.settings.imap.folder_root)
        self.intake = Intake(workshop, mailbox, faults, sieve)
        self._turns: Counter[int] = Counter()
        self._aside: set[int] = set()

    def open(self) -> None:
        """The folders that are always there, as far as the server lets them be."""
        self.faults.tried("step", self.folders.look, one="folders")
        for name in self.folders.base():
            self.faults.tried("step", partial(self.folders.ensure, name), one=name)

    def arrivals(self, now: datetime) -> Iterator[Arrival]:
        """Everything that is to be handled, in the order of arrival; what is handled meanwhile is moved.

        Mail that her word brings back comes again within the round; what failed is to be set aside.
        """
        self.move_all(now)  # what a crash left behind
        late_mail.expunge_doomed(self.workshop, self.mailbox, self.folders, self.faults, now)
        found = self.found(now)
        with self.workshop.book() as book:
            sync.vanished(book, found.keys(), now)
        seen: dict[str, tuple[int, tuple[int, ...]]] = {}
        told = self._statuses()
        for code, name in found.items():
            if told.get(name) is None or self.mailbox.settled.get(name) != told[name]:
                look = partial(self._look_at, code, name, told.get(name), seen, now)
                self.faults.tried("step", look, code, "look")
        yield from self._left_over(now)
        for code, (validity, uids) in sorted(seen.items(), key=lambda item: item[0] != INBOX):
            if uids:
                came = self.intake.arrivals(code, self.folders.name(code), validity, uids, now, self.move_all)
                yield from self.faults.each("step", came, code, "read")
        yield from self._pending(now)
        self.move_all(now)
        late_mail.expunge_doomed(self.workshop, self.mailbox, self.folders, self.faults, now)

    def found(self, now: datetime) -> dict[str, str]:
        """The names of all folders by code, once those of one traject are one and the renamed ones are known."""
        renamed = partial(adopt_renamed, self.workshop, self.mailbox, self.folders, self.intake.read, now)
        self.faults.tried("step", renamed, one="renamed")
        found = self.folders.seen()
        for ref in self.folders.twins:
            step = partial(unite, self.workshop, self.mailbox, self.folders, ref)
            self.faults.tried("step", step, ref, "unite")
        return self.folders.look() if self.folders.twins else found

    def set_aside(self, arrival: Arrival) -> None:
        """It failed: it does not come again in this round."""
        self._aside.add(arrival.pending.inbound_id)

    def _statuses(self) -> dict[str, tuple[int, ...]]:
        """By folder what changes with anything in it, where the server tells; else each is looked at."""
        told = dict[str, tuple[int, ...]]()
        self.faults.tried("step", lambda: told.update(self.mailbox.statuses(self.folders.root)), one="statuses")
        return told

    def _look_at(
        self,
        code: str,
        name: str,
        status: tuple[int, ...] | None,
        seen: dict[str, tuple[int, tuple[int, ...]]],
        now: datetime,
    ) -> None:
        """Notes what is gone from a folder, and what is new in it; where nothing is, it is settled with that status."""
        self.mailbox.settled.pop(name, None)
        if not self.folders.exists(name):
            return
        state = self.mailbox.scan(name)
        with self.workshop.ledger.together.apart(), self.workshop.book() as book:
            seen[code] = state.uidvalidity, sync.reconcile(book, code, state, now)
        if status is not None and not seen[code][1]:
            self.mailbox.settled[name] = status

    def _left_over(self, now: datetime) -> Iterator[Arrival]:
        """What waits since an earlier round goes before what is new, as far as it lies where it lay."""
        with self.workshop.book() as book:
            todo = inbound.pending(book, now)
        for pending in todo:
            yield from self._tried_again(pending, now)

    def _pending(self, now: datetime) -> Iterator[Arrival]:
        """What was left from earlier rounds, and what her word brought back, until nothing comes back any more."""
        while True:
            with self.workshop.book() as book:
                todo = [p for p in inbound.pending(book, now) if self._has_turn(p)]
            if not todo:
                return
            for pending in todo:
                self._turns[pending.inbound_id] += 1
                if not (arrived := self._tried_again(pending, now)):
                    self._aside.add(pending.inbound_id)
                yield from arrived

    def _tried_again(self, pending: Pending, now: datetime) -> list[Arrival]:
        """Nothing where it cannot be found, or fails before anybody could handle it."""
        arrived: list[Arrival] = []
        self.faults.tried("mail", partial(self._again, pending, arrived, now), one=pending.inbound_id)
        return arrived

    def _again(self, pending: Pending, arrived: list[Arrival], now: datetime) -> None:
        withheld: Withheld = {}
        fetched = self.fetch(pending.spot, withheld)
        hers = bool(pending.word_ref)
        if withheld:
            arrived.append(Arrival(pending, None, error=WithheldError(withheld)))
        if fetched is None:
            return
        with self.workshop.book() as book:
            unseen_before = unseen.is_one(book, pending.spot)
        if unseen_before:
            told = pending.attempts >= inbound.ATTEMPTS
            arrived.extend(self.intake.again(pending.spot, fetched, now, told=told))
            return
        lot = Lot.READ if hers else late_mail.lot(self.workshop, pending.spot, fetched, now)
        if lot is not Lot.GOES:
            arrived.append(Arrival(pending, self.intake.read(fetched, lot)))

    def _has_turn(self, pending: Pending) -> bool:
        return pending.inbound_id not in self._aside and self._turns[pending.inbound_id] < _TURNS

    def fetch(self, spot: Location, withheld: Withheld | None = None) -> Fetched | None:
        """One mail that is on record, if it is still there. `withheld` as `Mailbox` has it."""
        if self.folders.standing(spot.folder) != spot.folder:
            return None
        name = self.folders.name(spot.folder)
        try:
            self.mailbox.expect(name, spot.uidvalidity)
            return next(iter(oversized.fetch(self.mailbox, name, (spot.uid,), self.intake.limit, withheld)), None)
        except (UidValidityError, FolderMissingError):
            return None

    # -- moving --------------------------------------------------------------------------------------------------

    def move_all(self, now: datetime) -> None:
        """Moves what does not lie where it belongs; a mail that vanished meanwhile is simply gone."""
        with self.workshop.ledger.together.apart():
            self._move_all(now)

    def _move_all(self, now: datetime) -> None:
        with self.workshop.book() as book:
            todo = self._misplaced(book)
            refs = {ref for _, place in todo if (ref := filing.ref_of(place))}
            titles = {ref: t.specialist.name for ref in refs if (t := book.traject(ref))}
        batches: dict[tuple[str, int, str], list[Location]] = defaultdict(list)
        for spot, place in todo:
            batches[(spot.folder, spot.uidvalidity, place)].append(spot)
        for (folder, validity, place), mails in batches.items():
            ref = filing.ref_of(place)
            if ref and ref not in titles:
                continue  # destroyed meanwhile
            move = partial(self._move, folder, validity, place, titles.get(ref, ""), mails, now)
            self.faults.tried("step", move, place, f"{MOVE}{folder}")

    def _misplaced(self, book: Book) -> list[tuple[Location, str]]:
        """What does not lie where it belongs; what belonged in a folder of hers that is gone belongs above it."""
        todo = []
        for spot, place in inbound.misplaced(book):
            stands = self.folders.standing(place)
            if stands != place:
                inbound.put(book, spot.inbound_id, stands)
            if stands != spot.folder:
                todo.append((spot, stands))
        return todo

    def _move(self, folder: str, validity: int, place: str, title: str, mails: list[Location], now: datetime) -> None:
        source, target = self.folders.name(folder), self.folders.made(place, title)
        by_uid = {spot.uid: spot for spot in mails}
        try:
            self.mailbox.expect(source, validity)
            moved = self.mailbox.move(source, tuple(by_uid), target)
        except (UidValidityError, FolderMissingError):
            return  # the next look tells where they are
        new_validity = self.mailbox.uidvalidity(target)
        with self.workshop.book() as book:
            locations.gone(book, mails, now)
            for one in moved:
                if one.new_uid is not None:
                    spot = Location(by_uid[one.uid].inbound_id, place, new_validity, one.new_uid)
                    locations.locate(book, spot)

    def put(self, ref: str, title: str, code: str, raw: bytes, when: datetime) -> Location | None:
        """Puts a mail of ours into a traject's folder; where it lies when the server tells."""
        (spot,) = self.put_all(ref, title, code, (raw,), when)
        return spot

    def put_all(
        self, ref: str, title: str, code: str, raws: Sequence[bytes], when: datetime
    ) -> tuple[Location | None, ...]:
        """The same for several mails."""
        placed = self.mailbox.append_all(self.folders.made(code, title), raws, when, seen=True)
        return tuple(Location(locations.UNREAD, code, *spot) if spot is not None else None for spot in placed)

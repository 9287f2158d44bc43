"""Takes in the new mails of one folder: looks them over, has them read, puts them on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain, pairwise
from typing import TypeVar

import structlog

from bot.association.flagged import CAME_LATE, NAMES_GONE
from bot.core.filing import INBOX
from bot.core.mail.message import InboundMail
from bot.handlers.too_large import FLAG
from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import WithheldError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import inbound, locations
from bot.shell.ledger.inbound import Pending
from bot.shell.ledger.locations import Location
from bot.shell.round import late_mail
from bot.shell.round.faults import Faults
from bot.shell.round.late_mail import Lot
from bot.shell.round.looking import oversized, sync, unseen
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

BACKLOG = 200
"""More new mails than this in INBOX are a backlog: not simply handled as they came."""
_GLANCE, _MOVED = 1000, 2000
Sieve = Callable[[str, str, tuple[int, ...]], tuple[int, ...]]  # of a folder's new UIDs those that are taken in
_Begun = tuple[Location, Fetched, Future[InboundMail] | None]
T = TypeVar("T")
log = structlog.get_logger("trajectbot")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that is to be handled now. `mail` is None when it kills whoever reads it, or when the server does not hand
    it over, which is `error` then.

    Of a backlog `tier` 0 are hers, 1 those of trajects, 2 the rest.
    """

    pending: Pending
    mail: InboundMail | None
    tier: int = 0
    error: WithheldError | None = None


def _windows(uids: tuple[int, ...], size: int = 100) -> Iterator[tuple[int, ...]]:
    return (uids[start : start + size] for start in range(0, len(uids), size))


def _one_ahead(things: Iterator[T]) -> Iterator[T]:
    """The same, each taken before the one before it is given away."""
    for before, _ in pairwise(chain(things, (None,))):
        if before is not None:
            yield before


class Intake:
    """New mail of one open mailbox during one round."""

    def __init__(self, workshop: Workshop, mailbox: Mailbox, faults: Faults, sieve: Sieve) -> None:
        self.workshop = workshop
        self.mailbox = mailbox
        self.faults = faults
        self._sieve = sieve

    @property
    def limit(self) -> int:
        """The largest mail that is read, in bytes."""
        return self.workshop.settings.safeguards.max_message_mb * 1_000_000

    def arrivals(
        self,
        code: str,
        name: str,
        validity: int,
        uids: tuple[int, ...],
        now: datetime,
        between: Callable[[datetime], None],
    ) -> Iterator[Arrival]:
        """Records the new mails of one folder, in the order of their UIDs; those that are to be handled."""
        young = self._sieve(code, name, self._young(code, name, validity, uids, now))
        left = len(young)
        for tier, some in enumerate(self._tiers(code, name, young, now)):
            for window in _windows(some):
                for arrival in self._taken_in(code, name, validity, window, now):
                    yield replace(arrival, tier=tier)
                left -= len(window)
                if left and left // _MOVED != (left + len(window)) // _MOVED:
                    between(now)
                    log.info("backlog", folder=code, left=left)

    def _taken_in(self, code: str, name: str, validity: int, uids: tuple[int, ...], now: datetime) -> Iterator[Arrival]:
        withheld: Withheld = {}
        for spot, fetched, reading in _one_ahead(self._begun(code, name, validity, uids, withheld)):
            yield from self._arrived(spot, fetched, reading, now)
        dated = (
            {m.uid: m.received for m in self.mailbox.sizes_and_dates(name, sorted(withheld), {})} if withheld else {}
        )
        for uid, error in sorted(withheld.items()):
            with self.workshop.book() as book:
                pending = unseen.noted(book, Location(0, code, validity, uid), dated.get(uid, now), now)
            yield Arrival(pending, None, error=WithheldError({uid: error}))

    def again(self, spot: Location, fetched: Fetched, now: datetime, *, told: bool) -> Iterator[Arrival]:
        """What stood on record without having been seen, now that it came; `told`: she has heard of it meanwhile."""
        with self.workshop.book() as book:
            inbound.handled(book, spot.inbound_id, spot.folder)
        for arrival in self._arrived(replace(spot, inbound_id=0), fetched, None, now):
            mail = arrival.mail
            late = replace(mail, flags=(*mail.flags, CAME_LATE)) if mail is not None and told else mail
            yield replace(arrival, mail=late)

    def _arrived(
        self, spot: Location, fetched: Fetched, reading: Future[InboundMail] | None, now: datetime
    ) -> Iterator[Arrival]:
        arrived: list[Arrival] = []
        recognise = partial(self._recognise, spot, fetched, reading, arrived, now)
        self.faults.tried("mail", recognise, spot.folder, fetched.uid)
        yield from arrived

    def _tiers(self, code: str, name: str, uids: tuple[int, ...], now: datetime) -> tuple[tuple[int, ...], ...]:
        """In the order of arrival; of a backlog hers come first, then those of the newest trajects."""
        if code != INBOX or len(uids) <= BACKLOG:
            return (uids,)
        with self.workshop.book() as book:
            backlog = sync.backlog_of(book, self.workshop.context(now))
        for window in _windows(uids, _GLANCE):
            headings = dict(self.mailbox.headings(name, window))
            with self.workshop.book() as book:
                sync.ordered(book, backlog, ((uid, headings.get(uid, b"")) for uid in window))
        tiers = backlog.tiers()
        log.info("backlog", folder=code, hers=len(tiers[0]), trajects=len(tiers[1]), others=len(tiers[2]))
        return tiers

    def _begun(
        self, code: str, name: str, validity: int, uids: tuple[int, ...], withheld: Withheld
    ) -> Iterator[_Begun]:
        """Each with its reading, which a child does while the mail before it is handled: where none may have to go
        unread. Whether one must is asked when its turn comes, for the mail before it may change that.
        """
        living = late_mail.is_of_the_living(self.workshop, code)
        for fetched in oversized.fetch(self.mailbox, name, uids, self.limit, withheld):
            ahead = self.workshop.sandbox.begin_mail(fetched.raw) if living else None
            yield Location(0, code, validity, fetched.uid), fetched, ahead

    def _recognise(
        self,
        spot: Location,
        fetched: Fetched,
        ahead: Future[InboundMail] | None,
        arrived: list[Arrival],
        now: datetime,
    ) -> None:
        lot = late_mail.lot(self.workshop, spot, fetched, now)
        if lot is Lot.GOES:
            return
        reading = partial(self.workshop.sandbox.read_mail, fetched.raw)
        if ahead is None or not ahead.done():
            self.workshop.ledger.together.settle()
        mail = self._read(fetched, lot, reading if ahead is None else ahead.result)
        with self.workshop.book() as book:
            clerk = self.workshop.clerk(book, self.workshop.context(now))
            inbound_id = sync.recognise(sync.Sighting(spot.folder, spot.uidvalidity, fetched, mail), clerk)
            pending = inbound.pending_one(book, inbound_id) if inbound_id is not None else None
        if pending is not None:
            arrived.append(Arrival(pending, mail))

    def _young(self, code: str, name: str, validity: int, uids: tuple[int, ...], now: datetime) -> tuple[int, ...]:
        """Those that came since the day the bot began; the older ones are recorded as nobody's business."""
        since = self.workshop.settings.imap.since
        if code != INBOX or not since:
            return uids
        ctx, young = self.workshop.context(now), list[int]()
        for window in _windows(uids, _GLANCE):
            listed = self.mailbox.sizes_and_dates(name, window, {})
            old = {m.uid for m in listed if sync.too_old(m.received, since, ctx)}
            with self.workshop.book() as book:
                locations.leave(book, code, validity, old)
            young += (uid for uid in window if uid not in old)
        if len(uids) > BACKLOG:
            log.info("backlog", folder=code, older=len(uids) - len(young), left=len(young))
        return tuple(young)

    def read(self, fetched: Fetched, lot: Lot = Lot.READ) -> InboundMail | None:
        """The mail as the sandbox reads it, or None when it kills its reader."""
        return self._read(fetched, lot, partial(self.workshop.sandbox.read_mail, fetched.raw))

    def _read(self, fetched: Fetched, lot: Lot, reading: Callable[[], InboundMail]) -> InboundMail | None:
        try:
            mail = reading()
        except SandboxFailure:
            return None
        too_large = (FLAG,) if fetched.raw.startswith(oversized.MARK) else ()
        more = (*too_large, *((NAMES_GONE,) if lot is Lot.ASKED else ()))
        return replace(mail, flags=(*mail.flags, *more)) if more else mail

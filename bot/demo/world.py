"""The practice's mailbox, a clock that is put forward, and people who do things at their own time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from itertools import count
from zoneinfo import ZoneInfo

from imapclient import IMAPClient

from bot.app import App, Summary
from bot.demo.cast import Player, name_of
from bot.demo.servers import Outbound
from bot.demo.writing import ReadMail
from bot.shell.imap.mailbox import Mailbox

ZONE = ZoneInfo("Europe/Amsterdam")
HOURS = (time(7, 30), time(8, 30))
"""When the demo looks in on a working day: at the digest's hour and when the window opens."""
QUIET = timedelta(days=2)
"""After so long without any mail the look-ins stop until something is due or somebody acts."""
Action = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Happening:
    """A mail that came in or went out: who is the other side, `kind` what it is, `note` what they do."""

    number: int
    at: datetime
    incoming: bool
    who: str
    address: str
    kind: str
    note: str
    mail: ReadMail


@dataclass(order=True)
class _Planned:
    at: datetime
    number: int
    act: Action = field(compare=False)


class Outside:
    """Everything outside the bot. It knows the bot by its mails and its folders only."""

    def __init__(self, app: App, mailbox: Mailbox, hand: IMAPClient, outbound: Outbound, start: datetime) -> None:
        self._app, self._mailbox, self._outbound = app, mailbox, outbound
        self.hand = hand
        self.now = start
        self.events: list[Happening] = []
        self.rounds = 0
        self.troubles: list[str] = []
        self._planned: list[_Planned] = []
        self._numbers = count(1)
        self._order = count()
        self._seen = self._told = 0

    # -- people ----------------------------------------------------------------------------------------------------

    def plan(self, at: datetime, act: Action) -> None:
        """Somebody is going to do something."""
        heapq.heappush(self._planned, _Planned(max(at, self.now), next(self._order), act))

    def deliver(self, mail: EmailMessage, sender: Player, kind: str, note: str) -> Happening:
        """The mail server puts a mail into the practice's INBOX."""
        raw = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        self.hand.append("INBOX", raw, (), self.now)
        return self._happened(True, sender.name or sender.address, sender.address, kind, note, raw)

    def _happened(self, incoming: bool, who: str, address: str, kind: str, note: str, raw: bytes) -> Happening:
        event = Happening(next(self._numbers), self.now, incoming, who, address, kind, note, ReadMail(raw))
        self.events.append(event)
        return event

    # -- time ------------------------------------------------------------------------------------------------------

    def moments(self, until: datetime, due: Callable[[], datetime | None]) -> datetime | None:
        """Puts the clock forward to the next thing that happens, and lets it happen; None when nothing is left."""
        planned = self._planned[0].at if self._planned else until
        visit = self._next_visit(planned, due)
        if min(planned, visit) >= until:
            return None
        self.now = min(planned, visit)
        while self._planned and self._planned[0].at <= self.now:
            heapq.heappop(self._planned).act()
        return self.now

    def _next_visit(self, planned: datetime, due: Callable[[], datetime | None]) -> datetime:
        """The next look-in; a long wait is skipped up to the day before something is due."""
        after = self.now
        if self.events and after - self.events[-1].at > QUIET:
            coming = min(planned, due() or planned).astimezone(ZONE)
            after = max(after, coming - timedelta(days=1))
        day = after.date()
        while True:
            looks = (datetime.combine(day, clock, ZONE) for clock in HOURS)
            visit = next((at for at in looks if at > after), None)
            if visit is not None and day.weekday() < 5:
                return visit
            day += timedelta(days=1)

    def round(self) -> tuple[Happening, ...]:
        """One round of the bot, as the daemon makes it; the mails that went out."""
        summary: Summary = self._app.round(self._mailbox, self.now)
        self.rounds += 1
        if summary.trouble:
            self.troubles.append(summary.trouble)
        fresh = self._outbound.posted[self._seen :]
        self._seen += len(fresh)
        return tuple(self._sent(posted.recipient, posted.raw) for posted in fresh)

    def _sent(self, recipient: str, raw: bytes) -> Happening:
        kind = ReadMail(raw).kind
        return self._happened(False, name_of(recipient), recipient, kind, "", raw)

    def news(self) -> tuple[Happening, ...]:
        """The mails since this was last asked."""
        fresh = tuple(self.events[self._told :])
        self._told += len(fresh)
        return fresh

    # -- the mailbox, as a mail program shows it -------------------------------------------------------------------

    def folders(self) -> tuple[str, ...]:
        """The names of all folders."""
        return tuple(str(name) for _, _, name in self.hand.list_folders())

    def mails(self, folder: str) -> dict[int, tuple[bytes, tuple[bytes, ...]]]:
        """Bytes and flags of every mail of a folder, by UID."""
        self.hand.select_folder(folder, readonly=True)
        uids = self.hand.search()
        found = self.hand.fetch(uids, ["BODY.PEEK[]", "FLAGS"]) if uids else {}
        self.hand.select_folder("INBOX", readonly=True)  # pymap hangs up on whoever has a folder open that is deleted
        return {uid: (bytes(data[b"BODY[]"]), tuple(data[b"FLAGS"])) for uid, data in found.items()}

    def flag(self, folder: str, raw: bytes, flag: bytes) -> None:
        """She reads a mail, or marks it."""
        uid = next(uid for uid, (found, _) in self.mails(folder).items() if found == raw)
        self.hand.select_folder(folder)
        self.hand.add_flags([uid], [flag])


def local(text: str) -> datetime:
    """`2026-11-06 11:20` on the practice's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day_of(at: datetime) -> date:
    """The practice's day."""
    return at.astimezone(ZONE).date()

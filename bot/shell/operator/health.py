"""`health`: whether the daemon does its work, by what it left in the ledger; and the word that it gives systemd."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.traject.stages import Stage
from bot.shell.ledger import inbound, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import kept_in
from bot.shell.ledger.ledger import look, none_yet
from bot.shell.ledger.outgoing import traffic
from bot.shell.operator.certificates import certificate_days
from bot.shell.settings.frozen import Settings

HOUR = timedelta(hours=1)
HEARTBEAT, UNREAD = "heartbeat", "unread"
_LEAST_FREE_MB = 200
_LEAST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Health:
    """Moments are ISO 8601 in UTC, "" when there is none; `problems` are sentences, none when all is well.

    `keys` is how many trajects have theirs; `certificate_days` how long those of "imap" and "smtp" are valid yet, as
    far as they could be asked.
    """

    last_round: str
    last_sent: str
    waiting_since: str
    parked: int
    disk_free_mb: int
    problems: tuple[str, ...]
    oldest_unhandled: str = ""
    keys: int = 0
    certificate_days: tuple[tuple[str, int], ...] = ()

    def as_object(self) -> dict[str, Any]:
        """As `health --json` tells it."""
        told = {name: getattr(self, name) for name in ("last_round", "last_sent", "waiting_since", "parked")}
        more = {"oldest_unhandled": self.oldest_unhandled, "keys": self.keys}
        days = {"certificate_days": dict(self.certificate_days)}
        rest = {"disk_free_mb": self.disk_free_mb, "problems": list(self.problems)}
        return {"ok": not self.problems, **told, **more, **days, **rest}

    def in_words(self) -> str:
        """The same for a person."""
        lines = [f"last round {self.last_round or 'never'}", f"last sent {self.last_sent or 'never'}"]
        lines += [f"oldest mail not handled yet {self.oldest_unhandled}"] if self.oldest_unhandled else []
        lines += [f"{self.parked} parked", f"{self.disk_free_mb} MB free", f"{self.keys} keys"]
        lines += [f"certificate of {server} valid for {days} days" for server, days in self.certificate_days]
        return "\n".join(["; ".join(lines), *(self.problems or ("All is well.",))])


def beat(book: Book, now: datetime) -> None:
    """A round came to its end: the mailbox was read."""
    book.drop_meta(HEARTBEAT)
    book.set_meta(HEARTBEAT, now.isoformat())
    book.drop_meta(UNREAD)


def unread(book: Book, now: datetime, more: timedelta) -> tuple[datetime, timedelta]:
    """Since when no round came to its end, and how long it was tried in vain, `more` included; a restart changes
    neither.
    """
    kept = book.meta(UNREAD)
    since, lasted = kept.split(" ") if kept else (now.isoformat(), "0")
    seconds = float(lasted) + more.total_seconds()
    book.drop_meta(UNREAD)
    book.set_meta(UNREAD, f"{since} {seconds}")
    return datetime.fromisoformat(since), timedelta(seconds=seconds)


def health(settings: Settings, now: datetime) -> Health:
    """Looks at the ledger, the keys, the disk and the servers' certificates; OperatorError without a ledger."""
    ledger = look(settings)
    if ledger is None:
        raise none_yet(settings)
    try:
        with ledger.book() as book:
            last, parked = book.meta(HEARTBEAT), len(inbound.parked(book))
            sent, since, held = traffic.last_sent(book), traffic.tried_since(book), book.held()
            oldest = inbound.oldest_new(book)
            refs = [ref for ref, stage, _ in trajects.everyone(book) if stage != Stage.DESTROYED]
            lost = [ref for ref in refs if not book.keys.get(ref)]
    finally:
        ledger.close()
    zone = ZoneInfo(settings.practice.timezone)
    heard = datetime.fromisoformat(last) if last is not None else None
    round_at, sent_at, tried_at, first_at = (
        at.astimezone(zone).isoformat() if at else "" for at in (heard, sent, since, oldest)
    )
    free = shutil.disk_usage(kept_in(settings.stores.database_url) or settings.file.parent).free // 1_000_000
    problems = []
    if heard is None:
        problems.append("No round has come to its end yet.")
    elif abs(now - heard) > HOUR:
        problems.append(
            f"No round has come to its end since {round_at}: is the daemon running, does the mailbox answer?"
        )
    if since is not None and now - since > HOUR:
        problems.append(f"A mail could not be sent since {tried_at}.")
    if held:
        problems.append(f"{held} mails wait for the practitioner's word: she mails verstuur, or send.")
    if free < _LEAST_FREE_MB:
        problems.append(f"Only {free} MB of disk are free.")
    if oldest is not None and now - oldest > HOUR:
        problems.append(f"A mail has not been handled since {first_at}.")
    if lost:
        problems.append(f"The key store has no key of {', '.join(lost[:5])}: put your copy of it back.")
    days = certificate_days(settings, now)
    problems += [f"The certificate of {s} ends in {n} days." for s, n in days if 0 <= n < _LEAST_DAYS]
    problems += [f"The certificate of {s} ended {-n} days ago." for s, n in days if n < 0]
    return Health(round_at, sent_at, tried_at, parked, free, tuple(problems), first_at, len(refs) - len(lost), days)


def tell_systemd(words: str) -> None:
    """`READY=1`, `WATCHDOG=1` and the like to $NOTIFY_SOCKET (sd_notify(3)); nothing without one."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notify:
        try:
            notify.sendto(words.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return  # a manager that does not listen is no reason to stop

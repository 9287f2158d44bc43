"""`health`: whether the daemon does its work, by what it left in the ledger; and the word that it gives systemd."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.core.errors import TrajectbotError
from bot.shell.ledger import inbound, outbox
from bot.shell.ledger.book import Book
from bot.shell.ledger.files.database import kept_in
from bot.shell.ledger.ledger import look
from bot.shell.settings.frozen import Settings

HOUR = timedelta(hours=1)
HEARTBEAT, UNREAD_SINCE = "heartbeat", "unread-since"
_LEAST_FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Health:
    """Moments are ISO 8601 in UTC, "" when there is none; `problems` are sentences, none when all is well."""

    last_round: str
    last_sent: str
    waiting_since: str
    parked: int
    disk_free_mb: int
    problems: tuple[str, ...]

    def as_object(self) -> dict[str, Any]:
        """As `health --json` tells it."""
        told = {name: getattr(self, name) for name in ("last_round", "last_sent", "waiting_since", "parked")}
        return {"ok": not self.problems, **told, "disk_free_mb": self.disk_free_mb, "problems": list(self.problems)}

    def in_words(self) -> str:
        """The same for a person."""
        lines = [f"last round {self.last_round or 'never'}", f"last sent {self.last_sent or 'never'}"]
        lines += [f"{self.parked} parked", f"{self.disk_free_mb} MB free"]
        return "\n".join(["; ".join(lines), *(self.problems or ("All is well.",))])


def beat(book: Book, now: datetime) -> None:
    """A round came to its end: the mailbox was read."""
    book.drop_meta(HEARTBEAT)
    book.set_meta(HEARTBEAT, now.isoformat())
    book.drop_meta(UNREAD_SINCE)


def unread_since(book: Book, now: datetime) -> datetime:
    """Since when no round came to its end, as far as the daemon tried; a restart changes nothing."""
    kept = book.meta(UNREAD_SINCE)
    if kept is None:
        book.set_meta(UNREAD_SINCE, now.isoformat())
    return datetime.fromisoformat(kept) if kept else now


def health(settings: Settings, now: datetime) -> Health:
    """Looks at the ledger and at the disk, at nothing else; TrajectbotError when there is no ledger yet."""
    ledger = look(settings)
    if ledger is None:
        raise TrajectbotError("There is no ledger yet.", "The first round makes it: trajectbot once")
    try:
        with ledger.book() as book:
            last, parked = book.meta(HEARTBEAT), len(inbound.parked(book))
            sent, since = outbox.last_sent(book), outbox.tried_since(book)
    finally:
        ledger.close()
    free = shutil.disk_usage(kept_in(settings.stores.database_url) or settings.file.parent).free // 1_000_000
    problems = []
    if last is None:
        problems.append("No round has come to its end yet.")
    elif now - datetime.fromisoformat(last) > HOUR:
        problems.append(f"No round has come to its end since {last}: is the daemon running, does the mailbox answer?")
    if since is not None and now - since > HOUR:
        problems.append(f"A mail could not be sent since {since.isoformat()}.")
    if free < _LEAST_FREE_MB:
        problems.append(f"Only {free} MB of disk are free.")
    told = (last or "", sent.isoformat() if sent else "", since.isoformat() if since else "")
    return Health(*told, parked, free, tuple(problems))


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

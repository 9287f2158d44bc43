"""A practice on paper: mailbox, line and reader are plain values in this process, so that a year takes seconds.

The ledger, the rounds and all that is decided are the real ones; `now` is the only clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, event
from support.servers.smtp import Received
from support.stories.practice import Practice, at, templates_of, write_config

from bot.app import App, Summary
from bot.core.documents import Document
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.readers import read
from bot.shell.imap.apart import Withheld
from bot.shell.imap.values import Fetched, FolderState, FoundMail, Listed, Moved
from bot.shell.ledger.ledger import open_ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.round.workshop import Workshop
from bot.shell.settings.loading import load
from bot.shell.smtp.sender import Delivery, Outgoing, Result

_ID = re.compile(rb"(?im)^message-id:\s*<([^>]+)>")
_THREAD = re.compile(rb"(?im)^(?:in-reply-to|references):((?:.|\n[ \t])*)")


@dataclass
class PaperMailbox:
    """What `bot.shell.imap.mailbox.Mailbox` promises, kept in a dictionary; UIDs count up over all folders."""

    delimiter: str = "/"
    settled: dict[str, tuple[int, ...]] = field(default_factory=dict)
    contents: dict[str, dict[int, tuple[bytes, datetime, bool]]] = field(default_factory=lambda: {"INBOX": {}})
    count: int = 0

    def folder_name(self, parts: tuple[str, ...]) -> str:
        return "/".join(parts)

    def folders(self, root: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.contents if name.startswith(f"{root}/")))

    def statuses(self, root: str) -> dict[str, tuple[int, ...]]:
        """As a server that cannot tell."""
        return {}

    def every_folder(self) -> tuple[str, ...]:
        return tuple(sorted(self.contents))

    def exists(self, folder: str) -> bool:
        return folder in self.contents

    def ensure(self, folder: str) -> bool:
        new = folder not in self.contents
        self.contents.setdefault(folder, {})
        return new

    def scan(self, folder: str, minimum_uid: int = 1, *, with_deleted: bool = False) -> FolderState:
        uids = tuple(sorted(uid for uid in self.contents[folder] if uid >= minimum_uid))
        return FolderState(folder, 1, self.count + 1, uids)

    def expect(self, folder: str, uidvalidity: int) -> None:
        assert uidvalidity == 1

    def uidvalidity(self, folder: str) -> int:
        return 1

    def sizes_and_dates(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Listed, ...]:
        there = self.contents[folder]
        return tuple(Listed(u, len(there[u][0]), there[u][1]) for u in sorted(uids) if u in there)

    def fetch_listed(
        self, folder: str, listed: Sequence[Listed], withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        return self.fetch(folder, [one.uid for one in listed], 0)

    def fetch(
        self, folder: str, uids: Sequence[int], limit_bytes: int, withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        for uid in sorted(uids):
            if uid in self.contents[folder]:
                raw, received, _ = self.contents[folder][uid]
                yield Fetched(uid, raw, received)

    def fetch_headers(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Fetched, ...]:
        whole = self.fetch(folder, uids, 0)
        return tuple(Fetched(f.uid, f.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", f.received) for f in whole)

    def find_by_message_id(self, folder: str, ids: Collection[str], minimum_uid: int = 1) -> tuple[FoundMail, ...]:
        found = ((uid, _ID.search(raw)) for uid, (raw, *_) in self.contents[folder].items() if uid >= minimum_uid)
        return tuple(FoundMail(m[1].decode(), uid) for uid, m in found if m and m[1].decode() in ids)

    def bearing(self, folder: str, field: str, value: str, since: date | None) -> tuple[int, ...]:
        wanted = f"{field}: {value}".encode()
        return tuple(uid for uid, (raw, *_) in self.contents[folder].items() if wanted in raw)

    def find_answers(self, folder: str, ids: Collection[str]) -> tuple[FoundMail, ...]:
        wanted = [i.encode() for i in ids]
        return tuple(
            FoundMail("", uid)
            for uid, (raw, *_) in self.contents[folder].items()
            if any(i in m for m in _THREAD.findall(raw) for i in wanted)
        )

    def move(self, folder: str, uids: Sequence[int], target: str) -> tuple[Moved, ...]:
        self.ensure(target)
        return tuple(
            Moved(u, self._put(target, *self.contents[folder].pop(u))) for u in uids if u in self.contents[folder]
        )

    def append(self, folder: str, raw: bytes, when: datetime, seen: bool) -> tuple[int, int]:
        self.ensure(folder)
        return 1, self._put(folder, raw, when, seen)

    def append_all(self, folder: str, raws: Sequence[bytes], when: datetime, seen: bool) -> tuple[tuple[int, int], ...]:
        return tuple(self.append(folder, raw, when, seen) for raw in raws)

    def expunge(self, folder: str, uids: Sequence[int]) -> tuple[int, ...]:
        for uid in uids:
            self.contents[folder].pop(uid, None)
        return ()

    def _put(self, folder: str, raw: bytes, when: datetime, seen: bool) -> int:
        self.count += 1
        self.contents[folder][self.count] = (raw, when, seen)
        return self.count


@dataclass
class PaperLine:
    """Takes every mail at once; `received` is what it took. One that is `silent` closes without saying so."""

    received: list[Received] = field(default_factory=list)
    port: int = 25
    silent: bool = False

    def send_all(self, messages: Sequence[Outgoing], on_result: Callable[[Result], None], **pace: int) -> None:
        for mail in messages:
            self.received.append(Received(mail.envelope_from, mail.recipient, mail.raw, True, ""))
            on_result(Result(mail.id, Delivery.UNKNOWN) if self.silent else Result(mail.id, Delivery.SENT, 250))


class PaperReader:
    """Reads in this process, what it has read before from memory: blank forms and bots repeat themselves."""

    def __init__(self) -> None:
        self._known: dict[bytes, Document] = {}

    def begin_mail(self, raw: bytes) -> Future[InboundMail]:
        done: Future[InboundMail] = Future()
        done.set_result(self.read_mail(raw))
        return done

    def read_mail(self, raw: bytes) -> InboundMail:
        return parse(raw, self._read)

    def _read(self, data: bytes, name: str) -> Document:
        if data not in self._known:
            self._known[data] = read(data, name)
        return self._known[data]


@dataclass
class PaperAccount:
    """The account as the person before another mail program sees it."""

    box: PaperMailbox
    user: str = "info"
    server: Any = field(default_factory=lambda: SimpleNamespace(imap_port=143))

    def append(self, *mails: bytes, folder: str = "INBOX", when: datetime, flags: str = "") -> None:
        for raw in mails:
            self.box.append(folder, raw, when, seen=False)

    def mails(self, folder: str = "INBOX") -> list[tuple[str, bytes]]:
        return [("", raw) for raw, *_ in self.box.contents.get(folder, {}).values()]

    def folders(self) -> list[str]:
        return sorted(self.box.contents)


class PaperPractice(Practice):
    """A practice whose rounds go over a mailbox in memory."""

    def round(self, now: str = "") -> Summary:
        if now:
            self.now = at(now)
        return self.round_at(self.now)

    def round_at(self, now: datetime) -> Summary:
        """One round at this moment."""
        self.now = now
        box: Any = self.account.box  # type: ignore[attr-defined]
        return self.app.round(box, now)


def _fast(connection: Any, record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@contextmanager
def paper_practice(folder: Path, **more: str) -> Iterator[PaperPractice]:
    """A practice with its app open; nothing leaves this process but the ledger, which is on disk."""
    account, line, reader = PaperAccount(PaperMailbox()), PaperLine(), PaperReader()
    untyped: Any = (account, line, reader)
    settings = load(write_config(folder, untyped[0], untyped[1], **more), {"IMAP_PASSWORD": "x"})
    ledger = open_ledger(settings)
    for engine in (ledger.engine, ledger.keys._engine):
        event.listen(engine, "connect", _fast)
        engine.dispose()
    workshop = Workshop(ledger, untyped[2], untyped[1], Stationery(templates_of(settings), ledger.keys))
    yield PaperPractice(untyped[0], untyped[1], settings, App(workshop))
    ledger.close()


__all__ = ["Connection", "PaperPractice", "paper_practice"]

"""A mailbox in memory that answers as `bot.shell.imap.mailbox.Mailbox` does, UIDs and missing folders included."""

from __future__ import annotations

import email
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import ConnectionLostError, FolderMissingError, RefusedError, UidValidityError
from bot.shell.imap.values import Fetched, FolderState, FoundMail, Listed, Moved

_ID = re.compile(r"<([^<>\s]+)>")


@dataclass
class Folder:
    """Mails by UID; a UID is never used twice."""

    validity: int
    next_uid: int = 1
    mails: dict[int, Fetched] = field(default_factory=dict)

    def put(self, raw: bytes, when: datetime) -> int:
        uid = self.next_uid
        self.mails[uid] = Fetched(uid, raw, when)
        self.next_uid += 1
        return uid


@dataclass
class MemoryMailbox:
    """One account and the connection to it; the names in `refused` are answered with NO.

    After `calls_left` more calls the line is gone, and stays so until that is None again.
    """

    tree: dict[str, Folder] = field(default_factory=lambda: {"INBOX": Folder(1)})
    refused: set[str] = field(default_factory=set)
    delimiter: str = "/"
    prefix: str = ""
    settled: dict[str, tuple[int, ...]] = field(default_factory=dict)
    calls_left: int | None = None
    _made: int = 1
    _expected: dict[str, int] = field(default_factory=dict)

    def _called(self) -> None:
        if self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left < 0:
                raise ConnectionLostError("The line to the mailbox is gone.", "Tried again.")

    def _open(self, name: str) -> Folder:
        self._called()
        if name in self.refused:
            raise RefusedError(f"NO for {name}.", "Tried again.")
        if name not in self.tree:
            raise FolderMissingError(f"There is no {name}.", "")
        folder = self.tree[name]
        if self._expected.get(name, folder.validity) != folder.validity:
            raise UidValidityError(f"{name} was made anew.", "")
        return folder

    def expect(self, folder: str, uidvalidity: int) -> None:
        self._expected[folder] = uidvalidity

    def uidvalidity(self, folder: str) -> int:
        return self.scan(folder).uidvalidity

    def folder_name(self, parts: tuple[str, ...]) -> str:
        return "/".join(parts)

    def folders(self, root: str) -> tuple[str, ...]:
        self._called()
        return tuple(sorted(name for name in self.tree if name.startswith(f"{root}/")))

    def statuses(self, root: str) -> dict[str, tuple[int, ...]]:
        """As a server that cannot tell."""
        return {}

    def every_folder(self) -> tuple[str, ...]:
        return tuple(sorted(self.tree))

    def exists(self, folder: str) -> bool:
        return folder in self.tree

    def ensure(self, folder: str) -> bool:
        if folder in self.refused:
            raise RefusedError(f"NO for {folder}.", "Tried again.")
        new = folder not in self.tree
        parts = folder.split("/")
        for n in range(1, len(parts) + 1):
            if "/".join(parts[:n]) not in self.tree:
                self._made += 1
                self.tree["/".join(parts[:n])] = Folder(self._made)
        return new

    def rename(self, old: str, new: str) -> None:
        """By her hand; what lies below moves along, and UIDs stay as they are."""
        for name in (old, *self.folders(old)):
            self.tree[new + name[len(old) :]] = self.tree.pop(name)
            self._expected.pop(name, None)

    def delete_folder(self, folder: str) -> None:
        for name in (folder, *self.folders(folder)):
            self.tree.pop(name, None)
            self._expected.pop(name, None)

    def scan(self, folder: str, minimum_uid: int = 1, *, with_deleted: bool = False) -> FolderState:
        self._expected.pop(folder, None)
        found = self._open(folder)
        uids = tuple(uid for uid in sorted(found.mails) if uid >= minimum_uid)
        return FolderState(folder, found.validity, found.next_uid, uids)

    def sizes_and_dates(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Listed, ...]:
        mails = self._open(folder).mails
        return tuple(Listed(u, len(mails[u].raw), mails[u].received) for u in sorted(uids) if u in mails)

    def fetch(
        self, folder: str, uids: Sequence[int], limit_bytes: int, withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        mails = self._open(folder).mails
        yield from (mails[u] for u in sorted(uids) if u in mails and len(mails[u].raw) <= limit_bytes)

    def fetch_listed(
        self, folder: str, listed: Sequence[Listed], withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        mails = self._open(folder).mails
        yield from (mails[one.uid] for one in listed if one.uid in mails)

    def fetch_headers(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Fetched, ...]:
        mails = self._open(folder).mails
        there = (mails[u] for u in sorted(uids) if u in mails)
        return tuple(
            Fetched(m.uid, m.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n\n", m.received) for m in there
        )

    def find_by_message_id(self, folder: str, ids: Collection[str], minimum_uid: int = 1) -> tuple[FoundMail, ...]:
        return self._found(folder, ids, ("Message-ID",))

    def bearing(self, folder: str, field: str, value: str, since: date | None) -> tuple[int, ...]:
        mails = sorted(self._open(folder).mails.items())
        said = ((uid, str(email.message_from_bytes(mail.raw).get(field, ""))) for uid, mail in mails)
        return tuple(uid for uid, words in said if value in words)

    def find_answers(self, folder: str, ids: Collection[str]) -> tuple[FoundMail, ...]:
        return self._found(folder, ids, ("In-Reply-To", "References"))

    def _found(self, folder: str, ids: Collection[str], headers: tuple[str, ...]) -> tuple[FoundMail, ...]:
        found = []
        for uid, mail in sorted(self._open(folder).mails.items()):
            said = email.message_from_bytes(mail.raw)
            named = {one for header in headers for one in _ID.findall(str(said.get(header, "")))}
            found += [FoundMail(one, uid) for one in sorted(named & set(ids))]
        return tuple(found)

    def move(self, folder: str, uids: Sequence[int], target: str) -> tuple[Moved, ...]:
        source = self._open(folder)
        self.ensure(target)
        there = [u for u in sorted(uids) if u in source.mails]
        taken = [source.mails.pop(u) for u in there]
        moved = tuple(Moved(m.uid, self.tree[target].put(m.raw, m.received)) for m in taken)
        self._called()  # it is done, and nobody hears of it
        return moved

    def append(self, folder: str, raw: bytes, when: datetime, seen: bool) -> tuple[int, int] | None:
        assert when.tzinfo is not None
        self.ensure(folder)
        found = self._open(folder)
        uid = found.put(raw, when)
        self._called()
        return found.validity, uid

    def append_all(
        self, folder: str, raws: Sequence[bytes], when: datetime, seen: bool
    ) -> tuple[tuple[int, int] | None, ...]:
        return tuple(self.append(folder, raw, when, seen) for raw in raws)

    def expunge(self, folder: str, uids: Sequence[int]) -> tuple[int, ...]:
        mails = self._open(folder).mails
        for uid in uids:
            mails.pop(uid, None)
        return ()

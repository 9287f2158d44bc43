"""The practice's mailbox over IMAP: one connection, used by one thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import TypeVar

from imapclient import SEEN

from bot.core.errors import TrajectbotError
from bot.shell.imap import fetch as imap_fetch
from bot.shell.imap import labels as imap_labels
from bot.shell.imap import listing as imap_folders
from bot.shell.imap import move as imap_move
from bot.shell.imap.codes import appended, backoff
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection, connect
from bot.shell.imap.errors import ConnectionLostError, FolderMissingError, UidValidityError, refuse_unsafe, translated
from bot.shell.imap.idle import idle
from bot.shell.imap.names import ancestors, folder_path
from bot.shell.imap.rights import lacking
from bot.shell.imap.values import Fetched, FolderState, FoundMail, Listed, Moved, Stop, Structure, Trace
from bot.shell.servers.endpoints import ImapEndpoint

__all__ = ["Fetched", "FolderState", "FoundMail", "Listed", "Mailbox", "Moved", "Stop", "backoff"]

Answer = TypeVar("Answer")


class Mailbox:
    """Folders are named as `folder_name` makes them; mails are addressed by UID only.

    Every method raises TransientError (try again, `ConnectionLostError`: with a new Mailbox) or OperatorError. UIDs are
    only used in the folder that they were seen in: once `scan` or `expect` has told a folder's UIDVALIDITY, finding
    another one raises `UidValidityError` before anything is done.
    """

    def __init__(self, endpoint: ImapEndpoint) -> None:
        self.endpoint = endpoint
        self.delimiter: str | None = None
        self.prefix = ""
        self.capabilities: tuple[str, ...] = ()
        self._connection: Connection | None = None
        self._validities: dict[str, int] = {}
        self._seen_next: dict[str, int] = {}
        self.settled: dict[str, tuple[int, ...]] = {}
        """By folder the status with which all that was in it was on record."""
        self.before: Callable[[], None] = lambda: None
        """Called before anything is said to the server."""

    def __enter__(self) -> Mailbox:
        self.connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def connect(self) -> None:
        """Connect, encrypt, sign in, learn the server's ways; nothing happens when connected."""
        if self._connection is not None:
            return
        self._connection = connect(self.endpoint)
        try:
            with self._talk("asking what the server can do") as connection:
                self.capabilities = tuple(sorted(item.decode("ascii", "replace") for item in connection.capabilities()))
                self.delimiter, self.prefix = imap_folders.layout(connection)
        except BaseException:
            self._drop()
            raise

    def close(self) -> None:
        """Sign out and disconnect; errors do not matter any more."""
        if self._connection is not None:
            with suppress(TrajectbotError), self._talk("signing out") as connection:
                connection.logout()
        self._drop()

    def _drop(self) -> None:
        """Disconnect without a word: the conversation is out of step."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError):
                connection.shutdown()

    @contextmanager
    def _talk(self, doing: str) -> Iterator[Connection]:
        if self._connection is None:
            raise ConnectionLostError("There is no connection to the mail server.", "Make a new one.")
        self.before()
        self._connection.allow(DEFAULT_BUDGET)
        try:
            with translated(doing):
                yield self._connection
        except ConnectionLostError:
            self._drop()
            raise

    @contextmanager
    def _in(self, folder: str, doing: str, writing: bool = False) -> Iterator[Connection]:
        """Open the folder, for reading only unless told otherwise, and make sure that it is the one we know."""
        with self._talk(f"{doing} {folder}") as connection:
            self._open(connection, folder, writing)
            yield connection

    def _open(self, connection: Connection, folder: str, writing: bool = False) -> tuple[FolderState, int]:
        """The folder's state without UIDs, and how many mails it has."""
        told = connection.select_folder(folder, readonly=not writing)
        state = FolderState(folder, told.get(b"UIDVALIDITY", 0), told.get(b"UIDNEXT", 0))
        known = self._validities.get(folder, state.uidvalidity)
        if known != state.uidvalidity:
            problem = f"The folder {folder} was made anew (UIDVALIDITY {known} became {state.uidvalidity})."
            raise UidValidityError(problem, "It will be read again.")
        return state, told[b"EXISTS"]

    def expect(self, folder: str, uidvalidity: int) -> None:
        """Act in this folder only as long as it has this UIDVALIDITY."""
        self._validities[folder] = uidvalidity

    def uidvalidity(self, folder: str) -> int:
        """What the folder's UIDs are valid with, at this moment."""
        return self.scan(folder, 2**32 - 1).uidvalidity

    def folder_name(self, parts: tuple[str, ...]) -> str:
        """The server's name of a folder: delimiter, forbidden characters, length and namespace taken care of."""
        return folder_path(parts, self.delimiter, self.prefix)

    def folders(self, root: str) -> tuple[str, ...]:
        """All folders below this one, sorted, itself not included."""
        with self._talk(f"listing the folders below {root}") as connection:
            return imap_folders.below(connection, root, self.delimiter)

    def every_folder(self) -> tuple[str, ...]:
        """All folders of the account that can be opened, sorted; those of its further namespaces too (RFC 2342)."""
        with self._talk("listing all folders") as connection:
            return imap_folders.everywhere(connection)

    def statuses(self, root: str) -> dict[str, tuple[int, ...]]:
        """What changes with anything that changes in a folder below this one, where the server tells it of all at once;
        nothing where it does not.
        """
        with self._talk(f"looking over the folders below {root}") as connection:
            return imap_folders.statuses(connection, root, self.delimiter)

    def exists(self, folder: str) -> bool:
        with self._talk(f"looking for the folder {folder}") as connection:
            return folder in imap_folders.matching(connection, folder)

    def ensure(self, folder: str) -> bool:
        """Create the folder and its parents, subscribed, where missing; True when the folder itself is new."""
        with self._talk(f"creating the folder {folder}") as connection:
            path = ancestors(folder, self.delimiter, self.prefix)
            return [imap_folders.create(connection, name) for name in path][-1]

    def lacks(self, folder: str, needed: str) -> str:
        """Which of these rights (letters of RFC 4314) the user lacks in a folder."""
        with self._talk(f"asking for the rights in {folder}") as connection:
            return lacking(connection, folder, needed)

    def delete_folder(self, folder: str) -> None:
        """Delete the folder with all that is in and below it; one that is missing is fine."""
        with self._talk(f"deleting the folder {folder}") as connection:
            connection.step_back()  # some servers do not delete the folder that is open
            for name in (*reversed(imap_folders.below(connection, folder, self.delimiter)), folder):
                imap_folders.remove(connection, name)
                self._validities.pop(name, None)

    def scan(self, folder: str, minimum_uid: int = 1, *, with_deleted: bool = False) -> FolderState:
        """Which mails there are from this UID on; those flagged deleted count as gone unless asked for.

        A folder made anew is no error here: its new UIDVALIDITY is what the caller wants to know.
        """
        self._validities.pop(folder, None)
        with self._talk(f"reading the folder {folder}") as connection:
            state, exists = self._open(connection, folder)
            flagged = "" if with_deleted else "UNDELETED"
            uids = imap_fetch.search(connection, state, minimum_uid, exists, flagged)
        self._validities[folder], self._seen_next[folder] = state.uidvalidity, state.uidnext
        return FolderState(folder, state.uidvalidity, state.uidnext, uids)

    def sizes_and_dates(self, folder: str, uids: Sequence[int]) -> tuple[Listed, ...]:
        """Size and server's date of each mail that is still there, by UID."""
        with self._in(folder, "listing the mails of") as connection:
            return tuple(imap_fetch.list_mails(connection, uids))

    def fetch(self, folder: str, uids: Sequence[int], limit_bytes: int) -> Iterator[Fetched]:
        """Whole mails by ascending UID, unread ones staying unread; left out are the vanished and the too large."""
        listed = [mail for mail in self.sizes_and_dates(folder, uids) if mail.size <= limit_bytes]
        yield from imap_fetch.batchwise(partial(self._fetched, folder), listed)

    def _fetched(self, folder: str, batch: Sequence[Listed]) -> tuple[Fetched, ...]:
        with self._in(folder, "fetching mails of") as connection:
            return tuple(imap_fetch.fetch_batch(connection, batch))

    def fetch_headers(self, folder: str, uids: Sequence[int]) -> tuple[Fetched, ...]:
        """The header of each mail that is still there, at most 64 KB of it."""
        with self._in(folder, "fetching headers of") as connection:
            return tuple(imap_fetch.fetch_headers(connection, uids))

    def headings(self, folder: str, uids: Sequence[int]) -> tuple[tuple[int, bytes], ...]:
        """UID and the fields that tell from whom a mail is and what about, of each that is still there."""
        with self._in(folder, "looking over") as connection:
            return tuple(imap_fetch.headings(connection, uids))

    def find_by_message_id(self, folder: str, ids: Collection[str], minimum_uid: int = 1) -> tuple[FoundMail, ...]:
        """Which mails carry one of these Message-IDs (without angle brackets); needs no look at what people wrote."""
        with self._all_of(folder, minimum_uid) as (connection, uids):
            return tuple(imap_fetch.find(connection, uids, frozenset(ids)))

    def find_answers(self, folder: str, ids: Collection[str]) -> tuple[FoundMail, ...]:
        """Which mails answer or pass on one of these (In-Reply-To, References)."""
        with self._all_of(folder) as (connection, uids):
            return tuple(imap_fetch.find_answers(connection, uids, frozenset(ids)))

    def traces(self, folder: str, uids: Sequence[int]) -> tuple[Trace, ...]:
        """What ties each mail that is still there to others."""
        with self._in(folder, "looking over") as connection:
            return tuple(imap_fetch.traces(connection, uids))

    def structures(self, folder: str, uids: Sequence[int]) -> tuple[Structure, ...]:
        """What each mail that is still there is made of."""
        with self._in(folder, "looking over") as connection:
            return tuple(imap_fetch.structures(connection, uids))

    def naming(self, folder: str, uids: Sequence[int], word: str) -> tuple[int, ...]:
        """Which of these mails have this word (ASCII) in their text; the server looks, and not into coded files."""
        refuse_unsafe(word)
        with self._in(folder, "looking through") as connection:
            return tuple(imap_fetch.naming(connection, uids, word))

    @contextmanager
    def _all_of(self, folder: str, minimum_uid: int = 1) -> Iterator[tuple[Connection, tuple[int, ...]]]:
        with self._talk(f"looking through the folder {folder}") as connection:
            state, exists = self._open(connection, folder)
            yield connection, imap_fetch.search(connection, state, minimum_uid, exists, "")

    def move(self, folder: str, uids: Sequence[int], target: str) -> tuple[Moved, ...]:
        """Move what is still there; a missing target is created. Vanished mails are missing in the answer."""
        with self._in(folder, "moving mails out of") as connection:
            before = imap_move.twins(connection, folder, uids, target)
            self._open(connection, folder, writing=True)
            return self._creating(target, lambda: tuple(imap_move.move(connection, uids, target, before)))

    def append(self, folder: str, raw: bytes, when: datetime, seen: bool) -> int | None:
        """Put a mail into a folder, creating it if need be; its UID when the server tells (UIDPLUS)."""
        refuse_unsafe(raw.replace(b"\r", b"").replace(b"\n", b""))  # NUL ends mails early on some servers
        if when.tzinfo is None:
            raise ValueError("a naive date")
        with self._talk(f"putting a mail into {folder}") as connection:
            connection.codes("APPENDUID")
            flags = (SEEN,) if seen else ()
            self._creating(folder, lambda: imap_move.append(connection, folder, raw, flags, when))
            return appended(connection.codes("APPENDUID"))

    def expunge(self, folder: str, uids: Sequence[int]) -> tuple[int, ...]:
        """Destroy exactly these mails by UID EXPUNGE; answers which of them are still there: none."""
        with self._in(folder, "removing mails from", writing=True) as connection:
            imap_move.expunge(connection, uids)
            return imap_move.present(connection, uids)

    def purge(self, folder: str, uids: Sequence[int], spared: Collection[str] = ()) -> None:
        """Destroy these mails also where a folder is only a label; what bears a label `spared` too loses this one."""
        with self._in(folder, "removing mails from") as connection:
            trash = imap_labels.trash_of(connection)
            shared = imap_labels.bearing(connection, uids, spared) if trash else frozenset()
        if not trash or folder == trash:
            self.expunge(folder, uids)
            return
        if shared:
            self.expunge(folder, sorted(shared))
        moved = self.move(folder, [uid for uid in uids if uid not in shared], trash)
        self.expunge(trash, [one.new_uid for one in moved if one.new_uid is not None])

    def wait(self, seconds: float, stop: Stop | None = None, folder: str = "INBOX") -> bool:
        """Wait for something to happen in a folder; True is a hint to look, False means that time is up.

        Without IDLE it just sleeps. Mail that came since the last `scan` ends the wait at once.
        """
        stop = stop or threading.Event()
        if "IDLE" not in self.capabilities:
            stop.wait(seconds)
            return False
        with self._talk(f"waiting for mail in {folder}") as connection:
            state, _ = self._open(connection, folder)
            if self._seen_next.get(folder, state.uidnext) != state.uidnext:
                return True
            return idle(connection, seconds, stop)

    def _creating(self, folder: str, act: Callable[[], Answer]) -> Answer:
        """Act; when the target turns out to be missing, make it and act once more."""
        try:
            with translated(f"filling the folder {folder}"):
                return act()
        except FolderMissingError:
            self.ensure(folder)
            return act()

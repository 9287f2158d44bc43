"""The practice's mailbox over IMAP: one connection, used by one thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from imapclient import SEEN

from bot.shell.imap import fetch as imap_fetch
from bot.shell.imap import listing as imap_folders
from bot.shell.imap import move as imap_move
from bot.shell.imap.apart import Withheld
from bot.shell.imap.codes import all_appended, appended, backoff, batches
from bot.shell.imap.connection import Connection
from bot.shell.imap.conversation import Conversation
from bot.shell.imap.errors import (
    FolderMissingError,
    WithheldError,
    refuse_unsafe,
    translated,
)
from bot.shell.imap.idle import idle
from bot.shell.imap.names import ancestors, folder_path
from bot.shell.imap.rights import lacking
from bot.shell.imap.values import Fetched, FolderState, FoundMail, Listed, Moved, Stop, Structure, Trace

__all__ = ["Fetched", "FolderState", "FoundMail", "Listed", "Mailbox", "Moved", "Stop", "backoff"]

Answer = TypeVar("Answer")


class Mailbox(Conversation):
    """Folders are named as `folder_name` makes them; mails are addressed by UID only.

    Every method raises TransientError (try again, `ConnectionLostError`: with a new Mailbox) or OperatorError. UIDs are
    only used in the folder that they were seen in: once `scan` or `expect` has told a folder's UIDVALIDITY, finding
    another one raises `UidValidityError` before anything is done.
    """

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
            return imap_folders.everywhere(connection, self.delimiter or "/")

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

    # -- reading mails: those that the server withholds (`apart`) are put into `withheld`; without it, WithheldError --

    def sizes_and_dates(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Listed, ...]:
        """Size and server's date of each mail that is still there, by UID."""
        return self._of_each(folder, "listing the mails of", uids, imap_fetch.list_mails, withheld)

    def fetch(
        self, folder: str, uids: Sequence[int], limit_bytes: int, withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        """Whole mails by ascending UID, unread ones staying unread; left out are the vanished and the too large."""
        listed = self.sizes_and_dates(folder, uids, withheld)
        yield from self.fetch_listed(folder, [mail for mail in listed if mail.size <= limit_bytes], withheld)

    def fetch_listed(
        self, folder: str, listed: Sequence[Listed], withheld: Withheld | None = None
    ) -> Iterator[Fetched]:
        """Whole mails of which the size is known; left out are the vanished."""
        failed: Withheld = {} if withheld is None else withheld
        for batch in batches(listed):
            sized = {mail.uid: mail for mail in batch}

            def whole(connection: Connection, uids: Sequence[int], of: dict[int, Listed] = sized) -> Iterator[Fetched]:
                return imap_fetch.fetch_batch(connection, [of[uid] for uid in uids])

            yield from self._of_each(folder, "fetching mails of", tuple(sized), whole, failed)
        if withheld is None and failed:
            raise WithheldError(failed)

    def fetch_headers(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Fetched, ...]:
        """The header of each mail that is still there, at most 64 KB of it."""
        return self._of_each(folder, "fetching headers of", uids, imap_fetch.fetch_headers, withheld)

    def headings(self, folder: str, uids: Sequence[int]) -> tuple[tuple[int, bytes], ...]:
        """UID and the fields that tell from whom a mail is and what about, of each that can be looked at."""
        return self._of_each(folder, "looking over", uids, imap_fetch.headings, {})

    def find_by_message_id(self, folder: str, ids: Collection[str], minimum_uid: int = 1) -> tuple[FoundMail, ...]:
        """Which mails carry one of these Message-IDs (without angle brackets); needs no look at what people wrote."""
        wanted, uids = frozenset(ids), self._all_of(folder, minimum_uid)
        return self._of_each(folder, "looking through", uids, partial(imap_fetch.find, wanted=wanted), {})

    def find_answers(self, folder: str, ids: Collection[str]) -> tuple[FoundMail, ...]:
        """Which mails answer or pass on one of these (In-Reply-To, References)."""
        wanted, uids = frozenset(ids), self._all_of(folder)
        return self._of_each(folder, "looking through", uids, partial(imap_fetch.find_answers, wanted=wanted), {})

    def traces(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Trace, ...]:
        """What ties each mail that is still there to others."""
        return self._of_each(folder, "looking over", uids, imap_fetch.traces, withheld)

    def structures(self, folder: str, uids: Sequence[int], withheld: Withheld | None = None) -> tuple[Structure, ...]:
        """What each mail that is still there is made of."""
        return self._of_each(folder, "looking over", uids, imap_fetch.structures, withheld)

    def naming(self, folder: str, uids: Sequence[int], word: str) -> tuple[int, ...]:
        """Which of these mails have this word (ASCII) in their text; the server looks, and not into coded files."""
        refuse_unsafe(word)
        return self._of_each(folder, "looking through", uids, partial(imap_fetch.naming, word=word), {})

    def bearing(self, folder: str, field: str, value: str, since: date | None) -> tuple[int, ...]:
        """Which mails have a header field with this in it (ASCII), flagged deleted or not, received on that day or
        later.
        """
        refuse_unsafe(field, value)
        with self._talk(f"looking through the folder {folder}") as connection:
            self._open(connection, folder)
            return imap_fetch.bearing(connection, field, value, since)

    def _all_of(self, folder: str, minimum_uid: int = 1) -> tuple[int, ...]:
        with self._talk(f"looking through the folder {folder}") as connection:
            state, exists = self._open(connection, folder)
            return imap_fetch.search(connection, state, minimum_uid, exists, "")

    def move(self, folder: str, uids: Sequence[int], target: str) -> tuple[Moved, ...]:
        """Move what is still there; a missing target is created. Vanished mails are missing in the answer."""

        def moved(connection: Connection, some: Sequence[int]) -> tuple[Moved, ...]:
            before = imap_move.twins(connection, folder, some, target)
            self._open(connection, folder, writing=True)
            return self._creating(target, lambda: tuple(imap_move.move(connection, some, target, before)))

        return self._of_each(folder, "moving mails out of", uids, moved, None)

    def append(self, folder: str, raw: bytes, when: datetime, seen: bool) -> tuple[int, int] | None:
        """Put a mail into a folder, creating it if need be; UIDVALIDITY and UID when the server tells (UIDPLUS)."""
        refuse_unsafe(raw.replace(b"\r", b"").replace(b"\n", b""))  # NUL ends mails early on some servers
        if when.tzinfo is None:
            raise ValueError("a naive date")
        with self._talk(f"putting a mail into {folder}") as connection:
            connection.codes("APPENDUID")
            flags = (SEEN,) if seen else ()
            self._creating(folder, lambda: imap_move.append(connection, folder, raw, flags, when))
            return appended(connection.codes("APPENDUID"))

    def append_all(
        self, folder: str, raws: Sequence[bytes], when: datetime, seen: bool
    ) -> tuple[tuple[int, int] | None, ...]:
        """The same for several mails, with one command where the server can; then all of them are put, or none."""
        if len(raws) == 1 or not {"MULTIAPPEND", "LITERAL+"} <= set(self.capabilities):
            return tuple(self.append(folder, raw, when, seen) for raw in raws)
        for raw in raws:
            refuse_unsafe(raw.replace(b"\r", b"").replace(b"\n", b""))
        if when.tzinfo is None:
            raise ValueError("a naive date")
        with self._talk(f"putting mails into {folder}") as connection:
            connection.codes("APPENDUID")
            flags = (SEEN,) if seen else ()
            self._creating(folder, lambda: imap_move.append_all(connection, folder, raws, flags, when))
            told = all_appended(connection.codes("APPENDUID"))
        return told if len(told) == len(raws) else (None,) * len(raws)

    def expunge(self, folder: str, uids: Sequence[int]) -> tuple[int, ...]:
        """Destroy exactly these mails by UID EXPUNGE; answers which of them are still there: none."""
        with self._in(folder, "removing mails from", writing=True) as connection:
            imap_move.expunge(connection, uids)
            return imap_move.present(connection, uids)

    def purge(self, folder: str, uids: Sequence[int], spared: Collection[str] = ()) -> None:
        """Destroy these mails also where a folder is only a label; what bears a label `spared` too loses this one."""
        with self._in(folder, "removing mails from") as connection:
            trash = imap_folders.trash_of(connection)
            shared = imap_folders.bearing(connection, uids, spared) if trash else frozenset()
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

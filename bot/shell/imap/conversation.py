"""The conversation with the mail server: signed in, opened where it is to be used, gone once it is out of step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self, TypeVar

from bot.core.errors import TrajectbotError
from bot.shell.imap import listing as imap_folders
from bot.shell.imap.apart import Withheld, apart
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection, connect
from bot.shell.imap.errors import ConnectionLostError, UidValidityError, WithheldError, translated
from bot.shell.imap.values import FolderState
from bot.shell.servers.endpoints import ImapEndpoint

Answer = TypeVar("Answer")


class Conversation:
    """One connection, and which numbering of each folder its UIDs are of."""

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

    def __enter__(self) -> Self:
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

    def _of_each(
        self,
        folder: str,
        doing: str,
        uids: Sequence[int],
        ask: Callable[[Connection, Sequence[int]], Iterable[Answer]],
        withheld: Withheld | None,
    ) -> tuple[Answer, ...]:
        def once(some: Sequence[int]) -> tuple[Answer, ...]:
            with self._in(folder, doing) as connection:
                return tuple(ask(connection, some))

        failed: Withheld = {} if withheld is None else withheld
        came = tuple(apart(once, uids, self.connect, failed))
        if withheld is None and failed:
            raise WithheldError(failed)
        return came

    def expect(self, folder: str, uidvalidity: int) -> None:
        """Act in this folder only as long as it has this UIDVALIDITY."""
        self._validities[folder] = uidvalidity

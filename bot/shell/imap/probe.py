"""Proof by trying: may the bot create, fill, move, destroy and remove the folders that a round uses?"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.errors import OperatorError, TrajectbotError
from bot.shell.imap.errors import OF_ONE_FOLDER, NotAllowedError, RefusedError
from bot.shell.imap.names import ancestors
from bot.shell.servers.endpoints import Proof

if TYPE_CHECKING:
    from bot.shell.imap.mailbox import Mailbox

NEWEST = 200
_MAIL = "Subject: Trajectbot check\r\nFrom: check@trajectbot.invalid\r\nMessage-ID: <{}>\r\n\r\nMay be deleted.\r\n"
_REMAINS = (
    "A removed mail can still be found in {}: what is destroyed would go on existing there. Have the mail server keep "
    "no removed mail (Dovecot: lazy_expunge; Gmail, in its settings for IMAP: an expunged message is deleted forever)."
)

Pair = tuple[str, str]
"""The server's names of a folder and of one within it."""


class _ProbeError(OperatorError):
    """The server said yes, but it did not happen."""


class _Trial:
    """One mail on its way through two folders of its own."""

    def __init__(self, mailbox: Mailbox, names: Sequence[Pair]) -> None:
        self._mailbox, self._names = mailbox, names
        self._id = f"{uuid.uuid4().hex}@check.trajectbot.invalid"
        self._there = frozenset(mailbox.every_folder())
        self.first, self.second = names[0]

    def _uids(self, folder: str) -> tuple[int, ...]:
        return self._mailbox.scan(folder, with_deleted=True).uids

    def create(self) -> str:
        """A name that is refused is made plainer, as a round does it."""
        for pair in self._names:
            self.first, self.second = pair
            try:
                self._mailbox.ensure(self.first)
                self._mailbox.ensure(self.second)
                break
            except (RefusedError, NotAllowedError):
                if pair == self._names[-1]:
                    raise
        plainer = (self.first, self.second) != self._names[0]
        return f"as {self.first}, for the server does not take every letter in a name" if plainer else self.first

    def append(self) -> str:
        self._mailbox.append(self.first, _MAIL.format(self._id).encode(), datetime.now(UTC), seen=True)
        if len(self._uids(self.first)) != 1:
            raise _ProbeError("The mail that was put there is not there.")
        return ""

    def move(self) -> str:
        moved = self._mailbox.move(self.first, self._uids(self.first), self.second)
        if any(one.left for one in moved) or self._uids(self.first):
            raise _ProbeError("A copy of the moved mail stays behind.", "The server needs MOVE or UIDPLUS.")
        if len(self._uids(self.second)) != 1:
            raise _ProbeError("The moved mail did not arrive.")
        return ""

    def expunge(self) -> str:
        self._mailbox.purge(self.second, self._uids(self.second))
        if self._uids(self.second):
            raise _ProbeError("The mail is still there after it was removed.")
        return ""

    def vanish(self) -> str:
        """Servers may keep what is removed: in a folder for it, in Trash, in one that holds all mail."""
        found = {folder: uids for folder in self._mailbox.every_folder() if (uids := self._copies(folder))}
        for folder, uids in found.items():
            with suppress(*OF_ONE_FOLDER, OperatorError):
                self._mailbox.purge(folder, uids)
        if found:
            raise _ProbeError(_REMAINS.format(", ".join(found)))
        return ""

    def _copies(self, folder: str) -> tuple[int, ...]:
        """UIDs of the probe's mail among the newest of a folder; one that may not be read shows nothing."""
        try:
            newest = self._mailbox.scan(folder, 2**32 - 1).uidnext
            found = self._mailbox.find_by_message_id(folder, {self._id}, max(1, newest - NEWEST) if newest else 1)
        except OF_ONE_FOLDER:
            return ()
        return tuple(mail.uid for mail in found)

    def delete(self) -> str:
        self._mailbox.delete_folder(self.first)
        if self._mailbox.exists(self.first) or self._mailbox.exists(self.second):
            raise _ProbeError("The folder is still there after it was deleted.")
        return ""

    def clean(self) -> None:
        """Nothing of it stays: neither the folders nor those above that it made, as long as nothing else is in them."""
        for first, second in self._names:
            for name in (second, first):
                with suppress(TrajectbotError):
                    self._mailbox.delete_folder(name)
            for name in reversed(ancestors(first, self._mailbox.delimiter, self._mailbox.prefix)[:-1]):
                with suppress(TrajectbotError):
                    if name not in self._there and not self._mailbox.folders(name) and self._empty(name):
                        self._mailbox.delete_folder(name)

    def _empty(self, folder: str) -> bool:
        return not self._mailbox.exists(folder) or not self._uids(folder)

    def steps(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        return (
            ("create a folder", self.create),
            ("put a mail into a folder", self.append),
            ("move a mail", self.move),
            ("remove a mail", self.expunge),
            ("a removed mail is gone", self.vanish),
            ("delete a folder", self.delete),
        )


def probe(mailbox: Mailbox, names: Sequence[Pair]) -> Iterator[Proof]:
    """Work in folders of our own, named as a round would name them, the most wanted name first; nothing stays behind.

    Every step builds on the one before: after the first failure the rest is not tried, except that folders are deleted
    also where removed mail stays.
    """
    trial = _Trial(mailbox, names)
    for first, _ in names:
        with suppress(*OF_ONE_FOLDER, OperatorError):
            mailbox.delete_folder(first)  # of a check that was killed
    good = True
    try:
        for what, act in trial.steps():
            if not good:
                yield Proof(what, False, "Not tried, because of the above.")
                continue
            try:
                yield Proof(what, True, act())
            except TrajectbotError as error:
                yield Proof(what, False, str(error))
                good = what == "a removed mail is gone"
    finally:
        trial.clean()

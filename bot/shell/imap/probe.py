"""Proof by trying: may the bot create, fill, move, destroy and remove folders of its own?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.errors import TrajectbotError
from bot.shell.servers.endpoints import Proof

if TYPE_CHECKING:
    from bot.shell.imap.mailbox import Mailbox

PROBE_FOLDER = "Trajectbot-controle"
_MAIL = b"Subject: Trajectbot check\r\nMessage-ID: <check@trajectbot.invalid>\r\n\r\nMay be deleted.\r\n"


class _ProbeError(TrajectbotError):
    """The server said yes, but it did not happen."""


def _steps(mailbox: Mailbox, first: str, second: str) -> tuple[tuple[str, Callable[[], object]], ...]:
    def uids(folder: str) -> tuple[int, ...]:
        return mailbox.scan(folder, with_deleted=True).uids

    def create() -> None:
        mailbox.ensure(first)
        mailbox.ensure(second)

    def append() -> None:
        mailbox.append(first, _MAIL, datetime.now(UTC), seen=True)
        if len(uids(first)) != 1:
            raise _ProbeError("The mail that was put there is not there.")

    def move() -> None:
        if any(moved.left for moved in mailbox.move(first, uids(first), second)) or uids(first):
            raise _ProbeError("A copy of the moved mail stays behind.", "The server needs MOVE or UIDPLUS.")
        if len(uids(second)) != 1:
            raise _ProbeError("The moved mail did not arrive.")

    def expunge() -> None:
        if mailbox.expunge(second, uids(second)):
            raise _ProbeError("The mail is still there after it was removed.")

    def delete() -> None:
        mailbox.delete_folder(first)
        if mailbox.exists(first) or mailbox.exists(second):
            raise _ProbeError("The folder is still there after it was deleted.")

    tried = (create, append, move, expunge, delete)
    words = ("create a folder", "put a mail into a folder", "move a mail", "remove a mail for good", "delete a folder")
    return tuple(zip(words, tried, strict=True))


def _tried(steps: tuple[tuple[str, Callable[[], object]], ...]) -> tuple[Proof, ...]:
    """Every step builds on the one before: after the first failure the rest is not tried."""
    proofs: list[Proof] = []
    for what, act in steps:
        if proofs and not proofs[-1].ok:
            proofs.append(Proof(what, False, "Not tried, because of the above."))
            continue
        try:
            act()
            proofs.append(Proof(what, True))
        except TrajectbotError as error:
            proofs.append(Proof(what, False, str(error)))
    return tuple(proofs)


def probe(mailbox: Mailbox, root: str) -> tuple[Proof, ...]:
    """Work in a folder of our own below `root`; the root is removed again too when it was not there before."""
    name = mailbox.folder_name((PROBE_FOLDER,)).removeprefix(mailbox.prefix)
    below = mailbox.delimiter or "-"
    first = f"{root}{below}{name}"
    existed = mailbox.exists(root)
    with suppress(TrajectbotError):
        mailbox.delete_folder(first)
    try:
        return _tried(_steps(mailbox, first, f"{first}{below}b"))
    finally:
        with suppress(TrajectbotError):
            mailbox.delete_folder(first)
            if not existed and not mailbox.folders(root):
                mailbox.delete_folder(root)

"""Putting mails into a folder and taking them out by UID; a plain EXPUNGE, which takes others' along, is never used."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Sequence
from datetime import datetime

from imapclient import DELETED
from imapclient.exceptions import CapabilityError

from bot.shell.imap.codes import chunks, copied, uid_set
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection
from bot.shell.imap.values import Moved


def present(connection: Connection, uids: Sequence[int]) -> tuple[int, ...]:
    """Which of these mails are still there."""
    return tuple(sorted(set(connection.search_uids("UID", uid_set(uids))) & set(uids))) if uids else ()


def _copy_and_delete(connection: Connection, uids: Sequence[int], target: str) -> bool:
    """For servers without MOVE. True when the originals stay behind, flagged deleted, for want of UIDPLUS."""
    connection.copy(uids, target)
    connection.add_flags(uids, [DELETED], silent=True)
    if not connection.has_capability("UIDPLUS"):
        return True
    codes = connection.codes("COPYUID")
    connection.uid_expunge(uids)
    connection._imap.untagged_responses["COPYUID"] = [code for code in codes if code is not None]
    return False


def _move_chunk(connection: Connection, uids: Sequence[int], target: str) -> Iterator[Moved]:
    connection.allow(DEFAULT_BUDGET)
    connection.codes("COPYUID")
    left = False
    if connection.has_capability("MOVE"):
        connection.move(uids, target)
    else:
        left = _copy_and_delete(connection, uids, target)
    new = copied(connection.codes("COPYUID"))
    return (Moved(uid, new.get(uid), left) for uid in uids if uid in new or not new)


def move(connection: Connection, uids: Sequence[int], target: str) -> Iterator[Moved]:
    """Move what is still there, a chunk at a time."""
    for chunk in chunks(uids):
        if there := present(connection, chunk):
            yield from _move_chunk(connection, there, target)


def append(connection: Connection, folder: str, raw: bytes, flags: Sequence[bytes], when: datetime) -> None:
    """APPEND; Courier refuses it while a folder is open for reading only, which is left then."""
    try:
        connection.append(folder, raw, flags, when)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        if not connection.only_looks:
            raise
        connection.leave()
        connection.append(folder, raw, flags, when)


def expunge(connection: Connection, uids: Sequence[int]) -> None:
    """Delete exactly these mails. Raises CapabilityError without UIDPLUS, before any is flagged."""
    if not connection.has_capability("UIDPLUS"):
        raise CapabilityError("it lacks UIDPLUS")
    for chunk in chunks(uids):
        if there := present(connection, chunk):
            connection.allow(DEFAULT_BUDGET)
            connection.add_flags(there, [DELETED], silent=True)
            connection.uid_expunge(there)

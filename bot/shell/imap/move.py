"""Putting mails into a folder and taking them out by UID; without UIDPLUS with care for what others deleted."""

from __future__ import annotations

import imaplib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from imapclient import DELETED

from bot.shell.imap import listing as imap_folders
from bot.shell.imap.codes import batches, chunks, copied, uid_set
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection
from bot.shell.imap.fetch import fetch_batch, list_mails
from bot.shell.imap.values import Fetched, Listed, Moved

_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


def present(connection: Connection, uids: Sequence[int]) -> tuple[int, ...]:
    """Which of these mails are still there."""
    return tuple(sorted(set(connection.search_uids("UID", uid_set(uids))) & set(uids))) if uids else ()


def _sized(connection: Connection, uids: Sequence[int]) -> dict[int, list[Listed]]:
    """These mails by their size in bytes."""
    found: dict[int, list[Listed]] = defaultdict(list)
    for mail in list_mails(connection, uids):
        found[mail.size].append(mail)
    return found


def _bodies(connection: Connection, sizes: Iterable[int], by_size: dict[int, list[Listed]]) -> Iterator[Fetched]:
    for batch in batches(mail for size in sizes for mail in by_size[size]):
        yield from fetch_batch(connection, batch)


def twins(connection: Connection, folder: str, uids: Sequence[int], target: str) -> dict[int, int]:
    """Which of these mails the target holds already, byte for byte, and at which UID; asked only without MOVE.

    A move is a copy first then: cut off after that, it must not be made a second time. One that is flagged deleted
    there is none: it goes with the next EXPUNGE.
    """
    if connection.has_capability("MOVE") or not imap_folders.matching(connection, target):
        return {}
    connection.select_folder(target, readonly=True)
    there = _sized(connection, connection.search_uids("UNDELETED"))
    connection.select_folder(folder, readonly=True)
    here = _sized(connection, present(connection, uids))
    alike = sorted(there.keys() & here.keys())
    if not alike:
        return {}
    ours = {sha256(mail.raw).digest(): mail.uid for mail in _bodies(connection, alike, here)}
    connection.select_folder(target, readonly=True)
    theirs = ((sha256(mail.raw).digest(), mail.uid) for mail in _bodies(connection, alike, there))
    return {ours[digest]: uid for digest, uid in theirs if digest in ours}


def _copy_and_delete(connection: Connection, uids: Sequence[int], target: str, copied_before: Collection[int]) -> bool:
    """For servers without MOVE. True when the originals stay behind, flagged deleted, for want of UIDPLUS.

    A copy has the flags of its original, and that may bear one of a move before whose copy is gone.
    """
    if missing := [uid for uid in uids if uid not in copied_before]:
        connection.remove_flags(missing, [DELETED], silent=True)
        connection.copy(missing, target)
    connection.add_flags(uids, [DELETED], silent=True)
    if not connection.has_capability("UIDPLUS"):
        return True
    codes = connection.codes("COPYUID")
    connection.uid_expunge(uids)
    connection._imap.untagged_responses["COPYUID"] = [code for code in codes if code is not None]
    return False


def _move_chunk(
    connection: Connection, uids: Sequence[int], target: str, copied_before: Mapping[int, int]
) -> Iterator[Moved]:
    connection.allow(DEFAULT_BUDGET)
    connection.codes("COPYUID")
    left = False
    if connection.has_capability("MOVE"):
        connection.move(uids, target)
    else:
        left = _copy_and_delete(connection, uids, target, copied_before)
    new = copied(connection.codes("COPYUID"))
    told = new or all(uid in copied_before for uid in uids)
    new = {uid: copied_before[uid] for uid in uids if uid in copied_before} | new
    return (Moved(uid, new.get(uid), left) for uid in uids if uid in new or not told)


def move(connection: Connection, uids: Sequence[int], target: str, copied_before: Mapping[int, int]) -> Iterator[Moved]:
    """Move what is still there, a chunk at a time; of what was copied before, only the original goes."""
    for chunk in chunks(uids):
        if there := present(connection, chunk):
            yield from _move_chunk(connection, there, target, copied_before)


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


def append_all(
    connection: Connection, folder: str, raws: Sequence[bytes], flags: Sequence[bytes], when: datetime
) -> None:
    """All with one command, or none of them (RFC 3502)."""
    state, words = connection.multiappend(folder, [{"msg": _lines(raw), "flags": flags, "date": when} for raw in raws])
    if state != "OK":
        raise imaplib.IMAP4.error(f"APPEND failed: {words!r}")


def _lines(raw: bytes) -> bytes:
    """As imaplib does with one: lines end as RFC 5322 has it."""
    return _LINE_ENDS.sub(b"\r\n", raw)


def expunge(connection: Connection, uids: Sequence[int]) -> None:
    """Delete exactly these mails."""
    if not connection.has_capability("UIDPLUS"):
        _expunge_with_care(connection, uids)
        return
    for chunk in chunks(uids):
        if there := present(connection, chunk):
            connection.allow(DEFAULT_BUDGET)
            connection.add_flags(there, [DELETED], silent=True)
            connection.uid_expunge(there)


def _expunge_with_care(connection: Connection, uids: Sequence[int]) -> None:
    """For servers without UIDPLUS: what others flagged deleted loses that flag first, and gets it back afterwards."""
    there = present(connection, uids)
    theirs = sorted(set(connection.search_uids("DELETED")) - set(there))
    for chunk in chunks(theirs):
        connection.remove_flags(chunk, [DELETED], silent=True)
    for chunk in chunks(there):
        connection.allow(DEFAULT_BUDGET)
        connection.add_flags(chunk, [DELETED], silent=True)
    if there:
        connection._imap.expunge()
    for chunk in chunks(present(connection, theirs)):
        connection.add_flags(chunk, [DELETED], silent=True)

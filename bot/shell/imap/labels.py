"""Where folders are labels (Gmail, X-GM-EXT-1) EXPUNGE takes one off; what goes through Trash is gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.shell.imap.codes import chunks
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection
from bot.shell.imap.listing import decoded, flagged


def trash_of(connection: Connection) -> str:
    """The folder that removed mail must go through; "" on every other server."""
    return flagged(connection, b"\\trash") if connection.has_capability("X-GM-EXT-1") else ""


def bearing(connection: Connection, uids: Sequence[int], names: Collection[str]) -> frozenset[int]:
    """Which of these mails bear one of these labels too."""
    found = set[int]()
    for chunk in chunks(uids) if names else ():
        connection.allow(DEFAULT_BUDGET)
        for uid, data in connection.fetch(chunk, ["X-GM-LABELS"]).items():
            labels = (decoded(one) for one in data.get(b"X-GM-LABELS") or () if isinstance(one, bytes))
            if uid in chunk and not set(names).isdisjoint(labels):
                found.add(uid)
    return frozenset(found)

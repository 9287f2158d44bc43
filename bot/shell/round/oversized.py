"""Fetches mails, and of one that is too large only its header, so that its sender can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched

MARK = b"X-Trajectbot-Too-Large: yes\r\n"
"""Put on top of the header that stands for the whole mail. No sender can: servers put theirs above the sender's."""


def fetch(mailbox: Mailbox, folder: str, uids: Sequence[int], limit: int) -> Iterator[Fetched]:
    """All of these mails by UID; the too large ones as their header alone, marked."""
    if not uids:
        return
    large = {m.uid for m in mailbox.sizes_and_dates(folder, uids) if m.size > limit}
    yield from mailbox.fetch(folder, [u for u in uids if u not in large], limit)
    for header in mailbox.fetch_headers(folder, sorted(large)) if large else ():
        yield Fetched(header.uid, MARK + header.raw, header.received)

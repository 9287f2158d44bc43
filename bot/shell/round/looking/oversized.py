"""Fetches mails, and of one that is too large only its header, so that its sender can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.shell.imap.apart import Withheld
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched

MARK = b"X-Trajectbot-Too-Large: yes\r\n"
"""Put on top of the header that stands for the whole mail. No sender can: servers put theirs above the sender's."""


def fetch(
    mailbox: Mailbox, folder: str, uids: Sequence[int], limit: int, withheld: Withheld | None = None
) -> Iterator[Fetched]:
    """All of these mails by UID; the too large ones as their header alone, marked. `withheld` as `Mailbox` has it."""
    if not uids:
        return
    listed = mailbox.sizes_and_dates(folder, uids, withheld)
    yield from mailbox.fetch_listed(folder, [mail for mail in listed if mail.size <= limit], withheld)
    large = sorted(mail.uid for mail in listed if mail.size > limit)
    for header in mailbox.fetch_headers(folder, large, withheld) if large else ():
        yield Fetched(header.uid, MARK + header.raw, header.received)

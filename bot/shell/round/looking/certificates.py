"""The certificates of destruction in their folder: they tell what was destroyed when ledger and keys are old copies."""

from __future__ import annotations

from datetime import datetime

from bot.core.mail.headers import decoded, split
from bot.core.traject import reference
from bot.core.views import DestroyedCertificate
from bot.core.world import Role
from bot.shell.imap.mailbox import Mailbox
from bot.shell.round.workshop import Workshop

FOLDER = "Bewijzen"


def certified(workshop: Workshop, mailbox: Mailbox) -> dict[str, datetime]:
    """When each traject was destroyed, by its reference.

    A mail counts when its Message-ID proves that we made it for her, and its kind and subject say the rest.
    """
    root = tuple(part for part in workshop.settings.imap.folder_root.split("/") if part)
    name = mailbox.folder_name((*root, FOLDER))
    if not mailbox.exists(name):
        return {}
    found: dict[str, datetime] = {}
    for header in mailbox.fetch_headers(name, mailbox.scan(name).uids, {}):
        headers, _ = split(header.raw)
        if headers.first("x-trajectbot").strip() != DestroyedCertificate.KIND:
            continue
        refs = reference.find(decoded(headers.first("subject")))
        with workshop.book() as book:
            ours = book.tokens((headers.first("message-id"),), "")
        if len(refs) == 1 and [token.role for token in ours] == [Role.PRACTITIONER]:
            found.setdefault(refs[0], header.received)
    return found

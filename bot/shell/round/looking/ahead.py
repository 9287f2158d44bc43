"""At the start: whether the mailbox is ahead of the ledger, or another's, because other stores were put in place."""

from __future__ import annotations

from bot.core import filing
from bot.core.errors import ConfigurationError
from bot.core.mail.headers import split
from bot.core.views import DossierMade
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import Ledger
from bot.shell.round.folders import Folders


def refuse_ahead(ledger: Ledger, mailbox: Mailbox) -> None:
    """ConfigurationError when a *Correspondentie* holds a mail that we sent and the ledger knows nothing of.

    Every mail of ours is on record before it is sent, for ever, and its Message-ID proves that it is ours; so this is
    sure whatever people move or delete, servers number anew, or a crash repeats. Only mails at UIDs that are not on
    record are looked at. What was sent about no traject lies in no such folder and is not missed here.

    Of a traject that the ledger never had, any mail with our header will do: the stores are of another installation.
    """
    folders = Folders(mailbox, ledger.settings.imap.folder_root)
    for code, name in folders.look().items():
        if not filing.is_correspondence(code):
            continue
        try:
            new = _not_on_record(ledger, mailbox, code, name)
        except OF_ONE_FOLDER:
            continue  # the round tells of it
        ref, root = filing.ref_of(code), folders.root
        with ledger.book() as book:
            unknown = book.traject(ref) is None and not book.destroyed(ref)
            strange = any(_is_strange(book, header) for header in new)
        if unknown and any(_bears_our_header(header) for header in new):
            raise ConfigurationError(
                f"The ledger is of another installation, or much older than the mailbox: it does not know {ref}.",
                "Put your own copies of ledger, key store and master key back: with these, old commands would be "
                f"carried out again. What is not of this installation, move out of {root}.",
            )
        if strange:
            raise ConfigurationError(
                f"The ledger is older than the mailbox: it does not know of mails that were sent about {ref}.",
                "Put back the newest copies of ledger and key store: with these, mail that was answered long ago would "
                "be answered again. If there are none that are newer, trajectbot restore DIR puts a backup in place "
                "and reads from the mailbox what happened since; or move all mail that came or went since then out "
                f"of {root}, and none of it is handled again.",
            )


def _not_on_record(ledger: Ledger, mailbox: Mailbox, code: str, name: str) -> tuple[Fetched, ...]:
    state = mailbox.scan(name)
    with ledger.book() as book:
        known = locations.known_uids(book, code, state.uidvalidity)
    new = tuple(uid for uid in state.uids if uid not in known)
    return mailbox.fetch_headers(name, new, {}) if new else ()


def _bears_our_header(header: Fetched) -> bool:
    headers, _ = split(header.raw)
    return bool(headers.first("x-trajectbot").strip())


def _is_strange(book: Book, header: Fetched) -> bool:
    """Made by us for a traject and, unlike the dossier, sent; and not in the outbox."""
    headers, _ = split(header.raw)
    if headers.first("x-trajectbot").strip() == DossierMade.KIND:
        return False
    return any(t.ref and not t.kind for t in book.tokens((headers.first("message-id"),), ""))

"""Two folders of one traject become one: she renamed it, or made another, while the bot was filing mail."""

from __future__ import annotations

from bot.core.filing import correspondence
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger import locations
from bot.shell.round.folders import Folders
from bot.shell.round.workshop import Workshop


def unite(workshop: Workshop, mailbox: Mailbox, folders: Folders, ref: str) -> None:
    """Moves all mail into the folder that is on record, else the last one; an emptied one with nothing below it goes.

    What is moved is recognised by its content in the same round, so that nothing is taken for gone.
    """
    names = folders.twins[ref]
    kept = _on_record(workshop, mailbox, ref, names) or names[-1]
    folders.choose(ref, kept)
    for other in (name for name in names if name != kept):
        below = tuple(n for n in mailbox.folders(other) if n.startswith(other))
        letters = tuple(n for n in below if n[len(other) + 1 :].casefold() == "correspondentie")
        for name in letters:
            _poured(mailbox, name, folders.made(correspondence(ref)))
        _poured(mailbox, other, kept)
        if below == letters and not any(mailbox.scan(n, with_deleted=True).uids for n in (other, *letters)):
            mailbox.delete_folder(other)


def _on_record(workshop: Workshop, mailbox: Mailbox, ref: str, names: tuple[str, ...]) -> str:
    with workshop.book() as book:
        known = {spot.uidvalidity for spot in locations.alive_uids(book, ref)}
    return next((name for name in names if mailbox.uidvalidity(name) in known), "")


def _poured(mailbox: Mailbox, source: str, target: str) -> None:
    if uids := mailbox.scan(source).uids:
        left = tuple(one.uid for one in mailbox.move(source, uids, target) if one.left)
        if left:  # a server without MOVE and UIDPLUS
            mailbox.expunge(source, left)

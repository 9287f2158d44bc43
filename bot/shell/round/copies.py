"""Every copy of a mail in the account, wherever somebody put it: Trash, Sent, an archive, a folder of hers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import filing
from bot.core.mail.message import InboundMail
from bot.core.people.addresses import key
from bot.shell.imap.errors import NotAllowedError
from bot.shell.imap.values import Fetched
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Original:
    """What makes a mail recognisable: its content key, its Message-ID ("" when it has none), its size in bytes."""

    content_key: str
    message_id: str
    size: int


def original(fetched: Fetched, mail: InboundMail) -> Original:
    """How the copies of this mail are recognised."""
    return Original(mail.content_key, mail.message_id, len(fetched.raw))


def openable(room: Mailroom) -> Iterator[str]:
    """Every folder of the account that may be looked into: others can hold nothing that we could take out."""
    for folder in room.mailbox.every_folder():
        try:
            room.mailbox.uidvalidity(folder)
        except NotAllowedError:
            continue
        yield folder


def copies_of(workshop: Workshop, room: Mailroom, originals: tuple[Original, ...]) -> dict[str, tuple[int, ...]]:
    """The UIDs by folder: the mails themselves, their copies, and what she or the practice wrote in answer to them.

    A copy is told by its content, which is read in the sandbox; an answer is not looked for where the bot keeps mail.
    """
    ours = {room.folders.name(filing.INBOX), *room.folders.look().values()}
    found = {}
    for folder in openable(room):
        uids = _same(room, folder, originals)
        if folder not in ours:
            uids |= _answers(workshop, room, folder, originals)
        if uids:
            found[folder] = tuple(sorted(uids))
    return found


def _same(room: Mailroom, folder: str, originals: tuple[Original, ...]) -> set[int]:
    ids = {o.message_id for o in originals if o.message_id}
    sizes, keys = {o.size for o in originals}, {o.content_key for o in originals}
    state = room.mailbox.scan(folder, with_deleted=True)
    likely = {f.uid for f in room.mailbox.find_by_message_id(folder, ids)} if ids else set()
    likely |= {m.uid for m in room.mailbox.sizes_and_dates(folder, state.uids, {}) if m.size in sizes}
    fetched = room.mailbox.fetch(folder, sorted(likely), room.intake.limit, {})
    return {f.uid for f in fetched if (mail := room.intake.read(f)) is not None and mail.content_key in keys}


def _answers(workshop: Workshop, room: Mailroom, folder: str, originals: tuple[Original, ...]) -> set[int]:
    """Her own words about it may quote it; what other people wrote is not hers to lose."""
    ids = {o.message_id for o in originals if o.message_id}
    likely = tuple(f.uid for f in room.mailbox.find_answers(folder, ids)) if ids else ()
    practice, she = workshop.settings.practice, workshop.settings.practitioner
    hers = {key(address) for address in (practice.address, she.address, *she.also)}
    headers = room.mailbox.fetch_headers(folder, likely, {})
    read = ((f.uid, room.intake.read(f)) for f in headers)
    return {uid for uid, mail in read if mail is not None and mail.sender is not None and mail.sender.key in hers}

"""A traject's folder that she renamed so that its name tells no traject: known by the mails that lie in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from bot.core import buttons, filing
from bot.core.decision import Ask
from bot.core.mail.message import InboundMail
from bot.core.views import Phrase
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import inbound, locations, questions
from bot.shell.ledger.locations import Location
from bot.shell.round.folders import Folders
from bot.shell.round.workshop import Workshop

RENAMED = "folder-renamed"
_PROOFS = 3  # mails that are read before a folder is believed to be this one
_LARGEST = 5_000_000
Read = Callable[[Fetched], InboundMail | None]


def adopt_renamed(workshop: Workshop, mailbox: Mailbox, folders: Folders, read: Read, now: datetime) -> None:
    """Each goes on as the traject's folder; she hears of it once, and the question goes when the name is put right."""
    found = folders.seen()
    with workshop.book() as book:
        gone = (code for code in locations.folders(book) if code == filing.ref_of(code) and code not in found)
        lost = {code: locations.alive_uids(book, code) for code in gone}
    named = {code for code in found if code not in folders.adopted}
    with workshop.book() as book:
        for number, ref, _ in questions.open_of_kind(book, RENAMED):
            if ref in named:
                questions.close(book, number, now)
    if not lost:
        return
    everything = mailbox.every_folder()
    for name in (n for n in everything if n not in found.values() and folders.may_be_renamed(n)):
        try:
            state = mailbox.scan(name)
        except OF_ONE_FOLDER:
            continue
        for ref, spots in lost.items():
            here = [s for s in spots if s.uidvalidity == state.uidvalidity and s.uid in state.uids and s.inbound_id > 0]
            if here and ref not in folders.adopted and _are_these(workshop, mailbox, name, here, read):
                folders.adopt(ref, name, everything)
                _ask(workshop, ref, name, len(here), state.uidvalidity, now)


def _are_these(workshop: Workshop, mailbox: Mailbox, name: str, spots: list[Location], read: Read) -> bool:
    by_uid = {spot.uid: spot.inbound_id for spot in spots[-_PROOFS:]}
    mails = [(f.uid, m) for f in mailbox.fetch(name, sorted(by_uid), _LARGEST) if (m := read(f)) is not None]
    with workshop.book() as book:
        same = [
            inbound.has_content(book, by_uid[uid], inbound.content_hash(book, mail.content_key)) for uid, mail in mails
        ]
    return bool(same) and all(same)


def _ask(workshop: Workshop, ref: str, name: str, count: int, validity: int, now: datetime) -> None:
    with workshop.book() as book:
        traject, key = book.traject(ref), f"{RENAMED}/{ref}/{validity}"
        if traject is None or key in questions.keys(book, RENAMED):
            return
        what = Phrase(RENAMED, (("folder", name), ("n", str(count)), ("ref", ref)))
        ask = Ask(RENAMED, key, what, traject.specialist.name, (buttons.dismiss(),))
        workshop.clerk(book, workshop.context(now)).write(traject, (ask,))


def lying_elsewhere(
    workshop: Workshop, mailbox: Mailbox, read: Read, wanted: Iterable[int], but: Collection[str]
) -> dict[int, str]:
    """In which other folder of the account each of these mails lies: by the server's date, then by the content."""
    dates = defaultdict[datetime, list[int]](list)
    with workshop.book() as book:
        for identifier in wanted:
            dates[inbound.received_at(book, identifier)].append(identifier)
    found = dict[int, str]()
    for name in (n for n in mailbox.every_folder() if n not in but) if dates else ():
        try:
            listed = mailbox.sizes_and_dates(name, mailbox.scan(name).uids)
            likely = {m.uid: dates[m.received] for m in listed if m.received in dates}
            mails = [(f.uid, m) for f in mailbox.fetch(name, sorted(likely), _LARGEST) if (m := read(f)) is not None]
        except OF_ONE_FOLDER:
            continue
        with workshop.book() as book:
            for uid, mail in mails:
                hashed = inbound.content_hash(book, mail.content_key)
                found |= {i: name for i in likely[uid] if inbound.has_content(book, i, hashed)}
    return found

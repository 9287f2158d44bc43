"""What `check` proves, one permission after the other; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from bot.core.errors import ConfigurationError, TrajectbotError
from bot.core.filing import INBOX, ref_of
from bot.shell.disk import prove_room
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.probe import probe
from bot.shell.ledger.files.database import kept_in
from bot.shell.ledger.ledger import FIRST_DAY, look
from bot.shell.ledger.opening.survey import survey
from bot.shell.operator.authserv import told
from bot.shell.round.beginning import refuse_known_trajects
from bot.shell.round.folders import Folders
from bot.shell.round.looking.ahead import refuse_ahead
from bot.shell.servers.accounts import imap_endpoint, smtp_endpoint
from bot.shell.servers.endpoints import Proof
from bot.shell.settings.frozen import Settings
from bot.shell.smtp.sender import Sender

TRIAL = "Trajectbot-controle Zoë & Co"
"""A name with what names of people have."""

_WORDS = {
    "l": "see it (l)",
    "r": "read mails (r)",
    "i": "put mails in (i)",
    "t": "mark mails as removed (t)",
    "e": "remove mails (e)",
    "k": "create folders in it (k)",
    "x": "delete it (x)",
}
_MAILS, _OF_TRAJECTS = "lrite", "lk"
_SHOWN = 20


def checkup(settings: Settings) -> Iterator[Proof]:
    """Configuration, mailbox, sending, stores."""
    yield Proof(f"read {settings.file.name}", True)
    yield from _mailbox(settings)
    yield from _sending(settings)
    yield from _stores(settings)
    reader = settings.operator or f"{settings.practitioner.address}, as [operator] address is empty"
    yield Proof(f"notices of what must be mended go to {reader}", True)


def _mailbox(settings: Settings) -> Iterator[Proof]:
    what = f"mailbox: sign in at {settings.imap.host} port {settings.imap.port}"
    try:
        with Mailbox(imap_endpoint(settings.imap)) as mailbox:
            yield Proof(what, True)
            for proof in probe(mailbox, Folders(mailbox, settings.imap.folder_root).trial(TRIAL)):
                yield Proof(f"mailbox: {proof.what}", proof.ok, proof.words)
            what = "mailbox: use the folders of the practice"
            yield _permissions(mailbox, Folders(mailbox, settings.imap.folder_root))
            yield from _beginning(mailbox, settings)
            what = "mailbox: read the newest mails"
            yield told(mailbox, settings)
    except TrajectbotError as error:
        yield Proof(what, False, str(error))


def _needed(code: str) -> str:
    if not ref_of(code):
        return _MAILS
    return _MAILS + ("kx" if code == ref_of(code) else "x")


def _lacks(mailbox: Mailbox, name: str, needed: str) -> str:
    try:
        return ", ".join(_WORDS[letter] for letter in mailbox.lacks(name, needed))
    except TrajectbotError as error:
        return str(error)


def _permissions(mailbox: Mailbox, folders: Folders) -> Proof:
    """One proof for all folders that exist; what lacks is told by folder."""
    found = {code: name for code, name in folders.look().items() if code == INBOX or folders.exists(name)}
    asked = [(folders.shown(code), name, _needed(code)) for code, name in found.items()]
    asked += [(name, name, _OF_TRAJECTS) for name in folders.base()[-1:] if folders.exists(name)]
    wrong = [f"{shown}: {lacks}" for shown, name, needed in asked if (lacks := _lacks(mailbox, name, needed))]
    more = f"; and {len(wrong) - _SHOWN} folders more" if len(wrong) > _SHOWN else ""
    words = f"The bot may not: in {'; in '.join(wrong[:_SHOWN])}{more}. Give this user these rights." if wrong else ""
    return Proof("mailbox: use the folders of the practice", not wrong, words)


def _beginning(mailbox: Mailbox, settings: Settings) -> Iterator[Proof]:
    """The mailbox must not tell of rounds that the ledger knows nothing of."""
    try:
        unused, ledger = survey(settings.stores).unused, look(settings)
    except TrajectbotError:
        return  # told of the stores
    try:
        if unused:
            refuse_known_trajects(Folders(mailbox, settings.imap.folder_root), settings)
        if ledger:
            with closing(ledger):
                refuse_ahead(ledger, mailbox)
    except ConfigurationError as error:
        yield Proof("mailbox: it fits the ledger", False, str(error))


def _sending(settings: Settings) -> Iterator[Proof]:
    try:
        for proof in Sender(smtp_endpoint(settings.smtp)).probe():
            yield Proof(f"sending: {proof.what}", proof.ok, proof.words)
    except TrajectbotError as error:
        yield Proof("sending", False, str(error))


def _stores(settings: Settings) -> Iterator[Proof]:
    try:
        prove_room(kept_in(settings.stores.database_url) or settings.file.parent)
        there = survey(settings.stores)
        words = "ledger and keys open, and belong together"
        if there.older:
            words += "; the next round copies the ledger and brings it up to date"
        yield Proof(f"database: {words if there.ledger else f'there is no ledger; {FIRST_DAY}'}", True)
    except TrajectbotError as error:
        yield Proof("database", False, str(error))

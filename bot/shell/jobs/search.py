"""One search of the account for one traject: what was read once is not read again, what is refused is remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.association.leaves import Leaves
from bot.core import filing
from bot.core.mail.message import Inside
from bot.core.traject import reference
from bot.shell.imap.apart import Withheld
from bot.shell.imap.errors import NotAllowedError, RefusedError, WithheldError, is_final
from bot.shell.imap.values import Structure, Trace
from bot.shell.keys import tokens
from bot.shell.ledger.gone import known_mails
from bot.shell.round import closed
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

Uids = dict[str, tuple[int, ...]]
"""UIDs by the server's name of a folder."""
Place = tuple[str, int]
"""A folder and its UIDVALIDITY: a mail with a UID in it never changes."""


@dataclass(slots=True)
class Refused:
    """What the server refused at the last try: `unread` and `unremoved` it may do later, `closed` it never will.

    Mails by folder; none where it is the folder itself.
    """

    closed: set[str] = field(default_factory=set)
    unread: Uids = field(default_factory=dict)
    unremoved: Uids = field(default_factory=dict)

    @property
    def for_now(self) -> bool:
        """Whether trying again may help."""
        return bool(self.unread or self.unremoved)


class Search:
    """For one job of one traject, and in memory only. `ids` and `files` are what its mails are known by, also once they
    are gone: Message-IDs, and the files of its forms, and those made of them or passed on, with their sizes. `contents`
    are the hashes of those that lay somewhere, so that nobody looks for them again. `buried` are the hashes of the
    Message-IDs, once it is gone.
    """

    def __init__(self, workshop: Workshop, room: Mailroom, ref: str) -> None:
        self.workshop, self.room, self.ref = workshop, room, ref
        self.ids: set[str] = set()
        self.contents: set[str] = set()
        self.buried: frozenset[str] = frozenset()
        self.files: dict[str, int] = {}
        self.refused = Refused()
        self._traces: dict[Place, dict[int, Trace]] = {}
        self._structures: dict[Place, dict[int, Structure]] = {}
        self._leaves: dict[Place, dict[int, Leaves | None]] = {}
        self._insides: dict[Place, dict[int, Inside]] = {}
        self._named: dict[Place, tuple[set[int], set[int]]] = {}

    def token_ref(self, message_id: str) -> str | None:
        """The traject that a Message-ID of ours names, "" for none; None when we did not make it."""
        token = tokens.read(self.workshop.ledger.keys, message_id, "") if message_id else None
        return token.ref if token else None

    def knows(self, message_id: str) -> bool:
        """Whether a mail of the traject has, or had, this Message-ID."""
        if message_id in self.ids:
            return True
        hashed = known_mails.hashed(self.workshop.ledger.keys, message_id) if self.buried and message_id else ""
        return hashed in self.buried

    # -- reading -------------------------------------------------------------------------------------------------

    def traces(self, folder: str) -> tuple[Trace, ...] | None:
        """Of every mail in it, those flagged deleted included; None when the folder may not be looked into."""
        mailbox = self.room.mailbox
        try:
            state = mailbox.scan(folder, with_deleted=True)
            known = self._traces.setdefault((folder, state.uidvalidity), {})
            if new := [uid for uid in state.uids if uid not in known]:
                withheld: Withheld = {}
                known.update((one.uid, one) for one in mailbox.traces(folder, new, withheld))
                known |= {uid: Trace.unseen(uid, datetime.now(UTC)) for uid in withheld}
                self._withheld(folder, withheld)
        except (NotAllowedError, RefusedError) as error:
            self._refuses_reading(folder, (), error)
            return None
        return tuple(known[uid] for uid in state.uids if uid in known)

    def looked_into(self) -> set[str]:
        """The folders whose mails were looked at."""
        return {folder for folder, _ in self._traces}

    def named_folders(self) -> tuple[str, ...]:
        """The traject's folder, those below it, and what a server made of them; others' words do not count."""
        mark = self.room.mailbox.delimiter
        split = ((name, name.split(mark) if mark else [name]) for name in self.room.mailbox.every_folder())
        return tuple(name for name, parts in split if any(reference.normalised(p[:7]) == self.ref for p in parts))

    def bare_folders(self) -> tuple[str, ...]:
        """Those of them in which no mail lies: they could not be removed."""
        return tuple(name for name in self.named_folders() if self.traces(name) == ())

    def structures(self, folder: str, uids: Collection[int]) -> tuple[Structure, ...]:
        """What these mails are made of, as far as the server tells."""
        mailbox = self.room.mailbox
        try:
            known = self._structures.setdefault((folder, mailbox.uidvalidity(folder)), {})
            if new := sorted(uid for uid in uids if uid not in known):
                withheld: Withheld = {}
                known.update((one.uid, one) for one in mailbox.structures(folder, new, withheld))
                self._withheld(folder, withheld)
        except (NotAllowedError, RefusedError) as error:
            self._refuses_reading(folder, tuple(sorted(uids)), error)
            return ()
        return tuple(known[uid] for uid in sorted(uids) if uid in known)

    def leaves(self, folder: str, uids: Collection[int], *, inside: bool = False) -> Iterator[tuple[int, Leaves]]:
        """What these mails and their files are; one that is too large or kills its reader is known by nothing.

        `inside`: what they say of trajects is read with it, for `inside_of`.
        """
        mailbox = self.room.mailbox
        place = (folder, mailbox.uidvalidity(folder)) if uids else (folder, 0)
        known, within = self._leaves.setdefault(place, {}), self._insides.setdefault(place, {})
        new = sorted(uid for uid in uids if uid not in known or (inside and uid not in within))
        try:
            for mail in mailbox.fetch(folder, new, self.room.intake.limit) if new else ():
                known[mail.uid] = self.read(mail.raw)
                if inside:
                    within[mail.uid] = closed.inside(self.workshop, mail.raw)
        except (NotAllowedError, RefusedError) as error:
            self._refuses_reading(folder, tuple(uid for uid in new if uid not in known), error)
        else:
            known |= {uid: None for uid in new if uid not in known}
            within |= {uid: Inside("", unopened=True) for uid in new if inside and uid not in within}
        yield from ((uid, read) for uid in sorted(uids) if (read := known.get(uid)) is not None)

    def inside_of(self, folder: str, uid: int) -> Inside | None:
        """What a mail says of trajects, as far as it was read."""
        return self._insides.get((folder, self.room.mailbox.uidvalidity(folder)), {}).get(uid)

    def naming(self, folder: str, uids: Collection[int]) -> frozenset[int]:
        """Which of these mails have the reference in their text; none where the server will not look."""
        place = (folder, self.room.mailbox.uidvalidity(folder)) if uids else (folder, 0)
        asked, found = self._named.setdefault(place, (set(), set()))
        new = sorted(uid for uid in uids if uid not in asked)
        try:
            found.update(self.room.mailbox.naming(folder, new, self.ref) if new else ())
        except (NotAllowedError, RefusedError):
            return frozenset()
        asked.update(new)
        return frozenset(found & set(uids))

    def read(self, raw: bytes) -> Leaves | None:
        """What this mail and its files are; None when it kills its reader."""
        try:
            return self.workshop.sandbox.leaves(raw)
        except SandboxFailure:
            return None

    def _withheld(self, folder: str, withheld: Withheld) -> None:
        if withheld:
            self._refuses_reading(folder, tuple(withheld), WithheldError(withheld))

    def _refuses_reading(self, folder: str, uids: tuple[int, ...], error: NotAllowedError | RefusedError) -> None:
        self.refused.closed.add(folder)
        if not is_final(error):
            self.refused.unread[folder] = uids

    def validity(self, folder: str) -> int:
        """The UIDVALIDITY of a folder."""
        return self.room.mailbox.uidvalidity(folder)

    def is_locked(self, folder: str) -> bool:
        """Whether mails may be read there, and none removed (RFC 4314: `t` to flag them deleted, `e` to expunge)."""
        try:
            return bool(self.room.mailbox.lacks(folder, "te"))
        except (NotAllowedError, RefusedError):
            return False  # a server may show its rights to nobody, and let one act all the same

    # -- removing ------------------------------------------------------------------------------------------------

    def remove(self, folder: str, uids: tuple[int, ...]) -> None:
        """Takes these mails out, as far as the server lets us."""
        others = [name for code, name in self.room.folders.look().items() if filing.ref_of(code) not in ("", self.ref)]
        self._tried(folder, uids, lambda: self.room.mailbox.purge(folder, uids, others))

    def remove_folder(self, folder: str) -> None:
        """Takes a folder away that is empty, as is all that is below it."""
        self._tried(folder, (), lambda: self._delete_empty(folder))

    def _delete_empty(self, folder: str) -> None:
        mailbox = self.room.mailbox
        if not any(mailbox.scan(name, with_deleted=True).uids for name in (folder, *mailbox.folders(folder))):
            mailbox.delete_folder(folder)

    def _tried(self, folder: str, uids: tuple[int, ...], act: Callable[[], object]) -> None:
        try:
            act()
        except (NotAllowedError, RefusedError) as error:
            if not is_final(error):
                self.refused.unremoved[folder] = uids

    def retried(self, what: Refused) -> bool:
        """Tries only what was refused, which costs little; whether all of it succeeds now."""
        self.refused = Refused()
        for folder, uids in what.unremoved.items():
            if uids:
                self.remove(folder, uids)
            else:
                self.remove_folder(folder)
        for folder, uids in what.unread.items():
            if self.traces(folder) is not None:
                list(self.leaves(folder, uids))
        return not self.refused.for_now

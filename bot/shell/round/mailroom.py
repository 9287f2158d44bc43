"""The mailbox as the app uses it: looks for what is new, fetches it, moves what is handled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.errors import TransientError
from bot.core.mail.message import InboundMail
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.handlers.too_large import FLAG
from bot.shell.imap.errors import FolderMissingError, UidValidityError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.values import Fetched
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger.inbound import At, Pending
from bot.shell.round import oversized, sync
from bot.shell.round.folders import CORRESPONDENCE, INBOX, Folders
from bot.shell.round.late_mail import expunge_closed, expunge_doomed
from bot.shell.sandbox.parent import SandboxFailure

if TYPE_CHECKING:
    from bot.app import App


class Mailroom:
    """One open mailbox during one round."""

    def __init__(self, app: App, mailbox: Mailbox) -> None:
        self.app = app
        self.mailbox = mailbox
        self.folders = Folders(mailbox, app.settings.imap.folder_root)
        self._tried: set[int] = set()

    @property
    def limit(self) -> int:
        """The largest mail that is read, in bytes."""
        return self.app.settings.safeguards.max_message_mb * 1_000_000

    def open(self) -> None:
        """The folders that are always there."""
        self.folders.ensure_base()

    def sync(self, now: datetime) -> int:
        """Everything new is recorded and handled, everything handled is moved; how many were handled."""
        self.move_all(now)  # what a crash left behind
        expunge_doomed(self, now)
        found = self.folders.look()
        with self.app.book() as book:
            sync.vanished(book, found.keys(), now)
        seen = {code: self._look_at(code, name, now) for code, name in found.items()}
        handled = 0
        for code, (validity, uids) in sorted(seen.items(), key=lambda item: item[0] != INBOX):
            if uids:
                handled += self._take_in(code, validity, uids, now)
        handled += self._handle_pending(now)
        self.move_all(now)
        return handled

    def _look_at(self, code: str, name: str, now: datetime) -> tuple[int, tuple[int, ...]]:
        if not self.folders.exists(name):
            return 0, ()
        state = self.mailbox.scan(name)
        with self.app.book() as book:
            return state.uidvalidity, sync.reconcile(book, code, state.uidvalidity, state.uids, now)

    def _take_in(self, code: str, validity: int, uids: tuple[int, ...], now: datetime) -> int:
        """Records and handles the new mails of one folder, in the order of their UIDs."""
        name = self.folders.name(code)
        wanted = expunge_closed(self, code, name, validity, self._young(code, name, validity, uids, now), now)
        handled = 0
        for fetched in oversized.fetch(self.mailbox, name, wanted, self.limit):
            handled += self._one(code, validity, fetched, now)
        return handled

    def _young(self, code: str, name: str, validity: int, uids: tuple[int, ...], now: datetime) -> tuple[int, ...]:
        """Those that came since the day the bot began; the older ones are recorded as nobody's business."""
        since = self.app.settings.imap.since
        if code != INBOX or not since:
            return uids
        ctx = self.app.context(now)
        old = {m.uid for m in self.mailbox.sizes_and_dates(name, uids) if sync.too_old(m.received, since, ctx)}
        with self.app.book() as book:
            for uid in old:
                rows_inbound.locate(book, At(rows_inbound.UNREAD, code, validity, uid))
        return tuple(uid for uid in uids if uid not in old)

    def _one(self, code: str, validity: int, fetched: Fetched, now: datetime) -> int:
        mail = self.read(fetched)
        with self.app.book() as book:
            clerk = self.app.clerk(book, self.app.context(now))
            inbound_id = sync.recognise(sync.Sighting(code, validity, fetched, mail), clerk)
            pending = rows_inbound.pending_one(book, inbound_id) if inbound_id is not None else None
        if pending is None:
            return 0
        done = self.app.attempt(pending, lambda: self._or_fail(mail), now)
        if not done:
            self._tried.add(pending.inbound_id)
        return int(done)

    def read(self, fetched: Fetched) -> InboundMail | None:
        """The mail as the sandbox reads it, or None when it kills its reader."""
        try:
            mail = self.app.sandbox.read_mail(fetched.raw)
        except SandboxFailure:
            return None
        return replace(mail, flags=(*mail.flags, FLAG)) if fetched.raw.startswith(oversized.MARK) else mail

    def _or_fail(self, mail: InboundMail | None) -> InboundMail:
        if mail is None:
            raise SandboxFailure("died")
        return mail

    def _handle_pending(self, now: datetime) -> int:
        """What was left from earlier rounds, and what her word brought back; a failed one waits for the next round."""
        handled = 0
        while True:
            with self.app.book() as book:
                todo = [p for p in rows_inbound.pending(book, now) if p.inbound_id not in self._tried]
            if not todo:
                return handled
            for pending in todo:
                self._tried.add(pending.inbound_id)
                handled += self._again(pending, now)

    def _again(self, pending: Pending, now: datetime) -> int:
        mail = self.fetch(pending.at)
        if mail is None:
            return 0
        return int(self.app.attempt(pending, lambda: self._or_fail(self.read(mail)), now))

    def fetch(self, at: At) -> Fetched | None:
        """One mail that is on record, if it is still there."""
        name = self.folders.name(at.folder)
        try:
            self.mailbox.expect(name, at.uidvalidity)
            return next(iter(oversized.fetch(self.mailbox, name, (at.uid,), self.limit)), None)
        except (UidValidityError, FolderMissingError):
            return None

    # -- moving --------------------------------------------------------------------------------------------------

    def move_all(self, now: datetime) -> None:
        """Moves what does not lie where it belongs; a mail that vanished meanwhile is simply gone."""
        with self.app.book() as book:
            todo = rows_inbound.misplaced(book)
            titles = {ref: t.specialist.name for ref in _refs(p for _, p in todo) if (t := book.traject(ref))}
        batches: dict[tuple[str, int, str], list[At]] = defaultdict(list)
        for at, place in todo:
            batches[(at.folder, at.uidvalidity, place)].append(at)
        for (folder, validity, place), mails in batches.items():
            ref = place.removesuffix(CORRESPONDENCE)
            if reference.normalised(ref) and ref not in titles:
                continue  # destroyed meanwhile
            self._move(folder, validity, place, titles.get(ref, ""), mails, now)

    def _move(self, folder: str, validity: int, place: str, title: str, mails: list[At], now: datetime) -> None:
        source, target = self.folders.name(folder), self.folders.name(place, title)
        self.folders.ensure(target)
        by_uid = {at.uid: at for at in mails}
        try:
            self.mailbox.expect(source, validity)
            moved = self.mailbox.move(source, tuple(by_uid), target)
        except (UidValidityError, FolderMissingError):
            return  # the next look tells where they are
        new_validity = self.mailbox.scan(target, 2**32 - 1).uidvalidity
        with self.app.book() as book:
            rows_inbound.gone(book, mails, now)
            for one in moved:
                if one.new_uid is not None:
                    at = At(by_uid[one.uid].inbound_id, place, new_validity, one.new_uid)
                    rows_inbound.locate(book, at)

    def put(self, ref: str, title: str, code: str, raw: bytes, when: datetime) -> At | None:
        """Puts a mail of ours into a traject's folder; where it lies when the server tells."""
        name = self.folders.name(code, title)
        self.folders.ensure(name)
        uid = self.mailbox.append(name, raw, when, seen=True)
        if uid is None:
            return None
        return At(rows_inbound.UNREAD, code, self.mailbox.scan(name, 2**32 - 1).uidvalidity, uid)

    def live_folders(self) -> Iterator[str]:
        """The codes of the trajects that are not destroyed."""
        with self.app.book() as book:
            yield from (t.ref for t in book.trajects_in(frozenset(Stage) - {Stage.DESTROYED}))


def _refs(codes: Iterator[str]) -> set[str]:
    return {r for c in codes if (r := reference.normalised(c.removesuffix(CORRESPONDENCE)))}


__all__ = ["Mailroom", "TransientError"]

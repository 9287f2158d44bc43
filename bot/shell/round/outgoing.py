"""Sends the outbox: window, caps and pauses are checked at the last moment; a repeat carries the same Message-ID."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

import structlog

from bot.core.due.reminders import still_wanted
from bot.core.errors import OperatorError, TrajectbotError
from bot.core.filing import INBOX, correspondence
from bot.core.people.addresses import key
from bot.core.traject.rules import TrajectRules
from bot.core.views import DestructionReminder, DocumentsReminder, ReregistrationQuestion, RespondentReminder, Technical
from bot.core.world import Role
from bot.shell.ledger import events, locations, outbox
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.ledger.outbox import Waiting
from bot.shell.letters.lighter import lighter
from bot.shell.round import refusals
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.question_mail import one_a_round
from bot.shell.round.workshop import Workshop
from bot.shell.smtp.sender import Delivery, Outgoing, Result

BATCH = 200
LATEST_ONLY = frozenset(
    {RespondentReminder.KIND, DocumentsReminder.KIND, ReregistrationQuestion.KIND, DestructionReminder.KIND}
)
"""Of these only the newest goes when several wait for the same person: an outage causes no backlog."""
log = structlog.get_logger("trajectbot")


class Dispatch:
    """One emptying of the outbox: each mail is offered once, and one that fails stops no other."""

    def __init__(self, workshop: Workshop, room: Mailroom) -> None:
        self.workshop = workshop
        self.room = room
        self.sent = 0
        self._seen: set[int] = set()
        self._delivered = False
        self._line: Result | None = None
        self._refused: list[refusals.Refused] = []
        self._lighter: dict[int, Waiting] = {}
        self._queued: dict[str, int] = {}

    def run(self, now: datetime) -> tuple[int, str]:
        """Sends what may go now, then files copies; how many were sent, and what the operator must know."""
        trouble = ""
        while not trouble and (ready := self._next(now)) is not None:
            trouble = self._send(ready, now)
        self.room.faults.tried("smtp", lambda: refusals.tell_operator(self.workshop, self._line, now), one="line")
        self._send_technical(now)
        self.file(now)
        self.room.faults.tell()
        self._send_technical(now)
        return self.sent, trouble

    def _next(self, now: datetime) -> list[Waiting] | None:
        """The next that may go; None when all were looked at."""
        with self.workshop.book() as book:
            new = [i for i in outbox.waiting(book, now) if i not in self._seen][:BATCH]
        ready: list[Waiting] = []
        for identifier in new:
            self._tried(identifier, partial(self._look_at, identifier, ready, now), now)
        joined: list[Waiting] = []
        if not self.room.faults.tried(
            "smtp", lambda: joined.extend(one_a_round(self.workshop, ready, now)), one="questions"
        ):
            joined = ready
        self._seen.update(new, (w.id for w in joined))
        return joined if new else None

    def _send_technical(self, now: datetime) -> None:
        """What the operator must hear goes, whatever else waits."""
        while (more := self._next(now)) is not None:
            self._send([w for w in more if w.kind == Technical.KIND], now)

    def _tried(self, identifier: int, act: Callable[[], object], now: datetime, where: str = "") -> None:
        """One mail at a time: what fails with it is tried again next round."""
        if not self.room.faults.tried("smtp", act, where, identifier):
            with self.workshop.book() as book:
                outbox.later(book, identifier, now)

    # -- may it go? ----------------------------------------------------------------------------------------------

    def _look_at(self, identifier: int, ready: list[Waiting], now: datetime) -> None:
        with self.workshop.book() as book:
            mail = outbox.one(book, identifier)
            may_go = mail is not None and self._may_go(book, mail, now)
        if mail is not None and may_go:
            ready.append(mail)

    def _may_go(self, book: Book, mail: Waiting, now: datetime) -> bool:
        traject = book.traject(mail.ref) if mail.ref else None
        ctx = self.workshop.context(now)
        wanted = traject is None or still_wanted(traject, mail.kind, mail.respondent, ctx)
        if not wanted or (mail.kind in LATEST_ONLY and outbox.superseded(book, mail)):
            outbox.cancel(book, mail.id, now)
            return False
        rules = ctx.rules_of(traject) if traject is not None else next(iter(ctx.rules.values()))
        if not mail.answers and not ctx.calendar.in_window(now, rules.window):
            outbox.later(book, mail.id, ctx.calendar.next_window(now, rules.window), attempt=False)
            return False
        return self._under_cap(book, mail, rules, now)

    def _under_cap(self, book: Book, mail: Waiting, rules: TrajectRules, now: datetime) -> bool:
        """At most so many automatic mails a day to anyone but her; the rest waits, it is never dropped."""
        if mail.role is Role.PRACTITIONER:
            return True
        ctx = self.workshop.context(now)
        midnight = ctx.calendar.at(ctx.today, time.min)
        queued = self._queued.get(mail.recipient_h, 0)
        if outbox.sent_since(book, mail.recipient_h, midnight) + queued < self._most:
            self._queued[mail.recipient_h] = queued + 1
            return True
        tomorrow = ctx.calendar.at(ctx.today + timedelta(days=1), rules.window.start)
        outbox.later(book, mail.id, tomorrow, "cap", attempt=False)
        return False

    @property
    def _most(self) -> int:
        return self.workshop.settings.safeguards.max_automatic_mails_per_address_per_day

    # -- sending -------------------------------------------------------------------------------------------------

    def _send(self, ready: list[Waiting], now: datetime) -> str:
        own = [w for w in ready if self._is_own_address(w) or self._cannot_be_sent(w)]
        for mail in own:
            self._tried(mail.id, partial(self._put_into_inbox, mail, now), now, INBOX)
        try:
            trouble = self._hand_over([w for w in ready if w not in own], now)
            again = [self._lighter[w.id] for w in ready if w.id in self._lighter]
            if again and not trouble:
                trouble = self._hand_over(again, now)
        finally:
            self._queued.clear()
            self._settle(now)
        return trouble

    def _hand_over(self, mails: list[Waiting], now: datetime) -> str:
        """To the mail server, over several connections; when one mail ends that, the others go one by one."""
        by_id, heard = {w.id: w for w in mails}, set[int]()
        settings = self.workshop.settings

        def on_result(result: Result) -> None:
            identifier = int(result.id)
            heard.add(identifier)
            self._tried(identifier, partial(self._record, by_id[identifier], result, now), now)

        def send(some: list[Waiting]) -> None:
            outgoing = [Outgoing(w.id, settings.practice.address, w.recipient, w.raw) for w in some]
            self.workshop.sender.send_all(outgoing, on_result, per_minute=settings.smtp.max_per_minute)

        try:
            error = self.room.faults.caught(partial(send, mails))
        except TrajectbotError as trouble:
            error = trouble
        if isinstance(error, OperatorError):
            log.error("smtp", problem=type(error).__name__)
            self._line = self._line or Result(0, Delivery.LATER)
            return str(error)
        if isinstance(error, TrajectbotError):
            log.warning("smtp", problem=type(error).__name__)
        elif error is not None:
            for mail in (w for w in mails if w.id not in heard):
                self._tried(mail.id, partial(send, [mail]), now)
        return ""

    def _settle(self, now: datetime) -> None:
        """What becomes of addresses that were refused."""
        refused, self._refused = self._refused, []
        everybody = not self._delivered and refusals.refuses_everybody(refused)
        if everybody:
            self._line = self._line or refused[0][1]
        for mail, result in refused:
            self._tried(mail.id, partial(self._settle_one, mail, result, everybody, now), now)

    def _settle_one(self, mail: Waiting, result: Result, everybody: bool, now: datetime) -> None:
        if mail.role is Role.PRACTITIONER and not everybody:
            self._put_into_inbox(mail, now)  # her own address fails: she finds it where she reads the rest
        else:
            refusals.settle(self.workshop, mail, result, now, everybody=everybody)

    def _cannot_be_sent(self, mail: Waiting) -> bool:
        """What tells the operator that mail is refused goes where no mail server stands between."""
        return mail.kind == Technical.KIND and self._line is not None and not self._delivered

    def _is_own_address(self, mail: Waiting) -> bool:
        """What is for her, when her address is the practice's own, is put into INBOX instead."""
        return key(mail.recipient) == key(self.workshop.settings.practice.address)

    def _put_into_inbox(self, mail: Waiting, now: datetime) -> None:
        mailbox = self.room.mailbox
        if mail.attempts and mailbox.find_by_message_id("INBOX", {mail.message_id}):
            uid = None
        else:
            with self.workshop.book() as book:
                outbox.later(book, mail.id, now)
            uid = mailbox.append("INBOX", mail.raw, now, seen=False)
        validity = mailbox.uidvalidity("INBOX")
        with self.workshop.book() as book:
            if uid is not None:
                locations.locate(book, Location(locations.UNREAD, INBOX, validity, uid))
            outbox.sent(book, mail.id, now)
        self.sent += 1

    def _record(self, mail: Waiting, result: Result, now: datetime) -> None:
        log.info("mail", outbox=mail.id, kind=mail.kind, outcome=str(result.outcome), code=result.code)
        failed = result.outcome is not Delivery.SENT
        too_old = refusals.is_about_the_mail(result) and now - mail.created_at > refusals.GIVE_UP_AFTER
        if failed and refusals.is_too_large(result) and mail.id not in self._lighter and self._lighten(mail):
            return
        if failed and (mail.kind == Technical.KIND or (mail.role is Role.PRACTITIONER and too_old)):
            self._put_into_inbox(mail, now)
            return
        if refusals.is_line(mail, result):
            self._line = self._line or result
        with self.workshop.book() as book:
            if not failed:
                self._went(book, mail, now)
            elif result.outcome is Delivery.REFUSED:
                self._refused.append((mail, result))
            elif too_old:
                refusals.give_up(book, mail, str(result.code), now)
            else:
                outbox.later(book, mail.id, now + refusals.pause_after(mail, result), str(result.code))

    def _lighten(self, mail: Waiting) -> bool:
        """Too large: it goes without its attachments, and says so; whether it has any."""
        with self.workshop.book() as book:
            traject = book.traject(mail.ref) if mail.ref else None
        hers = mail.role is Role.PRACTITIONER
        language = traject.language if traject and not hers else self.workshop.settings.practice.language
        words = self.workshop.stationery.templates.sentence(f"too-large.{'hers' if hers else 'theirs'}", language)
        raw = lighter(mail.raw, words)
        if raw is not None:
            self._lighter[mail.id] = replace(mail, raw=raw)
        return raw is not None

    def _went(self, book: Book, mail: Waiting, now: datetime) -> None:
        if mail.id in self._lighter:
            events.record(book, now, mail.ref, "problem.too-large", (("kind", mail.kind),))
            whole = outbox.one(book, mail.id)
            if whole is not None and not mail.ref:  # it is filed nowhere else
                self.room.mailbox.append("INBOX", whole.raw, now, seen=False)
        outbox.sent(book, mail.id, now)
        self.sent, self._delivered = self.sent + 1, True

    # -- filing --------------------------------------------------------------------------------------------------

    def file(self, now: datetime) -> None:
        """A copy of what was sent goes into the traject's *Correspondentie*; then its content is emptied."""
        with self.workshop.book() as book:
            todo = outbox.unfiled(book)
        for identifier in todo:
            opened: list[tuple[Waiting, str]] = []
            self.room.faults.tried("smtp", partial(self._open, identifier, opened), one=f"file {identifier}")
            for mail, title in opened:
                code = correspondence(mail.ref) if title else ""
                if not self.room.faults.refused(code):
                    self.room.faults.tried("copy", partial(self._file, mail, title, now), code, f"sent {identifier}")

    def _open(self, identifier: int, opened: list[tuple[Waiting, str]]) -> None:
        with self.workshop.book() as book:
            mail = outbox.one(book, identifier)
            traject = book.traject(mail.ref) if mail is not None and mail.ref else None
        if mail is not None:
            opened.append((mail, traject.specialist.name if traject else ""))

    def _file(self, mail: Waiting, title: str, now: datetime) -> None:
        spot = self._copy(mail, title, now) if title else None
        with self.workshop.book() as book:
            if spot is not None:
                locations.locate(book, spot)
            outbox.close(book, mail.id, outbox.FILED, now)

    def _copy(self, mail: Waiting, title: str, now: datetime) -> Location | None:
        """Once: after a crash the folder is looked through for it first."""
        code = correspondence(mail.ref)
        name = self.room.folders.name(code, title)
        if mail.filing and self.room.folders.exists(name):
            if self.room.mailbox.find_by_message_id(name, {mail.message_id}):
                return None
        else:
            with self.workshop.book() as book:
                outbox.filing(book, mail.id)
        return self.room.put(mail.ref, title, code, mail.raw, now)

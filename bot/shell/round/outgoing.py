"""Sends the outbox: window, caps and pauses are checked at the last moment; a repeat carries the same Message-ID."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import structlog

from bot.core.due.reminders import still_wanted
from bot.core.errors import OperatorError, TrajectbotError
from bot.core.filing import INBOX, correspondence
from bot.core.people.addresses import key
from bot.core.traject.rules import TrajectRules
from bot.core.views import DestructionReminder, DocumentsReminder, ReregistrationQuestion, RespondentReminder, Technical
from bot.core.world import Role
from bot.shell.ledger import locations, outbox
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.ledger.outbox import Waiting
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
    """One emptying of the outbox."""

    def __init__(self, workshop: Workshop, room: Mailroom) -> None:
        self.workshop = workshop
        self.room = room
        self.sent = 0
        self._delivered = False
        self._line: Result | None = None
        self._refused: list[refusals.Refused] = []
        self._queued: dict[str, int] = {}

    def run(self, now: datetime) -> tuple[int, str]:
        """Sends what may go now, then files copies; how many were sent, and what the operator must know."""
        trouble, more = "", True
        while more and not trouble:
            with self.workshop.book() as book:
                waiting = outbox.waiting(book, now, BATCH)
                ready = [w for w in waiting if self._may_go(book, w, now)]
            ready = one_a_round(self.workshop, ready, now)
            more = bool(waiting)  # held back ones do not come again now; behind them may be one that can go
            trouble = self._send(ready, now) if ready else ""
        if refusals.tell_operator(self.workshop, self._line, now):
            with self.workshop.book() as book:
                told = [w for w in outbox.waiting(book, now, BATCH) if w.kind == Technical.KIND]
            self._send(told, now)
        self.file(now)
        return self.sent, trouble

    @staticmethod
    def unsettled(book: Book) -> int:
        """How many mails wait for another attempt."""
        return outbox.open_count(book)

    # -- may it go? ----------------------------------------------------------------------------------------------

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
        by_id = {w.id: w for w in ready}
        own = [w for w in ready if self._is_own_address(w) or self._cannot_be_sent(w)]
        for mail in own:
            self._put_into_inbox(mail, now)
        settings = self.workshop.settings
        outgoing = [Outgoing(w.id, settings.practice.address, w.recipient, w.raw) for w in ready if w not in own]

        def on_result(result: Result) -> None:
            self._record(by_id[int(result.id)], result, now)

        try:
            self.workshop.sender.send_all(outgoing, on_result, per_minute=settings.smtp.max_per_minute)
        except OperatorError as error:
            log.error("smtp", problem=type(error).__name__)
            self._line = self._line or Result(0, Delivery.LATER)
            return str(error)
        except TrajectbotError as error:
            log.warning("smtp", problem=type(error).__name__)
        finally:
            self._queued.clear()
            blamed = refusals.settle(self.workshop, self._refused, now, delivered=self._delivered)
            self._line = self._line or blamed
            self._refused.clear()
        return ""

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
        if mail.kind == Technical.KIND and result.outcome is not Delivery.SENT:
            self._put_into_inbox(mail, now)
            return
        if refusals.is_line(mail, result):
            self._line = self._line or result
        with self.workshop.book() as book:
            if result.outcome is Delivery.SENT:
                outbox.sent(book, mail.id, now)
                self.sent, self._delivered = self.sent + 1, True
            elif result.outcome is Delivery.REFUSED:
                self._refused.append((mail, result))
            elif refusals.is_about_the_mail(result) and now - mail.created_at > refusals.GIVE_UP_AFTER:
                refusals.give_up(book, mail, str(result.code), now)
            else:
                outbox.later(book, mail.id, now + refusals.pause_after(mail, result), str(result.code))
        log.info("mail", outbox=mail.id, kind=mail.kind, outcome=str(result.outcome), code=result.code)

    # -- filing --------------------------------------------------------------------------------------------------

    def file(self, now: datetime) -> None:
        """A copy of what was sent goes into the traject's *Correspondentie*; then its content is emptied."""
        with self.workshop.book() as book:
            todo = outbox.unfiled(book)
            titles = {w.ref: t.specialist.name for w in todo if w.ref and (t := book.traject(w.ref))}
        for mail in todo:
            spot = self._copy(mail, titles[mail.ref], now) if mail.ref in titles else None
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

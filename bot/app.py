"""Where core and shell meet: one round syncs the mailbox, handles every mail, does what is due, sends the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import or_, select

from bot.association.ladder import Word, associate
from bot.core.context import Context
from bot.core.decision import Decision, Note, Place, PractitionerMail
from bot.core.due.tick import due, next_due_at
from bot.core.errors import TransientError
from bot.core.mail.message import InboundMail
from bot.core.questions import ENQUIRY, WHICH_GROUP
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome
from bot.core.views import Incident, Phrase
from bot.handlers import route
from bot.handlers.shared import answers
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.runner import Jobs
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger import questions as rows_question
from bot.shell.ledger import tables
from bot.shell.ledger import trajects as rows_traject
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import Pending
from bot.shell.ledger.ledger import Ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.round.clerk import Clerk
from bot.shell.round.digests import make_digest
from bot.shell.round.folders import CORRESPONDENCE, INBOX, PARKED, REVIEW
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.outgoing import Drain
from bot.shell.sandbox.parent import Sandbox
from bot.shell.smtp.sender import Sender

ATTEMPTS = 3
log = structlog.get_logger("trajectbot")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a round came to. `unsettled` counts what is parked or waits for another attempt."""

    handled: int = 0
    sent: int = 0
    unsettled: int = 0
    trouble: str = ""


class App:
    """The functions that the daemon, `once` and the demo share. `now` is given to each round."""

    def __init__(self, ledger: Ledger, sandbox: Sandbox, sender: Sender, stationery: Stationery) -> None:
        self.ledger = ledger
        self.settings = ledger.settings
        self.sandbox = sandbox
        self.sender = sender
        self.stationery = stationery
        self.book = ledger.book
        self.context = ledger.context

    def clerk(self, book: Book, ctx: Context, answering: InboundMail | None = None) -> Clerk:
        """Writes decisions into this book."""
        return Clerk(book, self.stationery, ctx, answering)

    def round(self, mailbox: Mailbox, now: datetime) -> Summary:
        """One full round over an open mailbox."""
        self.begin(now)
        room = Mailroom(self, mailbox)
        room.open()
        handled = room.sync(now)
        self.tick(now)
        Jobs(self, room).run(now)
        sent, trouble = Drain(self, room).run(now)
        room.move_all(now)
        with self.book() as book:
            unsettled = rows_inbound.unsettled(book) + Drain.unsettled(book)
        return Summary(handled, sent, unsettled, trouble)

    def begin(self, now: datetime) -> None:
        """Remembers the first start: no digest is made up for a time before it."""
        with self.book() as book:
            if book.meta("first_start") is None:
                book.set_meta("first_start", now.isoformat())

    # -- a mail --------------------------------------------------------------------------------------------------

    def process_inbound(self, pending: Pending, mail: InboundMail, now: datetime) -> Decision:
        """One mail, one transaction: outcome, traject, outbox and events are written together or not at all."""
        with self.book() as book:
            ctx = self.context(now, pending.inbound_id)
            word = Word(pending.word_ref, pending.word_respondent, pending.word_group) if pending.word_ref else None
            clerk = self.clerk(book, ctx, mail)
            decisions = decide(mail, book, ctx, word)
            for decision in decisions:
                clerk.commit(decision)
            place, copies = places(decisions, pending.place)
            rows_inbound.handled(book, pending.inbound_id, place)
            for ref in copies:
                clerk.copy(pending.inbound_id, ref)
            if all(d.outcome is not Outcome.DOUBTFUL for d in decisions):
                rows_question.close_of_mail(book, pending.inbound_id, now, keep=(ENQUIRY, WHICH_GROUP))
        log.info("handled", inbound=pending.inbound_id, intent=decisions[0].intent, outcome=decisions[0].outcome)
        return decisions[0]

    def attempt(self, pending: Pending, read: Callable[[], InboundMail], now: datetime) -> bool:
        """Handles a mail; one that fails never stops the others, and is parked after three attempts."""
        try:
            self.process_inbound(pending, read(), now)
        except TransientError:
            raise
        except Exception as error:  # noqa: BLE001 - the one place: one bad mail must not stop the others
            self._failed(pending, type(error).__name__, now)
            return False
        return True

    def _failed(self, pending: Pending, problem: str, now: datetime) -> None:
        log.error("failed", inbound=pending.inbound_id, problem=problem)
        with self.book() as book:
            if rows_inbound.failed(book, pending.inbound_id, problem, None) < ATTEMPTS:
                return
            rows_inbound.park(book, pending.inbound_id)
            number = str(pending.inbound_id)
            ctx = self.context(now)
            view = Incident("", Phrase("incident.unreadable-mail", (("id", number),)), now)
            clerk = self.clerk(book, replace(ctx, inbound_id=pending.inbound_id))
            clerk.commit(
                Decision(
                    None,
                    (PractitionerMail(view, key=f"parked/{number}"), Note("problem.parked", (("id", number),))),
                    Outcome.PARKED,
                )
            )

    # -- time ----------------------------------------------------------------------------------------------------

    def tick(self, now: datetime) -> None:
        """Asks which trajects are due and does what the core says; then the digest, when its hour has come."""
        t = tables.traject.c
        live = t.stage.not_in([Stage.DESTROYED, Stage.DESTROYING])
        with self.book() as book:
            wanted = select(t.ref).where(live, or_(t.next_due_at.is_(None), t.next_due_at <= now)).order_by(t.opened_at)
            refs = book.connection.scalars(wanted).all()
        for ref in refs:
            with self.book() as book:
                self._tick_one(book, ref, now)
        with self.book() as book:
            ctx = self.context(now)
            make_digest(book, self.clerk(book, ctx), ctx)

    def _tick_one(self, book: Book, ref: str, now: datetime) -> None:
        traject = book.traject(ref)
        if traject is None:
            return
        ctx = self.context(now)
        after, effects = due(traject, ctx, lambda t, r: answers.questions(t, r, ctx))
        if after != traject or effects:
            self.clerk(book, ctx).write(after, effects)
        else:
            rows_traject.save_due(book, ref, next_due_at(traject, ctx))


def decide(mail: InboundMail, book: Book, ctx: Context, word: Word | None) -> tuple[Decision, ...]:
    """The pure part: association, then the first handler that matches, for each traject concerned."""
    cases = associate(mail, book, ctx, word)
    return tuple(route(mail, case, ctx).handle(mail, case, book, ctx) for case in cases)


def places(decisions: tuple[Decision, ...], now_at: str) -> tuple[str, tuple[str, ...]]:
    """Where a mail goes, and into which other trajects' folders a copy of it."""
    codes = [_code(d, now_at) for d in decisions]
    best = min(codes, key=_order)
    others = [c.removesuffix(CORRESPONDENCE) for c in codes if c != best and _order(c) == 0]
    return best, tuple(dict.fromkeys(others))


def _code(decision: Decision, now_at: str) -> str:
    ref = decision.traject.ref if decision.traject else ""
    if decision.place is Place.TRAJECT and ref:
        return ref
    if decision.place is Place.CORRESPONDENCE and ref:
        return ref + CORRESPONDENCE
    return {Place.REVIEW: REVIEW, Place.PARKED: PARKED, Place.INBOX: INBOX}.get(decision.place, now_at)


def _order(code: str) -> int:
    """A traject's folder outranks *Beoordelen*, which outranks staying."""
    return 2 if code in (INBOX,) else 1 if code in (REVIEW, PARKED) else 0

"""Where core and shell meet: one round syncs the mailbox, handles every mail, does what is due, sends the outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core import filing
from bot.core.context import Context
from bot.core.decision import Decision, Note, PractitionerMail
from bot.core.due.tick import due, next_due_at
from bot.core.errors import TransientError
from bot.core.mail.message import InboundMail
from bot.core.questions import STAYS_OPEN
from bot.core.traject.value import Outcome
from bot.core.views import Incident, Phrase
from bot.forms.for_traject import questions_as_text
from bot.handlers import route
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.runner import run_jobs
from bot.shell.ledger import inbound, outbox, questions, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import Pending
from bot.shell.round.digests import make_digest
from bot.shell.round.mailroom import Arrival, Mailroom
from bot.shell.round.missing import ask_about_missing
from bot.shell.round.outgoing import Dispatch
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

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

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def round(self, mailbox: Mailbox, now: datetime) -> Summary:
        """One full round over an open mailbox."""
        self.begin(now)
        room = Mailroom(self.workshop, mailbox)
        room.open()
        handled = self.take_in(room, now)
        ask_about_missing(self.workshop, now)
        self.tick(now)
        run_jobs(self.workshop, room, now)
        sent, trouble = Dispatch(self.workshop, room).run(now)
        room.move_all(now)
        with self.workshop.book() as book:
            unsettled = inbound.unsettled(book) + outbox.open_count(book)
        return Summary(handled, sent, unsettled, trouble)

    def begin(self, now: datetime) -> None:
        """Remembers the first start: no digest is made up for a time before it."""
        with self.workshop.book() as book:
            if book.meta("first_start") is None:
                book.set_meta("first_start", now.isoformat())

    # -- mail ----------------------------------------------------------------------------------------------------

    def take_in(self, room: Mailroom, now: datetime) -> int:
        """Handles everything that has come in; how many mails that were."""
        handled = 0
        for arrival in room.arrivals(now):
            if self.attempt(arrival, now):
                handled += 1
            else:
                room.set_aside(arrival)
        return handled

    def attempt(self, arrival: Arrival, now: datetime) -> bool:
        """Handles a mail; one that fails never stops the others, and is parked after three attempts."""
        try:
            if arrival.mail is None:
                raise SandboxFailure("died")
            self.process_inbound(arrival.pending, arrival.mail, now)
        except TransientError:
            raise
        except Exception as error:  # noqa: BLE001 - the one place: one bad mail must not stop the others
            self._failed(arrival.pending, type(error).__name__, now)
            return False
        return True

    def process_inbound(self, pending: Pending, mail: InboundMail, now: datetime) -> Decision:
        """One mail, one transaction: outcome, traject, outbox and events are written together or not at all."""
        with self.workshop.book() as book:
            ctx = self.workshop.context(now, pending.inbound_id)
            said = (pending.word_ref, pending.word_respondent, pending.word_group, pending.word_counts)
            word = Word(*said) if pending.word_ref else None
            clerk = self.workshop.clerk(book, ctx, mail)
            decisions = decide(mail, book, ctx, word)
            for decision in decisions:
                clerk.commit(decision)
            place, copies = filing.filed(decisions, pending.place)
            inbound.handled(book, pending.inbound_id, place)
            for ref in copies:
                clerk.copy(pending.inbound_id, ref)
            if all(d.outcome is not Outcome.DOUBTFUL for d in decisions):
                questions.close_of_mail(book, pending.inbound_id, now, keep=STAYS_OPEN)
        log.info("handled", inbound=pending.inbound_id, intent=decisions[0].intent, outcome=decisions[0].outcome)
        return decisions[0]

    def _failed(self, pending: Pending, problem: str, now: datetime) -> None:
        log.error("failed", inbound=pending.inbound_id, problem=problem)
        with self.workshop.book() as book:
            if inbound.failed(book, pending.inbound_id, problem, None) < ATTEMPTS:
                return
            inbound.park(book, pending.inbound_id)
            number = str(pending.inbound_id)
            ctx = self.workshop.context(now)
            view = Incident("", Phrase("incident.unreadable-mail", (("id", number),)), now)
            clerk = self.workshop.clerk(book, replace(ctx, inbound_id=pending.inbound_id))
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
        with self.workshop.book() as book:
            refs = trajects.due_now(book, now)
        for ref in refs:
            with self.workshop.book() as book:
                self._tick_one(book, ref, now)
        with self.workshop.book() as book:
            ctx = self.workshop.context(now)
            make_digest(book, self.workshop.clerk(book, ctx), ctx)

    def _tick_one(self, book: Book, ref: str, now: datetime) -> None:
        traject = book.traject(ref)
        if traject is None:
            return
        ctx = self.workshop.context(now)
        after, effects = due(traject, ctx, lambda t, r: questions_as_text(t, r, ctx))
        if after != traject or effects:
            self.workshop.clerk(book, ctx).write(after, effects)
        else:
            trajects.save_due(book, ref, next_due_at(traject, ctx))


def decide(mail: InboundMail, book: Book, ctx: Context, word: Word | None) -> tuple[Decision, ...]:
    """The pure part: association, then the first handler that matches, for each traject concerned."""
    cases = associate(mail, book, ctx, word)
    return tuple(route(mail, case, ctx).handle(mail, case, book, ctx) for case in cases)

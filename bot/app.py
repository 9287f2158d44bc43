"""Where core and shell meet: one round syncs the mailbox, handles every mail, does what is due, sends the outbox."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core import filing
from bot.core.context import Context
from bot.core.course.blocking import blocked
from bot.core.decision import Decision, PractitionerMail, one_a_traject
from bot.core.due.clock import ClockNews
from bot.core.due.destruction import is_due
from bot.core.due.tick import due, next_due_at
from bot.core.errors import ConfigurationError, TransientError
from bot.core.mail.message import InboundMail
from bot.core.questions import MAY_ANSWER, STAYS_OPEN
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Technical
from bot.core.world import World
from bot.forms.for_traject import questions_as_text
from bot.handlers import route
from bot.handlers.shared.heard import heard_in
from bot.shell.imap.errors import OF_ONE_FOLDER
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.came_back import remove_what_came_back
from bot.shell.jobs.runner import run_jobs
from bot.shell.ledger import dispositions, inbound, questions, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.clock import rest
from bot.shell.ledger.clock.memory import looked_at, refuse_impossible
from bot.shell.ledger.gone import known_mails, standing, tombstones
from bot.shell.ledger.inbound import Pending
from bot.shell.ledger.outgoing import traffic
from bot.shell.round import parking
from bot.shell.round.digests import make_digest
from bot.shell.round.expiry import follow_up, forget_what_is_over
from bot.shell.round.faults import DIGEST, Faults
from bot.shell.round.looking.intake import Arrival
from bot.shell.round.looking.laid_aside import ask_about_laid_aside
from bot.shell.round.looking.missing import ask_about_missing
from bot.shell.round.looking.unheard import refuse_unheard, waits
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.repetition import hushed
from bot.shell.round.sending.dispatch import Dispatch
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import SandboxFailure

TURN_SECONDS = 3.0
"""So long mail is read before the answers to it go."""
log = structlog.get_logger("trajectbot")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a round came to. `unsettled` is parked or waits for another attempt, `held` waits for her word."""

    handled: int = 0
    sent: int = 0
    unsettled: int = 0
    trouble: str = ""
    held: int = 0


class App:
    """The functions that the daemon, `once` and the demo share. `now` is given to each round; `own_clock` says that
    the machine's clock shows it.
    """

    def __init__(
        self, workshop: Workshop, pulse: Callable[[], None] = lambda: None, *, own_clock: bool = False
    ) -> None:
        """`pulse` is called after each thing that was done: whoever watches hears that the round goes on."""
        self.workshop = workshop
        self.pulse = pulse
        self.own_clock = own_clock
        self.turn_seconds = TURN_SECONDS
        self._rests = False

    def round(self, mailbox: Mailbox, now: datetime) -> Summary:
        """One full round over an open mailbox. What fails costs that one thing, and is tried again next round."""
        now = self.begin(now)
        faults = Faults(self.workshop, self.caught, now)
        room = Mailroom(self.workshop, mailbox, faults)
        room.open()
        faults.tried("step", partial(remove_what_came_back, self.workshop, room, now), one="came-back")
        handled, early = self.take_in(room, now)
        faults.tried("step", partial(ask_about_missing, self.workshop, room, now), one="missing")
        self.tick(now, faults, heard=not faults.failed(filing.INBOX))
        run_jobs(self.workshop, room, now)
        faults.tell()
        sent, trouble = Dispatch(self.workshop, room).run(now)
        room.move_all(now)
        faults.tell()
        with self.workshop.book() as book:
            unsettled, held = inbound.unsettled(book) + traffic.open_count(book), book.held()
        return Summary(handled, early + sent, unsettled, " ".join(filter(None, (trouble, str(faults)))), held)

    def begin(self, shown: datetime) -> datetime:
        """The moment to go by, which is `shown` unless that cannot be. Remembers the first start: no digest is made
        up for a time before it.
        """
        with self.workshop.book() as book:
            if self.own_clock:
                refuse_impossible(book, shown, self.workshop.settings.imap.since)
            if book.meta("first_start") is None:
                book.set_meta("first_start", shown.isoformat())
            found = looked_at(book, shown, own=self.own_clock)
            self._rests = found.rests
            if found.news in (ClockNews.AHEAD, ClockNews.BEHIND):
                days = (("on", shown.date().isoformat()), ("was", found.last.date().isoformat()))
                code = "technical.clock-ahead" if found.news is ClockNews.AHEAD else "technical.clock-behind"
                ctx = self.workshop.context(found.now)
                view = Technical(Phrase(code, days), ctx.operator)
                mail = PractitionerMail(view, key=f"{code}/{shown.isoformat()}", answers=True)
                self.workshop.clerk(book, ctx).write(None, (mail,))
        return found.now

    # -- mail ----------------------------------------------------------------------------------------------------

    def take_in(self, room: Mailroom, now: datetime) -> tuple[int, int]:
        """Handles everything that has come in; how many mails that were, and how many were sent meanwhile.

        Of a backlog that takes hours, what answers her and the trajects goes before the rest is looked at, and all
        answers go every few seconds. What its sender wrote after a mail that failed waits with it: an older word never
        comes after a newer one.
        """
        handled, sent, tier, ledger, waiting = 0, 0, 0, self.workshop.ledger, set[str]()
        turn = time.monotonic()
        with ledger.gathered():
            for arrival in room.faults.each("step", room.arrivals(now), one="mail"):
                sender = arrival.mail.sender.key if arrival.mail and arrival.mail.sender else ""
                if sender in waiting:
                    room.set_aside(arrival)
                    continue
                if arrival.tier > tier or time.monotonic() - turn > self.turn_seconds:
                    tier, turn = max(tier, arrival.tier), time.monotonic()
                    with ledger.together.apart():
                        run_jobs(self.workshop, room, now)
                        sent += Dispatch(self.workshop, room).run(now)[0]
                error = self.caught(partial(self.handle, arrival, now))
                if error is None:
                    handled += 1
                else:
                    waiting |= {sender} - {""}
                    room.set_aside(arrival)
                    room.faults.tried(
                        "mail", partial(parking.failed, self.workshop, arrival, type(error).__name__, now, caught)
                    )
        return handled, sent

    def caught(self, act: Callable[[], object]) -> Exception | None:
        """What it raised, when that concerns no more than this one thing; else it was done."""
        error = caught(act)
        if error is None:
            self.pulse()
        return error

    def handle(self, arrival: Arrival, now: datetime) -> None:
        """Handles a mail; one that fails never stops the others, and is parked after three attempts."""
        if arrival.mail is None:
            raise arrival.error or SandboxFailure("died")
        self.process_inbound(arrival.pending, arrival.mail, now)

    def process_inbound(self, pending: Pending, mail: InboundMail, now: datetime) -> Decision:
        """Outcome, traject, outbox and events of one mail are written together or not at all."""
        with self.workshop.book() as book:
            ctx = self.workshop.context(now, pending.inbound_id)
            word = _word_on(pending, book)
            clerk = self.workshop.clerk(book, ctx, mail)
            decisions = hushed(decide(mail, book, ctx, word), mail, book, ctx, by_her=word is not None)
            filed = all(d.outcome is Outcome.FILED for d in decisions)
            if word is not None and not filed:
                questions.close_kind(book, pending.inbound_id, MAY_ANSWER, now)
            for decision in decisions:
                clerk.commit(decision)
            clerk.tie_confirmed()
            place, copies = filing.filed(decisions, pending.place)
            inbound.handled(book, pending.inbound_id, place)
            for retry in clerk.postponed:
                inbound.again(book, retry)
            for ref in copies:
                clerk.copy(pending.inbound_id, ref)
            if all(d.outcome is not Outcome.DOUBTFUL for d in decisions):
                kept = (MAY_ANSWER,) if filed and word is not None else ()
                questions.close_of_mail(book, pending.inbound_id, now, keep=(*STAYS_OPEN, *kept))
            if place == pending.place and all(d.outcome is Outcome.LEFT_ALONE for d in decisions):
                ask_about_laid_aside(pending.inbound_id, mail, {}, place, clerk)
        log.info("handled", inbound=pending.inbound_id, intent=decisions[0].intent, outcome=decisions[0].outcome)
        return decisions[0]

    # -- time ----------------------------------------------------------------------------------------------------

    def tick(self, now: datetime, faults: Faults | None = None, *, heard: bool = False) -> None:
        """Asks which trajects are due and does what the core says; then the digest, when its hour has come, and what
        has been kept long enough is dropped. Nothing of it while the clock is doubted; nobody is reminded while INBOX
        cannot be read, nor in the days that she has after a restore to say once more what she said since, and nothing
        is destroyed unless all that came to it has just been `heard`.
        """
        if self._rests:
            return
        faults = faults or Faults(self.workshop, self.caught, now)
        with self.workshop.book() as book:
            silent = rest.is_on(book, self.workshop.context(now).today)
        if not silent and not faults.refused(filing.INBOX):
            faults.tried("step", partial(self._tick_all, now, faults, heard=heard), one="time")
        faults.tried(DIGEST, partial(self._digest, now))
        if not silent:
            faults.tried("step", partial(follow_up, self.workshop, now), one="follow-up")
        faults.tried("step", partial(forget_what_is_over, self.workshop, now), one="kept")

    def _tick_all(self, now: datetime, faults: Faults, *, heard: bool) -> None:
        with self.workshop.book() as book:
            tombstones.sweep(book, now)
            standing.sweep(book, now)
            known_mails.sweep(book, now)
            refs = trajects.due_now(book, now)
            last = {t.ref: t.destroy_confirmed_at or now for t in book.planned() if is_due(t, now)}
        with self.workshop.ledger.gathered():
            for ref in refs:
                unheard = partial(refuse_unheard, self.workshop, last.get(ref, now), heard=heard)
                if ref not in last or faults.tried("unheard", unheard, ref, patience=2):
                    faults.tried("tick", partial(self._tick_one, ref, now), ref)

    def _digest(self, now: datetime) -> None:
        with self.workshop.book() as book:
            ctx = self.workshop.context(now)
            make_digest(book, self.workshop.clerk(book, ctx), ctx)

    def _tick_one(self, ref: str, now: datetime) -> None:
        with self.workshop.book() as book:
            traject = book.traject(ref)
            if traject is None:
                return
            ctx = self.workshop.context(now)
            stopped = is_due(traject, now) and (blocked(traject, book) is not None or waits(traject, book, ctx))
            after, effects = due(traject, ctx, lambda t, r: questions_as_text(t, r, ctx), blocked=stopped)
            if after != traject or effects:
                self.workshop.clerk(book, ctx).write(after, effects)
            else:
                trajects.save_due(book, ref, next_due_at(traject, ctx))


def _word_on(pending: Pending, book: Book) -> Word | None:
    """What she said of a mail, by a command or by where she put it."""
    if not pending.word_ref:
        return None
    said = (pending.word_ref, pending.word_respondent, pending.word_group, pending.word_counts)
    return Word(*said, heard=Outcome.COMMAND in dispositions.of_mail(book, pending.inbound_id).values())


def caught(act: Callable[[], object]) -> Exception | None:
    """The one place where the unforeseen is caught; no line or no database concerns the whole round."""
    try:
        act()
    except OF_ONE_FOLDER as error:
        return error
    except (TransientError, ConfigurationError):
        raise
    except Exception as error:  # noqa: BLE001
        return error
    return None


def decide(mail: InboundMail, world: World, ctx: Context, word: Word | None = None) -> tuple[Decision, ...]:
    """The pure part: association, then the first handler that matches, for each traject concerned."""
    told = ((case, heard_in(mail, case, ctx)) for case in associate(mail, world, ctx, word))
    return one_a_traject(route(said, case, ctx).handle(said, case, world, ctx) for case, said in told)

"""May a mail go now? Gates in order: the first that is closed keeps it, and says until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

from bot.core.context import Context
from bot.core.decision import PractitionerMail
from bot.core.due.reminders import may_lapse, still_wanted
from bot.core.traject.rules import TrajectRules
from bot.core.traject.value import Traject
from bot.core.views import (
    ConfirmRequest,
    DestructionConfirm,
    DestructionReminder,
    DocumentsReminder,
    ReregistrationQuestion,
    RespondentReminder,
)
from bot.core.world import Role
from bot.handlers.commands.vernietig import asked_in_vain
from bot.handlers.her_word.tally import PROVED
from bot.shell.ledger.book import Book
from bot.shell.ledger.outgoing import outbox, traffic
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.sending.confirm_mail import HOUR, asks_her
from bot.shell.round.sending.errand import Errand

LATEST_ONLY = frozenset(
    {
        RespondentReminder.KIND,
        DocumentsReminder.KIND,
        ReregistrationQuestion.KIND,
        DestructionReminder.KIND,
        DestructionConfirm.KIND,
    }
)
"""Of these only the newest goes when several wait for the same person: an outage causes no backlog."""


def may_go(book: Book, mail: Waiting, errand: Errand) -> bool:
    """Whether every gate is open."""
    return all(is_open(book, mail, errand) for is_open in GATES)


def is_due(book: Book, mail: Waiting, errand: Errand) -> bool:
    """Whether it is wanted, and this is its hour: the gates before those that count what goes to one address."""
    return _is_wanted(book, mail, errand) and _is_in_window(book, mail, errand)


def _is_wanted(book: Book, mail: Waiting, errand: Errand) -> bool:
    """Not any more when it was overtaken by events, or by a newer one of its kind."""
    asks = may_lapse(mail.kind) or mail.kind == DestructionConfirm.KIND or mail.role is Role.RESPONDENT
    traject = book.traject(mail.ref) if mail.ref and asks else None
    wanted = traject is None or still_wanted(traject, mail.kind, mail.respondent, _context(errand))
    wanted = wanted and not (traject is not None and traject.is_unmailed(mail.respondent))
    if traject is not None and mail.kind == DestructionConfirm.KIND:
        wanted = not _is_answered_otherwise(book, mail, traject, errand)
    if not wanted or (mail.kind in LATEST_ONLY and outbox.superseded(book, mail)):
        outbox.cancel(book, mail.id, errand.now)
        return False
    return True


def _is_answered_otherwise(book: Book, mail: Waiting, traject: Traject, errand: Errand) -> bool:
    """Whether a hold or the like was given while the question waited: she is told that instead."""
    ctx = _context(errand)
    if (answer := asked_in_vain(traject, book, ctx)) is None:
        return False
    instead = PractitionerMail(answer, f"{mail.key}/{answer.KIND}", answers=True)
    errand.workshop.clerk(book, ctx).write(traject, (instead,))
    return True


def _is_in_window(book: Book, mail: Waiting, errand: Errand) -> bool:
    """What answers nobody leaves in working hours only."""
    if mail.answers:
        return True
    ctx, window = _context(errand), _rules(book, mail, errand).window
    if ctx.calendar.in_window(errand.now, window):
        return True
    outbox.later(book, mail.id, ctx.calendar.next_window(errand.now, window), attempt=False)
    return False


def _is_under_cap(book: Book, mail: Waiting, errand: Errand) -> bool:
    """At most so many automatic mails a day to anyone but her; the rest waits, it is never dropped. Of answers no more
    are made than that, and what her command sends to the specialist goes at once.
    """
    if mail.role is Role.PRACTITIONER or mail.kind == ConfirmRequest.KIND:
        return True
    if mail.answers and mail.role is Role.SPECIALIST:
        errand.queued[mail.recipient_h] = errand.queued.get(mail.recipient_h, 0) + 1
        return True
    ctx = _context(errand)
    most = ctx.safeguards.max_automatic_mails_per_address_per_day
    midnight = ctx.calendar.at(ctx.today, time.min)
    queued = errand.queued.get(mail.recipient_h, 0)
    if traffic.sent_since(book, mail.recipient_h, midnight) + queued < most:
        errand.queued[mail.recipient_h] = queued + 1
        return True
    tomorrow = ctx.calendar.at(ctx.today + timedelta(days=1), _rules(book, mail, errand).window.start)
    outbox.later(book, mail.id, tomorrow, "cap", attempt=False)
    return False


def _is_its_turn(book: Book, mail: Waiting, errand: Errand) -> bool:
    """She is asked to confirm once an hour, and to confirm a destruction once an hour for each traject, unless the mail
    in which she wanted it proved itself hers.
    """
    if asks_her(mail):
        last = errand.now if errand.asked_her else traffic.last_of(book, mail.kind, mail.role)
    elif mail.kind == DestructionConfirm.KIND and not mail.key.endswith(f"/{PROVED}"):
        last = traffic.last_of(book, mail.kind, mail.role, mail.ref)
    else:
        return True
    if last is None or not timedelta() <= errand.now - last < HOUR:
        return True
    outbox.later(book, mail.id, last + HOUR, attempt=False)
    return False


def _context(errand: Errand) -> Context:
    return errand.workshop.context(errand.now)


def _rules(book: Book, mail: Waiting, errand: Errand) -> TrajectRules:
    ctx, traject = _context(errand), book.traject(mail.ref) if mail.ref else None
    return ctx.rules_of(traject) if traject is not None else next(iter(ctx.rules.values()))


GATES: tuple[Callable[[Book, Waiting, Errand], bool], ...] = (_is_wanted, _is_in_window, _is_its_turn, _is_under_cap)

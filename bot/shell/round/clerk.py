"""Writes a decision: outcome, traject, outbox, questions, events and jobs in the transaction of the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from bot.core import filing
from bot.core.context import Context
from bot.core.decision import (
    Absent,
    Ask,
    Close,
    Confirm,
    Decision,
    Discard,
    Effect,
    Forget,
    Mail,
    Note,
    Place,
    PractitionerMail,
    Release,
    RespondentMail,
    Retry,
    Settle,
    Share,
    SpecialistMail,
    Used,
    Work,
)
from bot.core.due.tick import next_due_at
from bot.core.mail.message import InboundMail
from bot.core.people.addresses import key
from bot.core.questions import MASS_SEND, can_wait, question_shown
from bot.core.traject.value import Disposition, Outcome, Sent, Traject
from bot.core.views import Appointment, ConfirmRequest, DecisionNeeded, FactAnswer, FormAgain
from bot.core.world import Role
from bot.shell.ledger import confirmations, dispositions, events, expiry, inbound, jobs, locations, questions
from bot.shell.ledger.book import AWAY, Book
from bot.shell.ledger.outgoing import outbox, traffic
from bot.shell.letters.compose import Enclosure
from bot.shell.letters.stationery import Stationery, Written
from bot.shell.round import ties

CAPPED, UNANSWERED = "news.capped", "news.unanswered"
_ANSWERS = (FactAnswer, FormAgain)
"""What somebody asked for; that a form, a file or a refusal came in she hears anyway."""
_ALWAYS_SENT = (ConfirmRequest.KIND, Appointment.KIND)
"""Of these none is ever left out: nobody gets them who did not choose or ask."""
DECISIONS_A_DAY = 25
"""More questions of one kind about one traject are only counted that day: a flood must not fill her mailbox (h32)."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """Carries a decision's effects into the book; `answering` is the mail at hand."""

    book: Book
    stationery: Stationery
    ctx: Context
    answering: InboundMail | None = None
    postponed: list[Retry] = field(default_factory=list)
    """What is to be handled once more is the mail at hand: once it is handled."""
    _confirmed: list[str] = field(default_factory=list)

    def commit(self, decision: Decision) -> None:
        """The whole decision, and those for other trajects that came with it."""
        ref = decision.traject.ref if decision.traject else ""
        if self.ctx.inbound_id:
            first = Share(decision.respondent, decision.outcome, decision.detail)
            for part, share in enumerate((first, *decision.besides)):
                made = Disposition(self.ctx.inbound_id, share.outcome, self.ctx.now, share.respondent, share.detail)
                dispositions.add(self.book, ref, made, part)
        self.write(decision.traject, decision.effects)
        for also in decision.also:
            self.commit(also)

    def tie_confirmed(self) -> None:
        """What she asked for in another mail, and confirmed in this one, is on record for the trajects that it changed:
        it goes when they do.
        """
        refs = {ref for ref in dispositions.of_mail(self.book, self.ctx.inbound_id) if ref}
        asked = {mail for token in self._confirmed for mail in confirmations.tie(self.book, token, refs)}
        for mail in sorted(asked):
            for ref in sorted(refs - dispositions.of_mail(self.book, mail).keys()):
                dispositions.add(self.book, ref, Disposition(mail, Outcome.COMMAND, self.ctx.now, "", ""))

    def write(self, traject: Traject | None, effects: tuple[Effect, ...]) -> None:
        """The traject and the effects, without an outcome (a tick, a drag)."""
        if traject is not None:  # first, so that its key exists before anything is encrypted with it
            self.book.has(traject)
        after = traject
        for effect in effects:
            after = self._apply(effect, after)
        if after is not None:
            self.book.save(after, next_due_at(after, self.ctx))

    def _apply(self, effect: Effect, traject: Traject | None) -> Traject | None:
        if isinstance(effect, SpecialistMail | RespondentMail | PractitionerMail):
            return self.post(effect, traject)
        apply: Callable[[Any, str], None] = _APPLY[type(effect)].__get__(self)
        apply(effect, traject.ref if traject else "")
        return traject

    def post(
        self,
        mail: SpecialistMail | RespondentMail | PractitionerMail,
        traject: Traject | None,
        files: tuple[Enclosure, ...] = (),
    ) -> Traject | None:
        """Into the outbox, once per key, with `files` beside those that are made for it; the traject remembers it."""
        if outbox.has_key(self.book, mail.key):
            return traject
        if _is_unmailed(mail, traject):
            self._unanswered(mail, traject)
            return traject
        tied = mail.tied if isinstance(mail, PractitionerMail) else ()
        marks = tuple(ties.of(one, self.book.traject(one.ref), self.book) for one in tied)
        written = self.stationery.write(mail, traject, self.ctx, self.answering, marks, files)
        if written is None:
            return traject
        ref = traject.ref if traject else ""
        if self._is_answer_over_cap(mail, written):
            self._told_today(CAPPED, written.respondent, ref)
            return traject
        outbox.add(self.book, mail, written, ref, self.ctx.now)
        if not isinstance(mail, SpecialistMail) and mail.token:
            confirmations.asked_by(self.book, mail.token, written.message_id)
        if traject is None:
            return None
        sent = Sent(mail.view.KIND, self.ctx.now, written.respondent, mail.step, mail.key)
        return replace(traject, sent=(*traject.sent, sent))

    def _is_answer_over_cap(self, mail: Mail, written: Written) -> bool:
        """What answers whoever wrote is not sent any more that day; confirmations are never capped."""
        sender = self.answering.sender if self.answering else None
        answers = mail.answers and sender is not None and sender.key == key(written.recipient)
        if not answers or written.role is Role.PRACTITIONER or mail.view.KIND in _ALWAYS_SENT:
            return False
        most = self.ctx.safeguards.max_automatic_mails_per_address_per_day
        address = self.book.address_hash(written.recipient)
        return traffic.answered_since(self.book, address, self._midnight) >= most

    def _unanswered(self, mail: Mail, traject: Traject | None) -> None:
        """Nobody answers what somebody asks to whom no mail goes, unless she hears of it."""
        if isinstance(mail, RespondentMail) and isinstance(mail.view, _ANSWERS) and traject is not None:
            self._told_today(UNANSWERED, mail.respondent, traject.ref)

    def _told_today(self, code: str, respondent: str, ref: str) -> None:
        """She hears of it once a day."""
        values = (("respondent", respondent),) if respondent else ()
        if not events.told_since(self.book, ref, code, values, self._midnight):
            events.record(self.book, self.ctx.now, ref, code, values)

    @property
    def _midnight(self) -> datetime:
        return self.ctx.calendar.at(self.ctx.today, time.min)

    def copy(self, inbound_id: int, ref: str) -> None:
        """The mail concerns this traject too: a copy of it is put into its folder."""
        self._work(Work(jobs.COPY, jobs.copy_key(ref, inbound_id)), ref)

    def _ask(self, ask: Ask, ref: str) -> None:
        question, new = questions.add(self.book, ask, ref, self.ctx.now)
        if not (new and ask.mail) or (ask.kind != MASS_SEND and self._is_flood(ask.kind, ref)):
            return
        traject, back_on = self.book.traject(ref) if ref else None, self.book.back_on()
        away = back_on is not None and self.ctx.today < back_on
        if back_on is not None and away and can_wait(question, traject, back_on, self.ctx):
            return  # her first overview once she is back shows it
        view = DecisionNeeded(ref, (question_shown(question, self.ctx),))
        self.post(PractitionerMail(view, key=f"question/{question.number}"), traject)

    def _is_flood(self, kind: str, ref: str) -> bool:
        return questions.more_than(self.book, DECISIONS_A_DAY, kind, ref, self._midnight)

    def _close(self, close: Close, ref: str) -> None:
        questions.close(self.book, close.number, self.ctx.now)

    def _note(self, note: Note, ref: str) -> None:
        events.record(self.book, self.ctx.now, ref, note.code, note.values)

    def _work(self, work: Work, ref: str) -> None:
        jobs.add(self.book, work.kind, work.key, work.ref or ref, self.ctx.now)

    def _settle(self, settle: Settle, ref: str) -> None:
        settle_mail(self.book, settle, ref, self.ctx.now)

    def _retry(self, retry: Retry, ref: str) -> None:
        if retry.inbound_id == self.ctx.inbound_id and retry.by_her:
            self.postponed.append(retry)
        else:
            inbound.again(self.book, retry)

    def _confirm(self, confirm: Confirm, ref: str) -> None:
        mine = (self.ctx.inbound_id,) if self.ctx.inbound_id else ()
        confirmations.add(self.book, replace(confirm, mails=confirm.mails or mine), ref, self.ctx.now)

    def _release(self, release: Release, ref: str) -> None:
        self.book.release_held()
        for question in questions.open_ones(self.book, ""):
            if question.kind == MASS_SEND:
                questions.close(self.book, question.number, self.ctx.now)

    def _absent(self, absent: Absent, ref: str) -> None:
        self.book.drop_meta(AWAY)
        if absent.back_on > self.ctx.today:
            self.book.set_meta(AWAY, absent.back_on.isoformat())

    def _forget(self, forget: Forget, ref: str) -> None:
        self.book.drop_meta(expiry.DESTROYED + forget.ref)
        events.record(self.book, self.ctx.now, forget.ref, "forgotten")

    def _discard(self, discard: Discard, ref: str) -> None:
        for spot in locations.places_of(self.book, self.ctx.inbound_id):
            locations.locate(self.book, replace(spot, inbound_id=locations.DOOMED))

    def _used(self, used: Used, ref: str) -> None:
        confirmations.use(self.book, used.token, self.ctx.now, cancelled=used.cancelled)
        if not used.cancelled:
            self._confirmed.append(used.token)


def _is_unmailed(mail: Mail, traject: Traject | None) -> bool:
    return traject is not None and isinstance(mail, RespondentMail) and traject.is_unmailed(mail.respondent)


_APPLY: dict[type, Callable[..., None]] = {
    Ask: Clerk._ask,
    Close: Clerk._close,
    Note: Clerk._note,
    Work: Clerk._work,
    Settle: Clerk._settle,
    Retry: Clerk._retry,
    Confirm: Clerk._confirm,
    Release: Clerk._release,
    Used: Clerk._used,
    Absent: Clerk._absent,
    Forget: Clerk._forget,
    Discard: Clerk._discard,
}


def settle_mail(book: Book, settle: Settle, ref: str, at: datetime) -> None:
    """Another mail's outcome: for this traject, or, without one, for every traject that it is doubtful for."""
    refs = [ref] if ref else [r for r, o in dispositions.of_mail(book, settle.inbound_id).items()]
    for one in refs:
        dispositions.change(book, settle.inbound_id, one, settle.outcome, at, settle.respondent, settle.detail)
    if settle.place is Place.INBOX:
        inbound.put(book, settle.inbound_id, filing.INBOX)
    elif ref and (settle.place is not None or settle.outcome is Outcome.FILED):
        inbound.put(book, settle.inbound_id, filing.code_of(settle.place or Place.TRAJECT, ref, ref))
    questions.close_of_mail(book, settle.inbound_id, at)

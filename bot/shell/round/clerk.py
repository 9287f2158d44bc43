"""Writes a decision: outcome, traject, outbox, questions, events and jobs in the transaction of the book."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.core.context import Context
from bot.core.decision import (
    Ask,
    Close,
    Confirm,
    Decision,
    Effect,
    Note,
    Place,
    PractitionerMail,
    RespondentMail,
    Retry,
    Settle,
    SpecialistMail,
    Used,
    Work,
)
from bot.core.due.tick import next_due_at
from bot.core.mail.message import InboundMail
from bot.core.questions import question_shown
from bot.core.traject.value import Outcome, Sent, Traject, Valid
from bot.core.views import DecisionNeeded
from bot.shell.ledger import confirmations as rows_confirmation
from bot.shell.ledger import dispositions as rows_disposition
from bot.shell.ledger import inbound as rows_inbound
from bot.shell.ledger import jobs as rows_job
from bot.shell.ledger import outbox as rows_outbox
from bot.shell.ledger import questions as rows_question
from bot.shell.ledger import tables
from bot.shell.ledger import trajects as rows_traject
from bot.shell.ledger.book import Book
from bot.shell.letters.stationery import Stationery

DECISIONS_A_DAY = 25
"""More questions than this in a day are only told in the digest: a flood must not fill her mailbox (h32)."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """Carries a decision's effects into the book; `answering` is the mail at hand."""

    book: Book
    stationery: Stationery
    ctx: Context
    answering: InboundMail | None = None

    def commit(self, decision: Decision) -> None:
        """The whole decision, and those for other trajects that came with it."""
        ref = decision.traject.ref if decision.traject else ""
        if self.ctx.inbound_id:
            valid = Valid(self.ctx.inbound_id, decision.outcome, self.ctx.now, decision.respondent, decision.detail)
            rows_disposition.add(self.book, self.ctx.inbound_id, ref, valid)
        self.write(decision.traject, decision.effects)
        for also in decision.also:
            self.commit(also)

    def write(self, traject: Traject | None, effects: tuple[Effect, ...]) -> None:
        """The traject and the effects, without an outcome (a tick, a drag)."""
        if traject is not None:  # first, so that its key exists before anything is encrypted with it
            rows_traject.save(self.book, traject, None)
        after = traject
        for effect in effects:
            after = self._apply(effect, after)
        if after is not None:
            rows_traject.save(self.book, after, next_due_at(after, self.ctx))

    def _apply(self, effect: Effect, traject: Traject | None) -> Traject | None:
        if isinstance(effect, SpecialistMail | RespondentMail | PractitionerMail):
            return self.post(effect, traject)
        apply: Callable[[Any, str], None] = _APPLY[type(effect)].__get__(self)
        apply(effect, traject.ref if traject else "")
        return traject

    def post(self, mail: SpecialistMail | RespondentMail | PractitionerMail, traject: Traject | None) -> Traject | None:
        """Into the outbox, once per key; the traject remembers it."""
        if rows_outbox.has_key(self.book, mail.key):
            return traject
        written = self.stationery.write(mail, traject, self.ctx, self.answering, self.ctx.now)
        if written is None:
            return traject
        ref = traject.ref if traject else ""
        rows_outbox.add(self.book, mail, written, ref, self.ctx.now)
        if isinstance(mail, PractitionerMail) and mail.token:
            rows_confirmation.asked_by(self.book, mail.token, written.message_id)
        if traject is None:
            return None
        sent = Sent(mail.view.KIND, self.ctx.now, written.respondent, mail.step, mail.key)
        return replace(traject, sent=(*traject.sent, sent))

    def copy(self, inbound_id: int, ref: str) -> None:
        """The mail concerns this traject too: a copy of it is put into its folder."""
        self._work(Work("copy", rows_job.copy_key(ref, inbound_id)), ref)

    def _ask(self, ask: Ask, ref: str) -> None:
        question, new = rows_question.add(self.book, ask, ref, self.ctx.now)
        if not (new and ask.mail) or self._asked_today() > DECISIONS_A_DAY:
            return
        view = DecisionNeeded(ref, question_shown(question, self.ctx))
        traject = self.book.traject(ref) if ref else None
        self.post(PractitionerMail(view, key=f"question/{question.number}"), traject)

    def _asked_today(self) -> int:
        midnight = self.ctx.now.replace(hour=0, minute=0, second=0, microsecond=0)
        q = tables.question.c
        return len(self.book.connection.execute(select(q.number).where(q.opened_at >= midnight)).all())

    def _close(self, close: Close, ref: str) -> None:
        rows_question.close(self.book, close.number, self.ctx.now)

    def _note(self, note: Note, ref: str) -> None:
        record(self.book, self.ctx.now, ref, note.code, note.values)

    def _work(self, work: Work, ref: str) -> None:
        j = tables.job
        if self.book.connection.execute(select(j.c.id).where(j.c.key == work.key)).first() is None:
            self.book.connection.execute(
                insert(j).values(key=work.key, ref=ref, kind=work.kind, created_at=self.ctx.now, attempts=0)
            )

    def _settle(self, settle: Settle, ref: str) -> None:
        settle_mail(self.book, settle, ref, self.ctx.now)

    def _retry(self, retry: Retry, ref: str) -> None:
        rows_inbound.again(self.book, retry)

    def _confirm(self, confirm: Confirm, ref: str) -> None:
        rows_confirmation.add(self.book, confirm, ref, self.ctx.now)

    def _used(self, used: Used, ref: str) -> None:
        rows_confirmation.use(self.book, used.token, self.ctx.now)


_APPLY: dict[type, Callable[..., None]] = {
    Ask: Clerk._ask,
    Close: Clerk._close,
    Note: Clerk._note,
    Work: Clerk._work,
    Settle: Clerk._settle,
    Retry: Clerk._retry,
    Confirm: Clerk._confirm,
    Used: Clerk._used,
}


def record(book: Book, at: datetime, ref: str, code: str, values: tuple[tuple[str, str], ...] = ()) -> None:
    """A fact for the digest and the audit: never a name, an address or a text."""
    book.connection.execute(insert(tables.event).values(at=at, ref=ref or "-", code=code, detail=json.dumps(values)))


def settle_mail(book: Book, settle: Settle, ref: str, at: datetime) -> None:
    """Another mail's outcome: for this traject, or, without one, for every traject that it is doubtful for."""
    refs = [ref] if ref else [r for r, o in rows_disposition.of_mail(book, settle.inbound_id).items()]
    for one in refs:
        rows_disposition.change(book, settle.inbound_id, one, settle.outcome, at, settle.respondent)
    if settle.place is Place.INBOX:
        rows_inbound.put(book, settle.inbound_id, "inbox")
    elif settle.outcome is Outcome.FILED and ref:
        rows_inbound.put(book, settle.inbound_id, f"{ref}/c" if settle.place is Place.CORRESPONDENCE else ref)
    rows_question.close_of_mail(book, settle.inbound_id, at)

"""What a tick asks of each traject: what is due now, and when it must be asked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from bot.core.context import Context
from bot.core.course.advance import advance
from bot.core.decision import Effect, Note, PractitionerMail, RespondentMail, SpecialistMail
from bot.core.due.destruction import carried_out, is_due, moment, put_off
from bot.core.due.planning import due_planning, next_planning
from bot.core.due.reminders import Questions, due_reminders, upcoming
from bot.core.due.retention import due_retention, next_retention
from bot.core.due.waiting import due_waiting, next_waiting
from bot.core.due.years.followups import due_followups, next_followups
from bot.core.due.years.silence import due_silence, next_silence
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent, Traject


def due(
    traject: Traject, ctx: Context, questions: Questions, *, blocked: bool = False
) -> tuple[Traject, tuple[Effect, ...]]:
    """The traject, resumed when its pause is over, and all that is due now. Asked twice it says the same; what was
    sent in between (`traject.sent`) is not said again. Where a destruction is planned nothing else is ever due, and
    while that is `blocked` it is put off.
    """
    if traject.destroy_at is not None:
        if not is_due(traject, ctx.now):
            return traject, ()
        if not blocked:
            return carried_out(traject, ctx)
        put = put_off(traject, ctx)
        return put, (Note("news.destruction-waits", (("at", moment(put, ctx)),)),)
    resumes = _resumes_at(traject, ctx)
    notes: tuple[Effect, ...] = ()
    if resumes is not None and resumes <= ctx.now:
        traject, ready = advance(_resumed(traject, ctx.now), ctx)
        notes = (Note("news.resumed"), *ready)
    traject, planned = due_planning(traject, ctx)
    traject, asks = due_silence(traject, ctx)
    traject, again = due_waiting(traject, ctx)
    later = (*due_retention(traject, ctx), *due_followups(traject, ctx))
    effects = (*due_reminders(traject, ctx, questions), *planned, *later, *asks, *again)
    reminded = sum(isinstance(e, RespondentMail) for e in effects)
    if reminded:
        notes = (*notes, Note("reminded", (("n", str(reminded)),)))  # the overview tells what was sent
    return traject, (*notes, *effects)


def next_due_at(traject: Traject, ctx: Context) -> datetime | None:
    """When `due` may have something to say, the traject being as it is; never later than that, now or past for now.

    Worked out anew after every change, after every tick, and when the configuration has changed.
    """
    if traject.destroy_at is not None:
        return traject.destroy_at
    moments = [*_next_reminders(traject, ctx), *next_planning(traject, ctx), *next_retention(traject, ctx)]
    moments += [*next_followups(traject, ctx), *next_silence(traject, ctx), *next_waiting(traject, ctx)]
    resumes = _resumes_at(traject, ctx)
    if resumes is not None:
        moments.append(resumes)
    return min(moments, default=None)


def with_sent(traject: Traject, effects: Iterable[Effect], at: datetime) -> Traject:
    """The traject once the mails among these effects are in the outbox."""
    mails = (e for e in effects if isinstance(e, SpecialistMail | RespondentMail | PractitionerMail))
    sent = (Sent(m.view.KIND, at, m.respondent if isinstance(m, RespondentMail) else "", m.step, m.key) for m in mails)
    return replace(traject, sent=(*traject.sent, *sent))


def _next_reminders(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    calendar, window = ctx.calendar, ctx.rules_of(traject).window
    opening = calendar.next_window(ctx.now, window)
    first = calendar.day(opening)
    days = (u.on for u in upcoming(traject, ctx, first))
    return tuple(opening if d == first else calendar.next_window(calendar.at(d, time.min), window) for d in days)


def _resumes_at(traject: Traject, ctx: Context) -> datetime | None:
    """When a pause is over: when the window opens on or after its day, for what came in meanwhile may be enough."""
    if traject.stage is not Stage.PAUSED or traject.paused_until is None or traject.resume is None:
        return None
    passed = max(ctx.now, ctx.calendar.at(traject.paused_until, time.min))
    return ctx.calendar.next_window(passed, ctx.rules_of(traject).window)


def _resumed(traject: Traject, now: datetime) -> Traject:
    assert traject.resume is not None
    return replace(traject.moved(traject.resume, now), resume=None, paused_until=None)

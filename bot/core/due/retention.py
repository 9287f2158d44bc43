"""What is kept, for how long: the question about re-registration, and the reminder to destroy."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Effect, PractitionerMail, SpecialistMail
from bot.core.due.planning import her_hours
from bot.core.due.reminders import Upcoming
from bot.core.traject.rules import TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import DestructionReminder, Phrase, ReregistrationQuestion
from bot.core.words.years.reregistration import Reregistration

_OVERDUE = "destruction.retention"
OVERDUE_DAYS = 7
"""Past the limit on retention she is asked every week, whatever the reason: nothing is destroyed without her word."""
TIMES = 3
"""So often he is asked about the re-registration; then she hears that he is silent."""
_GONE = (Stage.DESTROYING, Stage.DESTROYED)
_QUESTION, _DESTRUCTION = ReregistrationQuestion.KIND, DestructionReminder.KIND


def due_retention(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """What is due now; nothing while she holds the traject back."""
    return (*_question(traject, ctx), *destruction_reminder(traject, ctx))


def destruction_reminder(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """The reminder to her, when it is due: at any hour of a working day from the time of her digest on."""
    day = destruction_day(traject, ctx)
    if day is None or her_hours(ctx, day) > ctx.now:
        return ()
    reason, limit = _reason(traject, ctx)[1], retention_limit(traject, ctx)
    view = DestructionReminder(
        traject.ref,
        traject.specialist.name,
        traject.held_on,
        reason,
        (buttons.destroy(traject.ref),),
        limit if limit <= ctx.today and reason.code != _OVERDUE else None,
    )
    step = _steps_sent(traject, _DESTRUCTION) + 1
    return (PractitionerMail(view, key=f"{traject.ref}/{_DESTRUCTION}/{step}", step=step),)


def _question(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    day = question_day(traject, ctx)
    if day is None or day > ctx.today or not ctx.calendar.in_window(ctx.now, ctx.rules_of(traject).window):
        return ()
    name, until = traject.specialist.name, traject.registered_until
    view = ReregistrationQuestion(traject.ref, name, _held_on(traject, ctx), until)
    step = _steps_sent(traject, _QUESTION) + 1
    return (SpecialistMail(view, key=f"{traject.ref}/{_QUESTION}/{step}", step=step),)


def next_retention(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    """The moments at which something of this kind may be due next."""
    question, destruction = question_day(traject, ctx), destruction_day(traject, ctx)
    moments: list[datetime] = []
    if question is not None:
        opening = max(ctx.now, ctx.calendar.at(question, time.min))
        moments.append(ctx.calendar.next_window(opening, ctx.rules_of(traject).window))
    if destruction is not None:
        moments.append(her_hours(ctx, destruction))
    return tuple(moments)


def upcoming_retention(traject: Traject, ctx: Context) -> tuple[Upcoming, ...]:
    """The same as days, for a digest."""
    days = ((_QUESTION, question_day(traject, ctx)), (_DESTRUCTION, destruction_day(traject, ctx)))
    return tuple(
        Upcoming(kind, ctx.calendar.next_working_day(max(day, ctx.today))) for kind, day in days if day is not None
    )


def question_day(traject: Traject, ctx: Context) -> date | None:
    """The day from which he is asked, then at intervals, a few times in all."""
    days = _asked_on(traject, ctx)
    if days is None or len(days) >= TIMES:
        return None
    return days[-1] + timedelta(ctx.rules_of(traject).destruction_repeat_days) if days else question_start(traject, ctx)


def question_start(traject: Traject, ctx: Context) -> date:
    """The day he named; else when his registration has ended, or some time after the conversation."""
    held, until = _held_on(traject, ctx), traject.registered_until
    after = held + timedelta(ctx.rules_of(traject).destruction_ask_after_days)
    return traject.ask_again_on or (until + timedelta(1) if until is not None and until > held else after)


def asked_in_vain_on(traject: Traject, ctx: Context) -> date | None:
    """The day on which he has been silent for so long that she hears of it; None while he may be asked."""
    days = _asked_on(traject, ctx)
    if days is None or len(days) < TIMES:
        return None
    return days[-1] + timedelta(ctx.rules_of(traject).destruction_repeat_days)


def _asked_on(traject: Traject, ctx: Context) -> list[date] | None:
    """The days on which he was asked, since that began or began anew; None where there is nothing to ask."""
    if traject.stage not in (Stage.HELD, Stage.REPORTED) or traject.hold or _does_not_apply(traject):
        return None
    start = question_start(traject, ctx)
    days = sorted(ctx.calendar.day(s.at) for s in traject.sent if s.kind == _QUESTION)
    return [day for day in days if day >= start]


def _does_not_apply(traject: Traject) -> bool:
    """His latest answer was that there will be no re-registration: she decides, he is not asked again."""
    answers = [v for v in traject.valid if v.outcome is Outcome.REREGISTERED]
    return bool(answers) and max(answers, key=lambda v: v.at).detail == Reregistration.NOT_APPLICABLE


def destruction_day(traject: Traject, ctx: Context) -> date | None:
    """The day from which she is reminded: at once when there is a reason, then at intervals."""
    if traject.stage in _GONE or traject.hold:
        return None
    (start, _), last = _reason(traject, ctx), _last_day(traject, _DESTRUCTION, ctx)
    if last is None or last < start:
        return start
    repeat, limit = ctx.rules_of(traject).destruction_repeat_days, retention_limit(traject, ctx)
    if last >= limit:
        return last + timedelta(min(repeat, OVERDUE_DAYS))
    return min(last + timedelta(repeat), limit)


def _reason(traject: Traject, ctx: Context) -> tuple[date, Phrase]:
    """Since when, and why, the forms can be destroyed; the limit on retention holds in every stage."""
    since = ctx.calendar.day(traject.stage_since)
    if traject.stage is Stage.REREGISTERED:
        return since, Phrase("destruction.reregistered", _on(traject.reregistered_on or since))
    if traject.stage is Stage.STOPPED:
        return since, Phrase("destruction.stopped", _on(since))
    limit = retention_limit(traject, ctx)
    return limit, Phrase("destruction.retention", _on(limit))


def retention_limit(traject: Traject, ctx: Context) -> date:
    """The day after which nothing of a traject has a reason any more: counted from the conversation, else the start."""
    return last_day_of(traject.held_on, ctx.calendar.day(traject.opened_at), ctx.rules_of(traject))


def last_day_of(held_on: date | None, opened_on: date, rules: TrajectRules) -> date:
    """The same of a traject of which no more is known, as when it was destroyed."""
    return (held_on or opened_on) + timedelta(rules.max_retention_days)


def _on(day: date) -> tuple[tuple[str, str], ...]:
    return (("on", day.isoformat()),)


def _held_on(traject: Traject, ctx: Context) -> date:
    return traject.held_on or ctx.calendar.day(traject.stage_since)


def _last_day(traject: Traject, kind: str, ctx: Context) -> date | None:
    return max((ctx.calendar.day(s.at) for s in traject.sent if s.kind == kind), default=None)


def _steps_sent(traject: Traject, kind: str) -> int:
    return max((s.step for s in traject.sent if s.kind == kind), default=0)

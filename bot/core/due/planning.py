"""What is due about the conversation: a reminder to him, that there is no date yet, that the last day comes near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import counts, groups_done, missing_documents
from bot.core.decision import Ask, Effect, PractitionerMail, SpecialistMail
from bot.core.due.reminders import Upcoming
from bot.core.planning import appointing
from bot.core.planning.appointing import MAY_BE_PLANNED, MAY_STAND, called_off
from bot.core.questions import NEAR
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Traject
from bot.core.views import Appointment, AppointmentReminder, DateOptions, Phrase, Ready

NO_DATE_AFTER, NO_DATE_AFTER_RUSH = 10, 2
"""After so many working days without a date she hears again that all is in."""
WARNED_BEFORE = (7, 2)
"""So many days before the last day she hears what is still missing."""


def due_planning(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """What is due now; the traject remembers of how many days before the last one she heard."""
    if _is_overtaken(traject, ctx):
        return called_off(traject, ctx)
    traject, asked = _warned(traject, ctx)
    return traject, (*_reminder(traject, ctx), *_ready_again(traject, ctx), *asked)


def _is_overtaken(traject: Traject, ctx: Context) -> bool:
    """Whether the conversation was held before the moment that stands in the calendars."""
    at = traject.planning.starts_at
    return at is not None and at > ctx.now and traject.stage in AFTER_CONVERSATION


def next_planning(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    """The moments at which something of this kind may be due next."""
    if _is_overtaken(traject, ctx):
        return (ctx.now,)
    moments: list[datetime] = []
    if (day := reminder_day(traject, ctx)) is not None:
        opening = max(ctx.now, ctx.calendar.at(day, time.min))
        moments.append(ctx.calendar.next_window(opening, ctx.rules_of(traject).window))
    days = (ready_day(traject, ctx), *(on for on, _ in _warnings(traject, ctx)))
    return (*moments, *(her_hours(ctx, day) for day in days if day is not None))


def upcoming_planning(traject: Traject, ctx: Context) -> tuple[Upcoming, ...]:
    """The reminder to him, for a digest."""
    day = reminder_day(traject, ctx)
    if day is None:
        return ()
    return (Upcoming(AppointmentReminder.KIND, ctx.calendar.next_working_day(max(day, ctx.today))),)


def reminder_day(traject: Traject, ctx: Context) -> date | None:
    """The day on which he is reminded; None once he was, and where the appointment is no older than that."""
    planned = traject.planning
    if planned.stands is None or traject.stage not in MAY_BE_PLANNED:
        return None
    day, on = appointing.reminder_day(planned.stands, ctx), ctx.calendar.day(planned.stands)
    made = max((ctx.calendar.day(s.at) for s in traject.sent if s.kind == Appointment.KIND), default=date.min)
    told = any(s.key == _reminder_key(traject) for s in traject.sent)
    return None if told or made >= day or ctx.today >= on else day


def _reminder_key(traject: Traject) -> str:
    return f"{traject.ref}/{AppointmentReminder.KIND}/{traject.planning.sequence}"


def _reminder(traject: Traject, ctx: Context) -> Iterator[Effect]:
    day, at = reminder_day(traject, ctx), traject.planning.stands
    in_window = ctx.calendar.in_window(ctx.now, ctx.rules_of(traject).window)
    if day is not None and at is not None and day <= ctx.today and in_window:
        missing = missing_documents(traject, ctx)
        view = AppointmentReminder(traject.ref, traject.specialist.name, at, missing)
        yield SpecialistMail(view, _reminder_key(traject))


def ready_day(traject: Traject, ctx: Context) -> date | None:
    """The day on which she hears again that all is in: counted from what she heard, or offered him, last."""
    if traject.stage is not Stage.READY:
        return None
    sent = (s.at for s in traject.sent if s.kind in (Ready.KIND, DateOptions.KIND))
    last = ctx.calendar.day(max((traject.stage_since, *sent)))
    return ctx.calendar.working_days(last, NO_DATE_AFTER_RUSH if traject.rush else NO_DATE_AFTER)


def _ready_again(traject: Traject, ctx: Context) -> Iterator[Effect]:
    day = ready_day(traject, ctx)
    if day is None or her_hours(ctx, day) > ctx.now:
        return
    times = sum(1 for s in traject.sent if s.kind == Ready.KIND)
    view = Ready(
        traject.ref,
        traject.specialist.name,
        counts(traject, ctx.practice.language),
        tuple(sorted(traject.documents())),
        traject.approved,
        (buttons.held(traject.ref),),
        since=ctx.calendar.day(traject.stage_since),
        options=traject.planning.options,
    )
    yield PractitionerMail(view, f"{traject.ref}/{Ready.KIND}/again/{times}")


def _warnings(traject: Traject, ctx: Context) -> Iterator[tuple[date, int]]:
    """The days on which she hears what is missing, each with the days that are left then, as far as still to come."""
    before, told = traject.conversation_before, traject.planning.warned
    if before is None or traject.stage not in MAY_STAND or ctx.today >= before or _is_well(traject, before, ctx):
        return
    for n in WARNED_BEFORE:
        day = before - timedelta(n)
        while not ctx.calendar.is_working_day(day):
            day -= timedelta(1)
        if day > ctx.calendar.day(traject.opened_at) and not 0 < told <= n:
            yield day, n


def _is_well(traject: Traject, before: date, ctx: Context) -> bool:
    """Whether nothing is missing any more."""
    at = traject.planning.stands
    in_time = at is not None and ctx.calendar.day(at) < before
    return in_time and groups_done(traject) and not missing_documents(traject, ctx)


def _warned(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """Only the latest, so that an outage causes no backlog."""
    reached = [n for day, n in _warnings(traject, ctx) if her_hours(ctx, day) <= ctx.now]
    if not reached:
        return traject, ()
    before, n = traject.conversation_before, min(reached)
    assert before is not None
    after = replace(traject, planning=replace(traject.planning, warned=n))
    return after, (_ask(traject, before, n, ctx),)


def _ask(traject: Traject, before: date, n: int, ctx: Context) -> Ask:
    at = traject.planning.stands
    short = () if traject.approved else tuple(g for g in traject.groups if not traject.complete(g))
    values = (
        ("before", before.isoformat()),
        ("n", str((before - ctx.today).days)),
        ("at", ctx.calendar.local(at).isoformat() if at else ""),
        ("late", "yes" if at and ctx.calendar.day(at) >= before else ""),
        ("options", "yes" if traject.planning.options else ""),
        ("groups", ", ".join(g.label(ctx.practice.language) for g in short)),
        ("missing", ",".join(missing_documents(traject, ctx))),
    )
    kind = NEAR
    offers = (*((buttons.enough(traject.ref),) if short else ()), buttons.status(traject.ref), buttons.dismiss())
    return Ask(kind, f"{traject.ref}/{kind}/{n}", Phrase(kind, values), traject.specialist.name, offers)


def her_hours(ctx: Context, day: date) -> datetime:
    """The first moment, not before now, of a working day from `day` on at which she may hear of it."""
    day = ctx.calendar.next_working_day(max(day, ctx.today))
    return max(ctx.now, ctx.calendar.at(day, ctx.practitioner.digest_at))

"""A destruction that she confirmed: when it is carried out, and what happens until then, which is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.decision import Effect, Note, Work
from bot.core.planning.appointing import called_off
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import Appointment


def planned(traject: Traject, ctx: Context) -> Traject:
    """The traject once she has confirmed: some calendar days later, when the window opens; at once with none."""
    rules = ctx.rules_of(traject)
    days = rules.destruction_cooling_days
    at = ctx.calendar.at(ctx.today + timedelta(days), rules.window.start) if days else ctx.now
    return replace(traject, destroy_at=at, destroy_confirmed_at=ctx.now)


def put_off(traject: Traject, ctx: Context) -> Traject:
    """The traject, what is planned for it put off by the days to think, one at least: something is, or was until now,
    in its way, and she must be able to think better of it: her overview of a working day tells her first. What is
    planned for tomorrow or later stays.
    """
    rules = ctx.rules_of(traject)
    tomorrow, later = (ctx.today + timedelta(days) for days in (1, max(rules.destruction_cooling_days, 1)))
    if traject.destroy_at is None or traject.destroy_at >= ctx.calendar.at(tomorrow, rules.window.start):
        return traject
    told = ctx.calendar.next_working_day(tomorrow)
    day = later if told < later else told + timedelta(1)
    return replace(traject, destroy_at=ctx.calendar.at(day, rules.window.start))


LEAVES, MOST_PATIENCE = timedelta(minutes=5), timedelta(days=1)
"""So long mails get to leave before a destruction is tried again, and how long it waits for them in all."""
ROOM_DAYS = 5
"""Working days that are left to send an overview before it is destroyed with all else."""


def with_room(traject: Traject, ctx: Context) -> Traject:
    """The traject, what is planned for it put off so far that she can send what was made for her."""
    day = ctx.today
    for _ in range(ROOM_DAYS):
        day = ctx.calendar.next_working_day(day + timedelta(1))
    at = ctx.calendar.at(day, ctx.rules_of(traject).window.start)
    return traject if traject.destroy_at is None or traject.destroy_at >= at else replace(traject, destroy_at=at)


def kept(traject: Traject) -> Traject:
    """The traject once she has thought better of it."""
    return replace(traject, destroy_at=None, destroy_confirmed_at=None)


def moment(traject: Traject, ctx: Context) -> str:
    """When it is planned, ISO on the practice's clock; "" when it is not."""
    return ctx.calendar.local(traject.destroy_at).isoformat() if traject.destroy_at else ""


def is_due(traject: Traject, now: datetime) -> bool:
    """Whether the days to think are over."""
    return traject.destroy_at is not None and traject.destroy_at <= now


def carried_out(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """The destruction begins, unless an appointment stands in two calendars: that is called off first, and nothing of
    the traject goes before both mails have left, for a day at most.
    """
    after, cancelled = called_off(traject, ctx)
    if cancelled:
        return replace(after, destroy_at=ctx.now + LEAVES), cancelled
    last = [s for s in traject.sent if s.kind == Appointment.KIND and s.waiting and ctx.now - s.at < MOST_PATIENCE]
    if last:
        return replace(traject, destroy_at=ctx.now + LEAVES), ()
    return begun(traject, ctx.now)


def begun(traject: Traject, now: datetime) -> tuple[Traject, tuple[Effect, ...]]:
    """The destruction begins; from here on there is no way back."""
    effects = (Work("destroy", f"{traject.ref}/destroy"), Note("news.destruction-begun"))
    return traject.moved(Stage.DESTROYING, now), effects

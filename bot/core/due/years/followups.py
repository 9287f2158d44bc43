"""The years after a conversation: he is written to each year, and once when the next conversation falls due.

Worked out from dates alone, for a traject that lives and for what is kept of one that was destroyed.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.context import Context
from bot.core.decision import Effect, SpecialistMail
from bot.core.due.reminders import Upcoming
from bot.core.traject.stages import AFTER_CONVERSATION
from bot.core.traject.value import Traject
from bot.core.views import FollowupCycle, FollowupYearly

YEARS = (1, 2, 3)
CYCLE = 4
"""So many years after the conversation he hears that the next one falls due."""
WINDOW = 5
"""A conversation is held at least once in so many years (Leidraad 2021), and counts for a registration that ends within
so many years of it (RGS).
"""
_ROOM = timedelta(183)
"""So much is left at least of those years when he hears it."""
_STALE = timedelta(60)
"""So long after its day a yearly mail still makes sense."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody whose conversation was held; `registered_until` is the last day of his registration, if known."""

    ref: str
    name: str
    held_on: date
    registered_until: date | None = None


def later(day: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def window(registered_until: date) -> tuple[date, date]:
    """The first and the last day on which a conversation counts for the registration that ends then."""
    return later(registered_until, -WINDOW), registered_until


def cycle_day(followed: Followed) -> date:
    """Not before the registration has ended: a conversation would count for the former one."""
    day, ends = later(followed.held_on, CYCLE), followed.registered_until
    return day if ends is None or ends <= day else min(ends, later(followed.held_on, WINDOW) - _ROOM)


def key_of(ref: str, kind: str, step: int) -> str:
    """The key of a follow-up: the same before the destruction and after it."""
    return f"{ref}/{kind}/{step}"


def days(followed: Followed, made: Container[str], today: date) -> tuple[tuple[date, str, int], ...]:
    """Day, kind and step of what is still to come, in order; `made` are the keys of mails that were."""
    cycle, due = cycle_day(followed), later(followed.held_on, WINDOW)
    coming = [(later(followed.held_on, years), FollowupYearly.KIND, years) for years in YEARS]
    open_ones = [one for one in coming if one[0] < cycle and today < one[0] + _STALE]
    if today <= due:
        open_ones.append((cycle, FollowupCycle.KIND, 1))
    return tuple(one for one in open_ones if key_of(followed.ref, *one[1:]) not in made)


def followup(followed: Followed, made: Container[str], ctx: Context) -> SpecialistMail | None:
    """What is due today, the latest of it, so that an outage causes no backlog."""
    due_now = [one for one in days(followed, made, ctx.today) if one[0] <= ctx.today]
    if not due_now:
        return None
    _, kind, step = due_now[-1]
    view = _cycle(followed) if kind == FollowupCycle.KIND else _yearly(followed, step)
    return SpecialistMail(view, key_of(followed.ref, kind, step), step=step)


def _yearly(followed: Followed, years: int) -> FollowupYearly:
    return FollowupYearly(followed.ref, followed.name, followed.held_on, years)


def _cycle(followed: Followed) -> FollowupCycle:
    ends = followed.registered_until
    return FollowupCycle(
        followed.ref,
        followed.name,
        followed.held_on,
        later(followed.held_on, WINDOW),
        ends,
        later(ends, WINDOW) if ends else None,
    )


def of_traject(traject: Traject) -> Followed | None:
    """None while there is nothing to follow up, or nothing may be."""
    if traject.held_on is None or traject.no_followups or traject.hold or traject.stage not in AFTER_CONVERSATION:
        return None
    return Followed(traject.ref, traject.specialist.name, traject.held_on, traject.registered_until)


def due_followups(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """What is due now, in the window."""
    followed = of_traject(traject)
    if followed is None or not ctx.calendar.in_window(ctx.now, ctx.rules_of(traject).window):
        return ()
    mail = followup(followed, _made(traject), ctx)
    return (mail,) if mail is not None else ()


def next_followups(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    """The next moment at which something of this kind may be due."""
    followed = of_traject(traject)
    coming = days(followed, _made(traject), ctx.today) if followed is not None else ()
    if not coming:
        return ()
    opening = max(ctx.now, ctx.calendar.at(coming[0][0], time.min))
    return (ctx.calendar.next_window(opening, ctx.rules_of(traject).window),)


def upcoming_followups(traject: Traject, ctx: Context) -> tuple[Upcoming, ...]:
    """The next one as a day, for a digest."""
    followed = of_traject(traject)
    coming = days(followed, _made(traject), ctx.today)[:1] if followed is not None else ()
    return tuple(Upcoming(kind, ctx.calendar.next_working_day(max(day, ctx.today))) for day, kind, _ in coming)


def over(traject: Traject) -> bool:
    """Whether nothing more will be written to him: his word, or the last mail, has been."""
    return traject.no_followups or any(s.kind == FollowupCycle.KIND for s in traject.sent)


def _made(traject: Traject) -> frozenset[str]:
    return frozenset(s.key for s in traject.sent)

"""She waits a while for a group that is short: once that is over, and it still is, she is asked how to go on, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.context import Context
from bot.core.decision import Effect
from bot.core.due.planning import her_hours
from bot.core.due.shortage import decision, wanted_from
from bot.core.traject.value import Group, Traject

_WAITS, _ASKED = "waits", "waited"


def waits(traject: Traject, group: Group, ctx: Context, *, anew: bool = False) -> tuple[Traject, date | None]:
    """The traject that remembers it, and the day on which she is asked; None where she was before, unless `anew`."""
    asked = f"{_ASKED}/{group.key}"
    if asked in traject.told and not anew:
        return traject, None
    on = ctx.calendar.next_working_day(ctx.today + timedelta(ctx.rules_of(traject).repeat_days(traject.rush)))
    return replace(traject, told=(*_without(traject, group), f"{_WAITS}/{group.key}/{on.isoformat()}")), on


def due_waiting(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """The traject, which remembers that she was asked, and the questions."""
    over = [group for group, day in _coming(traject, ctx) if her_hours(ctx, day) <= ctx.now]
    asks = tuple(decision(traject, group, ctx) for group in over)
    for group in over:
        traject = replace(traject, told=(*_without(traject, group), f"{_ASKED}/{group.key}"))
    return traject, asks


def next_waiting(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    """The moments at which she may have to be asked."""
    return tuple(her_hours(ctx, day) for _, day in _coming(traject, ctx))


def _coming(traject: Traject, ctx: Context) -> Iterator[tuple[Group, date]]:
    for code in traject.told:
        what, _, rest = code.partition("/")
        key, _, on = rest.rpartition("/")
        group = traject.group(key) if what == _WAITS else None
        since = wanted_from(traject, group, ctx) if group is not None else None
        if group is not None and since is not None:
            yield group, max(since, date.fromisoformat(on))


def _without(traject: Traject, group: Group) -> tuple[str, ...]:
    mine = (f"{_ASKED}/{group.key}", f"{_WAITS}/{group.key}/")
    return tuple(code for code in traject.told if code != mine[0] and not code.startswith(mine[1]))

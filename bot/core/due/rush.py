"""How many days are left until the conversation must have been held."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.context import Context
from bot.core.traject.stages import BEFORE_CONVERSATION, Stage
from bot.core.traject.value import Traject
from bot.core.views import Phrase

_WITHIN = timedelta(days=21)
_AHEAD = BEFORE_CONVERSATION | {Stage.PLANNED, Stage.PAUSED}


def must_be_before(traject: Traject, ctx: Context) -> date | None:
    """The day before which the conversation must be: named at the start, or three weeks on where it has to be quick."""
    if traject.conversation_before is not None:
        return traject.conversation_before
    return ctx.calendar.day(traject.opened_at) + _WITHIN if traject.rush else None


def days_left(traject: Traject | None, ctx: Context) -> Phrase | None:
    """What every notice to her says of a traject that has to be quick; None of any other, and once it was held."""
    if traject is None or not traject.rush or traject.stage not in _AHEAD:
        return None
    before = must_be_before(traject, ctx)
    if before is None:
        return None
    n = (before - ctx.today).days
    return Phrase("due.days-left", (("before", before.isoformat()), ("n", str(n)), ("over", "" if n > 0 else "yes")))

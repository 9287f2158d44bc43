"""seintje REF: the re-registration has succeeded."""

from __future__ import annotations

from bot.core.course.advance import succeeded
from bot.core.due.retention import destruction_reminder
from bot.core.planning.appointing import put_away
from bot.core.questions import OF_REREGISTRATION
from bot.core.traject.stages import AFTER_CONVERSATION
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.taking import traject_alone

WORDS = ("seintje", "reregistered", "signal")
USAGE = "seintje REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """She is asked about destruction."""
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in AFTER_CONVERSATION:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    asked = put_away(q for q in desk.world.questions(traject.ref) if q.kind in OF_REREGISTRATION)
    traject = succeeded(traject, desk.ctx, desk.ctx.today)
    return done("command.reregistered", traject, (*asked, *destruction_reminder(traject, desk.ctx)))

"""hervat REF: go on after a pause or a stop."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Retry
from bot.core.due.destruction import moment
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome
from bot.handlers.shared.answers import LATE
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.taking import traject_alone

WORDS = ("hervat", "resume")
USAGE = "hervat REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The stage it had before; what came in while it was stopped is looked at after all."""
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in (Stage.PAUSED, Stage.STOPPED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if traject.destroy_at is not None:
        return failed("command.destruction-planned-first", ref=traject.ref, at=moment(traject, desk.ctx))
    to = traject.resume or Stage.STARTED
    going = replace(traject.moved(to, desk.ctx.now), resume=None, paused_until=None)
    going, effects = advance(going, desk.ctx)
    late = tuple(Retry(v.inbound_id, going.ref) for v in going.valid if v.detail == LATE and v.outcome is Outcome.FILED)
    return done("command.resumed", going, (*effects, *late))

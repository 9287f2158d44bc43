"""stop REF: the traject ends here."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.retention import destruction_reminder
from bot.core.errors import IllegalMove
from bot.core.traject.stages import Stage
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, traject_alone

WORDS = ("stop", "beëindig", "beeindig", "end")
USAGE = "stop REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Nobody is mailed any more; she is asked whether the forms can be destroyed."""
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    resume = traject.resume if traject.stage is Stage.PAUSED else traject.stage
    if traject.stage is Stage.STOPPED:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    try:
        stopped = traject.moved(Stage.STOPPED, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    stopped = replace(stopped, resume=resume, paused_until=None)
    return done("command.stopped", stopped, destruction_reminder(stopped, desk.ctx))

"""stop REF: the traject ends here."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.retention import destruction_reminder
from bot.core.errors import IllegalMove
from bot.core.planning.appointing import called_off, settled
from bot.core.traject.stages import Stage
from bot.handlers.steering.calling_off import told_how
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.taking import traject_alone

WORDS = ("stop", "beëindig", "beeindig", "end")
USAGE = "stop REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_APPOINTMENT = frozenset(("afspraak", "gesprek", "uitnodiging", "appointment", "conversation", "meeting"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Nobody is mailed any more; she is asked whether the forms can be destroyed."""
    if not _APPOINTMENT.isdisjoint(w.casefold() for w in words):
        return told_how(tuple(w for w in words if w.casefold() not in _APPOINTMENT), desk)
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    resume = traject.resume if traject.stage is Stage.PAUSED else traject.stage
    resume = Stage.READY if resume is Stage.PLANNED else resume  # for the appointment is called off
    if traject.stage is Stage.STOPPED:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    try:
        stopped = traject.moved(Stage.STOPPED, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    stopped, cancelled = called_off(replace(stopped, resume=resume, paused_until=None), desk.ctx)
    effects = (*cancelled, *settled(stopped, desk.world), *destruction_reminder(stopped, desk.ctx))
    if cancelled:
        return done("command.stopped-and-called-off", stopped, effects)
    return done("command.stopped", stopped, effects)

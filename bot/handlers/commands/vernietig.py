"""vernietig REF: destroy the forms, the dossier and the correspondence, always after a confirmation."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.course.blocking import blocked
from bot.core.decision import Effect
from bot.core.due.destruction import carried_out, is_due, moment, planned
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import CommandResult
from bot.core.world import World
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, line_of
from bot.handlers.steering.taking import traject_alone

WORDS = ("vernietig", "destroy")
USAGE = "vernietig REF"
CONFIRMED = Confirmed.ALWAYS


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Planned for after the days to think; a hold or an open request under the AVG blocks it, then as well."""
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.already-destroyed", ref=traject.ref)
    if (why := blocked(traject, desk)) is not None:
        return Done(why, done=False)
    if traject.destroy_at is not None:
        return failed("command.destruction-planned-already", ref=traject.ref, at=moment(traject, desk.ctx))
    going = planned(traject, desk.ctx)
    effects: tuple[Effect, ...] = ()
    if is_due(going, desk.ctx.now):
        going, effects = carried_out(going, desk.ctx)
    if going.stage is Stage.DESTROYING:
        return done("command.destruction-begun", going, effects)
    return done("command.destruction-planned", going, effects, at=moment(going, desk.ctx))


def asked_in_vain(traject: Traject, world: World, ctx: Context) -> CommandResult | None:
    """What she is told instead of being asked to confirm, when something has come in the way since she wrote."""
    line = f"{WORDS[0]} {traject.ref}"
    probe = run((traject.ref,), Desk(world, ctx))
    return None if probe.done else CommandResult(traject.ref, (line_of(line, probe),))

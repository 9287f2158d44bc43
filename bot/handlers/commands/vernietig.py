"""vernietig REF: destroy the forms, the dossier and the correspondence, always after a confirmation."""

from __future__ import annotations

from bot.core.course.blocking import blocked
from bot.core.decision import Close, Work
from bot.core.traject.stages import Stage
from bot.handlers.shared.desk import Confirmed, Desk, Done, done, failed, the_traject

WORDS = ("vernietig", "destroy")
USAGE = "vernietig REF"
CONFIRMED = Confirmed.ALWAYS


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Checked again at the moment of destroying; a hold or an open request under the AVG blocks it."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.already-destroyed", ref=traject.ref)
    if (why := blocked(traject, desk.world)) is not None:
        return Done(why, done=False)
    going = traject.moved(Stage.DESTROYING, desk.ctx.now)
    asked = tuple(Close(q.number) for q in desk.world.questions(going.ref))
    return done("command.destruction-begun", going, (*asked, Work("destroy", f"{going.ref}/destroy")))

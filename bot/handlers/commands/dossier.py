"""dossier REF: the dossier is made of what counts now."""

from __future__ import annotations

from bot.core.course.advance import DOSSIER
from bot.core.decision import Work
from bot.core.traject.stages import Stage
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject

WORDS = ("dossier",)
USAGE = "dossier REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """It takes the place of the one before, in the traject's folder; nothing of it travels."""
    about = a_traject(tuple(w for w in words if w.casefold() not in ("opnieuw", "again")), desk)
    if isinstance(about, Done):
        return about
    if rest := left_over(about.rest):
        return not_understood(rest, USAGE)
    traject = about.traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if not traject.answered():
        return failed("command.no-forms-yet", ref=traject.ref)
    work = Work(DOSSIER, f"{traject.ref}/{DOSSIER}/{desk.ctx.inbound_id}")
    return done("command.dossier-begun", traject, (work,), n=str(len(traject.answered())))

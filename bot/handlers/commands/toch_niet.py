"""toch niet REF: a destruction that is planned does not take place."""

from __future__ import annotations

from bot.core.course.advance import advance
from bot.core.due.destruction import kept
from bot.core.traject.stages import Stage
from bot.handlers.shared.desk import Confirmed, Desk, Done, done, failed, the_traject

WORDS = ("toch niet", "tochniet", "undo")
USAGE = "toch niet REF"
CONFIRMED = Confirmed.NEVER


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Always allowed, whatever else the line says: it keeps what would be lost."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.too-late-to-keep", ref=traject.ref)
    if traject.destroy_at is None:
        return failed("command.no-destruction-planned", ref=traject.ref)
    going, effects = advance(kept(traject), desk.ctx)
    return done("command.kept-after-all", going, effects)

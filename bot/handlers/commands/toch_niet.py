"""toch niet REF: a destruction that is planned does not take place."""

from __future__ import annotations

from bot.core.course.advance import advance
from bot.core.due.destruction import kept
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.taking import a_traject

WORDS = ("toch niet", "tochniet", "undo")
USAGE = "toch niet REF"
CONFIRMED = Confirmed.NEVER


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Always allowed, whatever else the line says: it keeps what would be lost."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.too-late-to-keep", ref=traject.ref)
    if traject.destroy_at is None:
        before = desk.world.traject(traject.ref)
        if before is None or before.destroy_at is None:
            return failed("command.no-destruction-planned", ref=traject.ref)
    return kept_after_all(traject, desk)


def kept_after_all(traject: Traject, desk: Desk, *, stops: bool = False, unsure: bool = False) -> Done:
    """It does not take place. `stops`: she said *stop*, which may have been meant of the traject itself. `unsure`: she
    set some of several apart, and all are kept.
    """
    going, effects = advance(kept(traject), desk.ctx)
    name = traject.specialist.name
    return done(
        "command.kept-after-all",
        going,
        effects,
        name=name,
        stops="yes" if stops else "",
        unsure="yes" if unsure else "",
    )

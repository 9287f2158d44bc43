"""vasthouden REF reden: nothing is destroyed while this holds."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.destruction import kept
from bot.core.traject.stages import Stage
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, the_traject

WORDS = ("vasthouden", "hold")
USAGE = "vasthouden REF reden"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The reason is hers, kept encrypted."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    reason = " ".join(words[1:])
    if not reason:
        return failed("command.missing", what="reden")
    code = "command.held-back" if traject.destroy_at is None else "command.held-back-after-all"
    return done(code, replace(kept(traject), hold=reason), reason=reason)

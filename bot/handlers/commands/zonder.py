"""zonder pop REF: she does without a document of the specialist."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance, missing_documents
from bot.core.traject.stages import BEFORE_CONVERSATION, COLLECTS
from bot.forms.shape import POP, SELF_EVALUATION, named_kinds
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject

WORDS = ("zonder", "without")
USAGE = "zonder pop REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("en", "and", "de", "het", "een", "zijn", "haar", "the", "his", "her"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """He is not asked for it any more, and the traject may be ready."""
    kinds = tuple(kind for kind in (SELF_EVALUATION, POP) if kind in named_kinds(" ".join(words)))
    about = a_traject(tuple(w for w in words if not named_kinds(w)), desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if rest := left_over(about.rest, _BETWEEN):
        return not_understood(rest, USAGE)
    if not kinds:
        return failed("command.missing", what="document")
    if traject.stage not in BEFORE_CONVERSATION | COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    awaited = tuple(kind for kind in kinds if kind in missing_documents(traject, desk.ctx))
    if not awaited:
        return failed("command.not-awaited", ref=traject.ref, what=",".join(kinds))
    waived = replace(traject, waived=(*traject.waived, *awaited))
    missing = ",".join(missing_documents(waived, desk.ctx))
    waived, effects = advance(waived, desk.ctx)
    return done("command.waived", waived, effects, what=",".join(awaited), missing=missing)

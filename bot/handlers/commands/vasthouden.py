"""vasthouden REF reden: nothing is destroyed while this holds."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.destruction import kept
from bot.core.traject.stages import Stage
from bot.handlers.commands import vrijgeven
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject_in_free_words

WORDS = ("vasthouden", "hold")
USAGE = "vasthouden REF reden"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_NO_REASON = frozenset(("niet", "meer", "langer", "nodig", "hoeft", "not", "no", "longer", "needed", "any", "more"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The reason is hers, kept encrypted."""
    about = a_traject_in_free_words(words, desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if about.rest and _NO_REASON.issuperset(w.casefold() for w in about.rest):
        return not_understood(" ".join(about.rest), vrijgeven.USAGE)
    reason = " ".join(about.rest).strip(" :-")
    if not left_over(about.rest):
        return failed("command.missing", what="reden")
    code = "command.held-back" if traject.destroy_at is None else "command.held-back-after-all"
    return done(code, replace(kept(traject), hold=reason), reason=reason)

"""gesprek REF [DATUM]: the conversation has been held."""

from __future__ import annotations

from dataclasses import replace

from bot.core.decision import Enclosed, SpecialistMail
from bot.core.errors import IllegalMove
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Traject
from bot.core.views import Statement
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject, the_day

WORDS = ("gesprek", "conversation", "held")
USAGE = "gesprek REF [DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The specialist gets the statement of participation; nobody is reminded any more."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    day, traject = the_day(about.rest, desk), about.traject
    if isinstance(day, Done):
        return day
    if rest := left_over(day.rest):
        return not_understood(rest, USAGE)
    on = day.on or desk.ctx.today
    if on > desk.ctx.today:
        return failed("command.date-in-future", date=day.said)
    try:
        held = traject if traject.stage in AFTER_CONVERSATION else traject.moved(Stage.HELD, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    held = replace(held, held_on=on)
    return done("command.held", held, (_statement(held),), on=on.isoformat())


def _statement(traject: Traject) -> SpecialistMail:
    assert traject.held_on is not None
    view = Statement(traject.ref, traject.specialist.name, traject.held_on)
    key = f"{traject.ref}/{view.KIND}/{traject.held_on.isoformat()}"
    return SpecialistMail(view, key, (Enclosed.STATEMENT,), answers=True)

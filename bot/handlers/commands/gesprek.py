"""gesprek REF [DATUM]: the conversation has been held."""

from __future__ import annotations

from dataclasses import replace

from bot.core.errors import IllegalMove
from bot.core.planning.appointing import settled
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Traject
from bot.handlers.steering.calling_off import calls_off, told_how
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.registration import counts
from bot.handlers.steering.statements import statement, was_made
from bot.handlers.steering.taking import a_traject, the_day

WORDS = ("gesprek", "conversation", "held")
USAGE = "gesprek REF [DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(
    ("was", "is", "gevoerd", "gehad", "geweest", "gehouden", "heeft", "plaatsgevonden", "held", "had", "done")
)


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The specialist gets the statement of participation, or she gets it to sign; nobody is reminded any more."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    day, traject = the_day(about.rest, desk), about.traject
    if isinstance(day, Done):
        return day
    if calls_off(day.rest):
        return told_how((traject.ref,), desk)
    if rest := left_over(day.rest, _BETWEEN):
        return not_understood(rest, USAGE)
    on, opened = day.on or desk.ctx.today, desk.ctx.calendar.day(traject.opened_at)
    if on > desk.ctx.today:
        return failed("command.date-in-future", date=day.said)
    if on < opened:
        return failed("command.before-start", date=day.said, ref=traject.ref, on=opened.isoformat())
    try:
        held = traject if traject.stage in AFTER_CONVERSATION else traject.moved(Stage.HELD, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    return _held(replace(held, held_on=on), desk)


def _held(traject: Traject, desk: Desk) -> Done:
    assert traject.held_on is not None
    answered = settled(traject, desk.world)
    on, early = traject.held_on.isoformat(), "" if counts(traject) else "yes"
    if was_made(traject):
        return done("command.held-already", traject, answered, on=on, early=early)
    code = "command.held" if desk.ctx.practitioner.signature else "command.held-to-sign"
    effects = (*answered, *statement(traject, desk.ctx))
    return done(code, traject, effects, on=on, big=traject.big_number, early=early)


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself: no day is the one on which she wrote, not that on which she confirms it."""
    about = a_traject(words, desk)
    day = None if isinstance(about, Done) else the_day(about.rest, desk)
    if isinstance(about, Done) or day is None or isinstance(day, Done) or left_over(day.rest, _BETWEEN):
        return ""
    return f"{WORDS[0]} {about.traject.ref} {(day.on or desk.ctx.today).isoformat()}"

"""gesprek REF [DATUM]: the conversation has been held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.core.errors import IllegalMove
from bot.core.planning.appointing import settled
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Traject
from bot.core.views import Phrase
from bot.handlers.steering.calling_off import calls_off, told_how
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.registration import counts
from bot.handlers.steering.statements import has_statement, statement, was_made
from bot.handlers.steering.taking import a_traject, the_day

WORDS = ("gesprek", "conversation", "held")
USAGE = "gesprek REF [DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(
    ("was", "is", "gevoerd", "gehad", "geweest", "gehouden", "heeft", "plaatsgevonden", "held", "had", "done")
)
_DENY = frozenset(("van", "niet", "ipv", "i.p.v.", "of", "not"))
"""What stands before the day that it was not, where two are told."""
_INSTEAD = frozenset((*_DENY, "in", "plaats", "instead", "maar", "but"))


@dataclass(frozen=True, slots=True)
class _DayTold:
    """The day, as she wrote it; the one that it was not; and the words besides."""

    on: date | None = None
    instead: date | None = None
    said: str = ""
    rest: tuple[str, ...] = ()


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The specialist gets the statement of participation, or she gets it to sign; nobody is reminded any more.

    A conversation that is on record keeps its day: another one is asked about, unless the line names them both.
    """
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    told, traject = _told(about.rest, desk), about.traject
    if isinstance(told, Done):
        return told
    if calls_off(told.rest):
        return told_how((traject.ref,), desk)
    if rest := left_over(told.rest, _BETWEEN):
        return not_understood(rest, USAGE)
    on, opened = told.on or traject.held_on or desk.ctx.today, desk.ctx.calendar.day(traject.opened_at)
    if on > desk.ctx.today:
        return failed("command.date-in-future", date=told.said)
    if on < opened:
        return failed("command.before-start", date=told.said, ref=traject.ref, on=opened.isoformat())
    try:
        held = traject if traject.stage in AFTER_CONVERSATION else traject.moved(Stage.HELD, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if traject.held_on not in (None, on, told.instead):
        return _asked(traject, on)
    return _held(replace(held, held_on=on), traject.held_on, desk)


def _told(words: tuple[str, ...], desk: Desk) -> _DayTold | Done:
    """`11 december in plaats van 10 december`, `niet 10 maar 11 december`, or one day; no day where none is told."""
    day = the_day(words, desk)
    if isinstance(day, Done) or not day.said:
        return day if isinstance(day, Done) else _DayTold(rest=day.rest)
    other = the_day(day.rest[day.at :], desk)
    if isinstance(other, Done):
        return other
    before, between = day.rest[: day.at], other.rest[: other.at]
    if not other.said or _denies(before) == _denies(between):
        return _DayTold(day.on, said=day.said, rest=day.rest)
    new, old = (other, day) if _denies(before) else (day, other)
    around = (w for w in (*before, *other.rest) if w.casefold().strip(",;") not in _INSTEAD)
    return _DayTold(new.on, old.on, new.said, tuple(around))


def _denies(before: tuple[str, ...]) -> bool:
    """Whether the day behind these words is the one that it was not."""
    return before[-1:] != () and before[-1].casefold() in _DENY


def _asked(traject: Traject, on: date) -> Done:
    """What is on record, and what she would change by it."""
    assert traject.held_on is not None
    values = (("ref", traject.ref), ("on", traject.held_on.isoformat()), ("new", on.isoformat()))
    his = ("his", "yes" if has_statement(traject) else "")
    return Done(Phrase("command.held-otherwise", (*values, his)), done=False, asks=True)


def _held(traject: Traject, before: date | None, desk: Desk) -> Done:
    assert traject.held_on is not None
    answered = settled(traject, desk.world)
    on, early = traject.held_on.isoformat(), "" if counts(traject) else "yes"
    if was_made(traject):
        return done("command.held-already", traject, answered, on=on, early=early)
    code = "command.held" if desk.ctx.practitioner.signature else "command.held-to-sign"
    effects = (*answered, *statement(traject, desk.ctx))
    was = before.isoformat() if before not in (None, traject.held_on) else ""
    return done(code, traject, effects, on=on, big=traject.big_number, early=early, was=was)


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself: no day is the one on which she wrote, not that on which she confirms it; and with the day
    on record, so that she confirms what becomes of that.
    """
    about = a_traject(words, desk)
    told = None if isinstance(about, Done) else _told(about.rest, desk)
    if isinstance(about, Done) or told is None or isinstance(told, Done) or left_over(told.rest, _BETWEEN):
        return ""
    line, known = f"{WORDS[0]} {about.traject.ref}", about.traject.held_on
    if known is None or told.on is None:
        return line if known is not None else f"{line} {(told.on or desk.ctx.today).isoformat()}"
    instead = f" in plaats van {known.isoformat()}" if known != told.on else ""
    return f"{line} {told.on.isoformat()}{instead}"

"""pauzeer REF [tot DATUM]"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.core.errors import IllegalMove
from bot.core.traject.stages import Stage
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject, so_long, the_day

WORDS = ("pauzeer", "pauze", "pause")
USAGE = "pauzeer REF [tot DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BEFORE = re.compile(r"(?i)(?:(?P<through>tot en met|t/?\s?m|through|until and including)|tot|until|till)(?:\s+|$)")


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Nobody is reminded until it goes on; forms that come in are counted all the same."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    traject, until = about.traject, None
    if left_over(about.rest):
        said = _until(about.rest, desk)
        if isinstance(said, Done):
            return said
        until = said
    resume = traject.resume if traject.stage is Stage.PAUSED else traject.stage
    try:
        paused = traject.moved(Stage.PAUSED, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    paused = replace(paused, paused_until=until, resume=resume)
    if until:
        return done("command.paused-until", paused, until=until.isoformat())
    return done("command.paused", paused)


def _until(words: tuple[str, ...], desk: Desk) -> date | Done:
    """The day on which it goes on, or why these words do not say one; *tot en met* is through that day."""
    before = _BEFORE.match(" ".join(words))
    rest = tuple(" ".join(words)[before.end() :].split()) if before else words
    day = the_day(so_long(rest, desk), desk, ahead=True)
    if isinstance(day, Done):
        return day
    if besides := left_over(day.rest):
        return not_understood(besides, USAGE) if day.on else failed("command.bad-date", date=besides)
    if day.on is None:
        return failed("command.missing", what="datum")
    until = day.on + timedelta(1) if before and before["through"] else day.on
    return until if until > desk.ctx.today else failed("command.date-past", date=day.on.isoformat())


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself."""
    about = a_traject(words, desk)
    if isinstance(about, Done) or not left_over(about.rest):
        return ""
    until = _until(about.rest, desk)
    return "" if isinstance(until, Done) else f"{WORDS[0]} {about.traject.ref} tot {until.isoformat()}"

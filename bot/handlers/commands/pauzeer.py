"""pauzeer REF [tot DATUM]"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.errors import IllegalMove
from bot.core.traject.stages import Stage
from bot.handlers.shared.desk import Confirmed, Desk, Done, a_date, done, failed, the_traject

WORDS = ("pauzeer", "pauze", "pause")
USAGE = "pauzeer REF [tot DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Nobody is reminded until it goes on; forms that come in are counted all the same."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    rest = tuple(w for w in words[1:] if w.casefold() not in ("tot", "until"))
    until = a_date(rest, desk.ctx.today) if rest else None
    if rest and until is None:
        return failed("command.bad-date", date=" ".join(rest))
    if until is not None and until < desk.ctx.today and not re.search(r"\d{4}", " ".join(rest)):
        until = a_date((*rest, str(desk.ctx.today.year + 1)), desk.ctx.today) or until  # the next 1 January
    if until is not None and until <= desk.ctx.today:
        return failed("command.date-past", date=until.isoformat())
    resume = traject.resume if traject.stage is Stage.PAUSED else traject.stage
    try:
        paused = traject.moved(Stage.PAUSED, desk.ctx.now)
    except IllegalMove:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    paused = replace(paused, paused_until=until, resume=resume)
    if until:
        return done("command.paused-until", paused, until=until.isoformat())
    return done("command.paused", paused)

"""pauzeer REF [tot DATUM]"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.core.errors import IllegalMove
from bot.core.traject.stages import Stage
from bot.core.words.command_dates import a_date, dated
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, not_understood, the_traject

WORDS = ("pauzeer", "pauze", "pause")
USAGE = "pauzeer REF [tot DATUM]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BEFORE = re.compile(r"(?i)(?:(?P<through>tot en met|t/m|through|until and including)|tot|until|till)(?:\s+|$)")


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Nobody is reminded until it goes on; forms that come in are counted all the same."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    until: date | None = None
    if words[1:]:
        said = _until(words[1:], desk.ctx.today)
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


def _until(words: tuple[str, ...], today: date) -> date | Done:
    """The day on which it goes on, or why these words do not say one; *tot en met* is through that day."""
    text = " ".join(words)
    before = _BEFORE.match(text)
    rest = tuple(text[before.end() :].split()) if before else words
    if not rest:
        return failed("command.missing", what="datum")
    day, besides = dated(rest, today)
    if day is None:
        return failed("command.bad-date", date=" ".join(rest))
    if besides:
        return not_understood(besides, USAGE)
    if day < today and not re.search(r"\d{4}", text):
        day = a_date((*rest, str(today.year + 1)), today) or day  # the next 1 January
    until = day + timedelta(1) if before and before["through"] else day
    return until if until > today else failed("command.date-past", date=day.isoformat())

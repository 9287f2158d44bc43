"""afwezig tot DATUM: her digests are gathered until she is back, and who asks her is told; `voorbij` ends it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.decision import Absent
from bot.core.views import Phrase
from bot.core.words.moments.days import a_day
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, left_over, not_understood
from bot.handlers.steering.taking import so_long

WORDS = ("afwezig", "away", "absent")
USAGE = "afwezig tot DATUM"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
OVER = "voorbij"
"""In the place of a day: she is back."""
_THROUGH = re.compile(r"(?i)^(?:ben ik )?(?:tot en met|t/m|through|until and including)\b")
_UNTIL = frozenset(("tot", "t", "m", "en", "met", "ben", "ik", "through", "until", "till", "and", "including"))
_LONGEST = timedelta(366)


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """It ends by itself; another day takes the place of this one."""
    if tuple(w.casefold() for w in words) == (OVER,):
        return _over(desk)
    back = _until(words, desk)
    if isinstance(back, Done):
        return back
    return Done(Phrase("command.away", (("on", back.isoformat()),)), effects=(Absent(back),))


def _over(desk: Desk) -> Done:
    if desk.world.back_on() is None:
        return failed("command.not-away")
    return Done(Phrase("command.back"), effects=(Absent(desk.ctx.today),))


def _until(words: tuple[str, ...], desk: Desk) -> date | Done:
    """The day on which she is back, or why these words do not say one."""
    day, today = a_day(so_long(words, desk), desk.ctx.today, ahead=True), desk.ctx.today
    if day.problem is not None:
        meant = day.on.isoformat() if day.on is not None else ""
        return failed(f"command.{day.problem}", date=day.said, on=meant)
    if rest := left_over(day.rest, _UNTIL):
        return not_understood(rest, USAGE) if day.on else failed("command.bad-date", date=rest)
    if day.on is None:
        return failed("command.missing", what="datum")
    back = _back_on(day.on, words)
    if back <= today:
        return failed("command.date-past", date=day.said)
    if back - today > _LONGEST:
        return failed("command.date-far", date=day.said)
    return back


def _back_on(day: date, words: tuple[str, ...]) -> date:
    return day + timedelta(1) if _THROUGH.match(" ".join(words)) else day


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself."""
    back = _until(words, desk)
    return "" if isinstance(back, Done) else f"{WORDS[0]} tot {back.isoformat()}"

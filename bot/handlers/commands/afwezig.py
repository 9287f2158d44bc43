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
_OVER = frozenset((OVER, "niet meer", "over", "klaar", "no longer"))
_TILL = re.compile(r"(?i)(?:^|(?<=\s))(?P<through>tot en met|t/m|through|until and including)\b|\b(?:tot|until|till)\b")
_UNTIL = frozenset(("tot", "t", "m", "en", "met", "ben", "ik", "through", "until", "till", "and", "including"))
_FROM = frozenset(("van", "vanaf", "from"))
_LONGEST = timedelta(366)


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """It ends by itself; another day takes the place of this one, and today's ends it."""
    if " ".join(words).casefold() in _OVER:
        return over(desk)
    back = _until(words, desk)
    if isinstance(back, Done):
        return back
    if back == desk.ctx.today:
        return over(desk)
    return Done(Phrase("command.away", (("on", back.isoformat()),)), effects=(Absent(back),))


def over(desk: Desk) -> Done:
    """She is back before the day that she named."""
    if desk.world.back_on() is None:
        return failed("command.not-away")
    return Done(Phrase("command.back"), effects=(Absent(desk.ctx.today),))


def _until(words: tuple[str, ...], desk: Desk) -> date | Done:
    """The day on which she is back (today's only where she is away), or why these words do not say one."""
    said, today = " ".join(words), desk.ctx.today
    till = _TILL.search(said)
    before, behind = (said[: till.start()], said[till.start() :]) if till else ("", said)
    day = a_day(so_long(tuple(behind.split()), desk), today, ahead=True)
    if day.problem is not None:
        meant = day.on.isoformat() if day.on is not None else ""
        return failed(f"command.{day.problem}", date=day.said, on=meant)
    if rest := left_over(day.rest, _UNTIL | _FROM):
        return not_understood(rest, USAGE) if day.on else failed("command.bad-date", date=rest)
    if day.on is None:
        return failed("command.missing", what="datum")
    back = day.on + timedelta(1) if till is not None and till["through"] else day.on
    if back < today or (back == today and desk.world.back_on() is None):
        return failed("command.date-past", date=day.said)
    if back - today > _LONGEST:
        return failed("command.date-far", date=day.said)
    return _from_now(before, words, back, desk) or back


def _from_now(before: str, words: tuple[str, ...], back: date, desk: Desk) -> Done | None:
    """Why it does not begin now: it is of a day, or begins on a later one."""
    start = a_day(tuple(before.split()), desk.ctx.today, ahead=True)
    if left_over(tuple(before.split()), _UNTIL) and (start.on is None or start.on > desk.ctx.today):
        return failed("command.away-later", on=back.isoformat())
    if rest := left_over(start.rest, _UNTIL | _FROM):
        return not_understood(rest, USAGE)
    if _TILL.search(" ".join(words)) is not None or so_long(words, desk) != words:
        return None
    later = not _FROM.isdisjoint(w.casefold() for w in words)
    return failed("command.away-later", on="") if later else failed("command.until-when", on=back.isoformat())


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself."""
    back = _until(words, desk)
    return "" if isinstance(back, Done) else f"{WORDS[0]} tot {back.isoformat()}"

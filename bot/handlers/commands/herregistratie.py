"""herregistratie REF DATUM: until when the specialist is registered."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.years.followups import later, window
from bot.core.traject.stages import AFTER_CONVERSATION, OPEN
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.registration import counts
from bot.handlers.steering.taking import a_traject, the_day

WORDS = ("herregistratie", "registratie", "registration")
USAGE = "herregistratie REF 2027-05-01"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_UNTIL = frozenset(("tot", "t", "m", "en", "met", "uiterlijk", "voor", "until", "to", "loopt", "verloopt", "af", "op"))
_SUCCEEDED = frozenset(
    (
        "is",
        "rond",
        "gelukt",
        "geslaagd",
        "klaar",
        "binnen",
        "geregeld",
        "afgerond",
        "gedaan",
        "succeeded",
        "done",
        "complete",
    )
)
"""What says that it is there, for which there is another command."""
_YEARS = 6
"""A registration is for five years: a day that is farther away is a slip of the pen."""


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """He is asked about it when that day is over; she hears when a conversation would not count for it."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    day, traject, today = the_day(about.rest, desk, ahead=True), about.traject, desk.ctx.today
    if isinstance(day, Done):
        return day
    if day.on is None:
        rest = left_over(day.rest, _UNTIL)
        if rest and not left_over(day.rest, _UNTIL | _SUCCEEDED):
            return failed("command.succeeded-by", ref=traject.ref)
        return failed("command.bad-date", date=rest) if rest else failed("command.missing", what="datum")
    if rest := left_over(day.rest, _UNTIL):
        return not_understood(rest, USAGE)
    if traject.stage not in OPEN:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if day.on <= today:
        return failed("command.date-past", date=day.said)
    if day.on > later(today, _YEARS):
        return failed("command.date-far", date=day.said)
    known = replace(traject, registered_until=day.on)
    first, last = (one.isoformat() for one in window(day.on))
    code = "command.registration" if counts(known) else "command.registration-does-not-count"
    held = known.held_on.isoformat() if known.held_on and known.stage in AFTER_CONVERSATION else ""
    return done(code, known, on=last, first=first, held=held)


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself."""
    about = a_traject(words, desk)
    day = None if isinstance(about, Done) else the_day(about.rest, desk, ahead=True)
    if isinstance(about, Done) or day is None or isinstance(day, Done) or day.on is None:
        return ""
    if left_over(day.rest, _UNTIL):
        return ""
    return f"{WORDS[0]} {about.traject.ref} {day.on.isoformat()}"

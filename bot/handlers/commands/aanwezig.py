"""aanwezig: she is back before the day that `afwezig` named."""

from __future__ import annotations

from bot.handlers.commands import afwezig
from bot.handlers.steering.desk import Confirmed, Desk, Done, left_over, not_understood

WORDS = ("aanwezig", "weer aanwezig", "weer terug", "back")
USAGE = "aanwezig"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_AROUND = frozenset(("weer", "ben", "ik", "er", "terug", "vandaag", "again", "i", "am", "m"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Her overviews come as always again."""
    if rest := left_over(words, _AROUND):
        return not_understood(rest, USAGE)
    return afwezig.over(desk)

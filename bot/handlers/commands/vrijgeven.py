"""vrijgeven REF: destruction is possible again."""

from __future__ import annotations

from dataclasses import replace

from bot.handlers.steering.desk import Confirmed, Desk, Done, done
from bot.handlers.steering.taking import traject_alone

WORDS = ("vrijgeven", "release")
USAGE = "vrijgeven REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The hold is gone."""
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    return done("command.released", replace(traject, hold=""))

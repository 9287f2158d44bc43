"""vrijgeven REF: destruction is possible again."""

from __future__ import annotations

from dataclasses import replace

from bot.handlers.shared.desk import Confirmed, Desk, Done, done, the_traject

WORDS = ("vrijgeven", "release")
USAGE = "vrijgeven REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The hold is gone."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    return done("command.released", replace(traject, hold=""))

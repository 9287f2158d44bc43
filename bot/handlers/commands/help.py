"""help: the commands."""

from __future__ import annotations

from bot.core.views import Phrase
from bot.handlers.steering.desk import Confirmed, Desk, Done

WORDS = ("help", "hulp", "?")
USAGE = "help"
CONFIRMED = Confirmed.NEVER


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """They stand in the mail's template."""
    return Done(Phrase("command.help"), help=True)

"""verstuur: what the mass-send guard holds may go."""

from __future__ import annotations

from bot.core.decision import Release
from bot.core.views import Phrase
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, left_over

WORDS = ("verstuur", "versturen", "send")
USAGE = "verstuur"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """All of it; what is no longer wanted, or would leave outside the window, is still kept back by that."""
    if left_over(words):
        return failed("command.unknown", nearest=USAGE)
    held = desk.world.held()
    if not held:
        return failed("command.no-mails-held")
    return Done(Phrase("command.mails-released", (("n", str(held)),)), effects=(Release(),))

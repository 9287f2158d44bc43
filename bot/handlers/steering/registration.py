"""Whether a conversation counts for the registration that is about to end, as far as both days are known."""

from __future__ import annotations

from bot.core.due.years.followups import window
from bot.core.traject.value import Traject


def counts(traject: Traject) -> bool:
    """In the five years before the registration ends; nothing is said while one of the days is not known."""
    if traject.held_on is None or traject.registered_until is None:
        return True
    first, last = window(traject.registered_until)
    return first <= traject.held_on <= last

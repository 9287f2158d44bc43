"""What several handlers of answers share."""

from __future__ import annotations

from bot.core.traject.value import Traject

LATE = "late"
"""The detail of an answer that came when the traject was over; it counts when she goes on with it."""


def first_mail(traject: Traject, respondent: str) -> bool:
    """Whether no mail of ours has gone to this respondent yet: the first one carries the notice of AVG art. 14."""
    return not any(s.respondent == respondent for s in traject.sent)

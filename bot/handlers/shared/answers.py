"""What several handlers of answers share."""

from __future__ import annotations

from bot.core.traject.value import ANSWERING, Traject
from bot.core.views import Invitation, RespondentReminder
from bot.core.world import Role, Token

WHOEVER_ANSWERED = frozenset({Invitation.KIND, RespondentReminder.KIND})
LATE = "late"
"""The detail of an answer that came when the traject was over; it counts when she goes on with it."""


def first_mail(traject: Traject, respondent: str) -> bool:
    """Whether no mail of ours has gone to this respondent yet: the first one carries the notice of AVG art. 14."""
    return not any(s.respondent == respondent for s in traject.sent)


def hidden_from_him(traject: Traject, token: Token) -> str:
    """The end of the detail of a failure that the specialist may not hear: of a mail to a respondent that answered
    them, or, where it is not known which mail failed, of somebody who has answered or declined.
    """
    if token.role is not Role.RESPONDENT:
        return ""
    silent = token.kind in WHOEVER_ANSWERED
    if not token.kind:
        silent = token.respondent not in traject.answered() | traject.declined()
    return "" if silent else ANSWERING

"""Somebody writes of something grave, or wants to be called: she hears of it, whatever else was done with the mail."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.message import InboundMail
from bot.core.questions import GRAVE
from bot.core.views import Phrase
from bot.core.world import Role
from bot.handlers.shared.asking import as_proved, holds_grave, who

_PEOPLE = frozenset({Role.RESPONDENT, Role.SPECIALIST})


def with_alarm(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and a question beside it, where no question about this mail says so.

    By her word too: who ties a mail to a traject, or drags it, has not read it.
    """
    told = any(isinstance(e, Ask) and GRAVE in dict(e.what.values) for e in decision.effects)
    if told or not (case.by_her or case.role in _PEOPLE) or not holds_grave(mail, case, ctx):
        return decision
    what = as_proved(Phrase(GRAVE, (("place", str(decision.place)),)), mail, case, ctx)
    key = f"{case.traject.ref}/{what.code}/{ctx.inbound_id}"
    return replace(decision, effects=(*decision.effects, Ask(what.code, key, what, who(mail), (buttons.dismiss(),))))

"""Somebody writes of something grave, or wants to be called: she hears of it, whatever else was done with the mail."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.views import Phrase
from bot.core.words.grave import is_grave
from bot.core.world import Role
from bot.handlers.shared.asking import above_answers, as_proved, who

_PEOPLE = frozenset({Role.RESPONDENT, Role.SPECIALIST})


def with_alarm(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and a question beside it, where nothing of this mail would come before her otherwise."""
    asked = any(isinstance(e, Ask) for e in decision.effects)
    if asked or case.by_her or case.role not in _PEOPLE or mail.automatic is not Automatic.NO:
        return decision
    if not is_grave(mail.new_text if case.clues.typed is None else above_answers(mail.new_text)):
        return decision
    what = as_proved(Phrase("grave", (("place", str(decision.place)),)), mail, case, ctx)
    key = f"{case.traject.ref}/{what.code}/{ctx.inbound_id}"
    return replace(decision, effects=(*decision.effects, Ask(what.code, key, what, who(mail), (buttons.dismiss(),))))

"""Somebody of a traject writes something that only the practitioner can answer."""

from __future__ import annotations

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Proposal
from bot.core.world import Role, World
from bot.handlers.doubtful import ask

INTENT = "question"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """From the specialist or a listed respondent."""
    return case.traject is not None and case.role in (Role.SPECIALIST, Role.RESPONDENT)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Put aside for her, unless she has put it here herself; what looks like an answer can be tied with one tap."""
    assert case.traject is not None
    if case.by_her:
        return Decision(case.traject, outcome=Outcome.FILED, place=Place.TRAJECT, intent=INTENT)
    ref = case.traject.ref
    if case.role is Role.RESPONDENT:
        offers = (Proposal(f"koppel NR {ref}"), Proposal("negeer NR"))
        return ask(mail, case, ctx, Phrase("question-from-respondent"), offers, INTENT)
    return ask(mail, case, ctx, Phrase("question-from-specialist"), (Proposal("negeer NR"),), INTENT)

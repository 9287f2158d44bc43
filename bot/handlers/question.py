"""Somebody of a traject writes something that only the practitioner can answer."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.handlers import list_correction
from bot.handlers.shared.asking import ask
from bot.handlers.shared.lists import passes_list_on, shows_own_list

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist or a listed respondent."""
    return case.role in (Role.SPECIALIST, Role.RESPONDENT)


def by_itself(alone: Alone) -> bool:
    """Told from other people's mail by the reference in it."""
    return bool(alone.clues.references)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Put aside for her, unless she has put it here herself; what looks like an answer can be tied with one tap.

    What a specialist writes about his list is answered at once with what was not understood.
    """
    if case.by_her:
        return Decision(case.traject, outcome=Outcome.FILED, place=Place.TRAJECT, intent=INTENT)
    ref = case.traject.ref
    if case.role is Role.RESPONDENT:
        offers = (buttons.dismiss(), buttons.count(ref))
        return ask(mail, case, ctx, Phrase("question-from-respondent"), offers, INTENT)
    if passes_list_on(mail, case, ctx):
        offers = (buttons.tie(ref), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("list-passed-on"), offers, INTENT)
    if said := list_correction.unclear(mail, case.traject, ctx):
        return list_correction.not_understood(mail, case, ctx, said, INTENT)
    what = "own-list-back" if shows_own_list(mail, case, ctx) else "question-from-specialist"
    return ask(mail, case, ctx, Phrase(what), (buttons.dismiss(),), INTENT)

"""A mail that points to a traject, but not surely enough: the practitioner decides."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase, proposals
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers import respondent_list
from bot.handlers.shared.asking import ask
from bot.handlers.shared.lists import holds_list

INTENT = "unknown"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """The ladder of evidence ended in a doubt."""
    return case.doubt is not None


def by_itself(alone: Alone) -> bool:
    """Never: without a traject there is nothing to doubt."""
    return False


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Put aside in *Beoordelen*, with a numbered question."""
    assert case.doubt is not None
    strange = case.doubt.code == "unknown-sender" and not case.clues.forms
    if strange and isinstance(case, TrajectCase) and holds_list(mail, case, ctx):
        offers = (buttons.tie(case.traject.ref), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("list-from-other"), offers, respondent_list.INTENT)
    return ask(mail, case, ctx, case.doubt, proposals(case))

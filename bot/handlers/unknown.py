"""The last handler: what nobody understands."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers.beside.alarm import with_alarm
from bot.handlers.beside.ours import put_answer_before_her
from bot.handlers.beside.weighs import put_before_her
from bot.handlers.shared.asking import ask

INTENT = "unknown"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Always."""
    return True


def by_itself(alone: Alone) -> bool:
    """Always."""
    return True


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """With a traject: a question. Without: INBOX is hers, nothing is moved, flagged or answered."""
    if case.traject is None:
        return _before_her(mail, case, world, ctx) or Decision(
            None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT
        )
    if case.by_her:
        filed = Decision(case.traject, outcome=Outcome.FILED, place=Place.TRAJECT, intent=INTENT)
        return with_alarm(filed, mail, case, ctx) if isinstance(case, TrajectCase) else filed
    offers = (buttons.tie(case.traject.ref), buttons.dismiss())
    return ask(mail, case, ctx, Phrase("unknown-mail"), offers)


def _before_her(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision | None:
    weighs = put_before_her(mail, case, world, ctx, INTENT)
    return weighs or put_answer_before_her(mail, case, world, ctx, INTENT)

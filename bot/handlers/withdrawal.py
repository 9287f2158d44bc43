"""A respondent takes an answer back, or objects: the practitioner carries it out, nobody reminds them any more."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.views import Phrase
from bot.core.words.phrases import withdraws
from bot.core.world import World
from bot.handlers.shared.asking import ask

INTENT = "withdrawal"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed."""
    return case.respondent is not None and mail.automatic is Automatic.NO and withdraws(mail.new_text)


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return withdraws(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """A question for her: taking a form out of the traject's folder takes its effects back."""
    return ask(mail, case, ctx, Phrase("withdrawal"), (buttons.dismiss(),), INTENT)

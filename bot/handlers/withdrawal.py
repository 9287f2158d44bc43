"""A respondent takes an answer back, or objects: the practitioner carries it out, nobody reminds them any more."""

from __future__ import annotations

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.views import Phrase, Proposal
from bot.core.words.phrases import withdraws
from bot.core.world import World
from bot.handlers.doubtful import ask

INTENT = "withdrawal"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """In plain words, by somebody listed."""
    return case.respondent is not None and mail.automatic is Automatic.NO and withdraws(mail.new_text)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """A question for her: taking a form out of the traject's folder takes its effects back."""
    assert case.traject is not None
    return ask(mail, case, ctx, Phrase("withdrawal"), (Proposal("negeer NR"),), INTENT)

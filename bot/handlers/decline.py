"""A respondent lets us know that they will not answer."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.bearers import called
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.overtaken import promised_since
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.views import Phrase
from bot.core.words.phrases import declines
from bot.core.world import World
from bot.handlers.shared.asking import ask
from bot.handlers.shared.departed import refused

INTENT = "decline"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed who has not answered: a no to something else is hers to read."""
    by_hand = case.respondent is not None and mail.automatic is Automatic.NO
    return by_hand and not _has_answered(case) and declines(mail.new_text or mail.text)


def _has_answered(case: TrajectCase) -> bool:
    return case.respondent is not None and case.respondent.id in case.traject.answered()


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return declines(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """No more mail to them; whether the group falls short is looked at on the first working day of the week."""
    assert case.respondent is not None
    if not case.by_her and promised_since(mail, case.traject, case.respondent, world, ctx):
        person = case.respondent
        offers = (buttons.tie(case.traject.ref, called(case.traject, person), person.name), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("refusal-overtaken"), offers, INTENT)
    return refused(case.traject, case.respondent, ctx, INTENT)

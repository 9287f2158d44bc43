"""The specialist tells whether the re-registration has succeeded (the "seintje")."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import succeeded, with_outcome
from bot.core.decision import Ask, Decision, Note
from bot.core.due.retention import destruction_reminder
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import AFTER_CONVERSATION
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.words.phrases import Reregistration, ReregistrationAnswer, reregistered
from bot.core.world import Role, World

INTENT = "reregistered"
_REREGISTRATION = re.compile(r"(?i)\b(?:her|re)-?registr")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, after the conversation."""
    return (
        case.role is Role.SPECIALIST
        and case.traject.stage in AFTER_CONVERSATION
        and mail.automatic is Automatic.NO
        and _said(mail, ctx).answer is not Reregistration.NONE
    )


def _said(mail: InboundMail, ctx: Context) -> ReregistrationAnswer:
    return reregistered(mail.new_text, ctx.today)


def by_itself(alone: Alone) -> bool:
    """That it is done, in an answer; anything about it where the word itself is used."""
    if not (alone.is_of_our_field or alone.clues.answered_ids):
        return False
    told = reregistered(alone.word, alone.today).answer
    named = _REREGISTRATION.search(f"{alone.mail.subject}\n{alone.word}")
    return told is Reregistration.DONE or (told is not Reregistration.NONE and bool(named))


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Done: she is asked about destruction. Later: asked again then. Not applicable: she decides."""
    traject, said = with_outcome(case.traject, ctx, Outcome.REREGISTERED), _said(mail, ctx)
    if said.answer is Reregistration.DONE:
        traject = succeeded(traject, ctx, ctx.today)
        effects = (Note("news.reregistered"), *destruction_reminder(traject, ctx))
        return Decision(traject, effects, Outcome.REREGISTERED, intent=INTENT)
    if said.answer is Reregistration.LATER:
        later = replace(traject, ask_again_on=said.on)
        return Decision(later, (Note("news.reregistered-later"),), Outcome.REREGISTERED, intent=INTENT)
    question = Ask(
        "not-applicable-reregistration",
        f"{traject.ref}/not-applicable-reregistration",
        Phrase("not-applicable-reregistration"),
        traject.specialist.name,
        (buttons.reregistered(traject.ref), buttons.destroy(traject.ref), buttons.dismiss()),
    )
    detail = str(Reregistration.NOT_APPLICABLE)
    traject = with_outcome(traject, ctx, Outcome.REREGISTERED, detail=detail)
    return Decision(traject, (question,), Outcome.REREGISTERED, detail=detail, intent=INTENT)

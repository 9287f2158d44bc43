"""The specialist does not want to be written to in the years after the conversation."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Decision, Forget, Note, Place
from bot.core.mail.authentication.verdict import failed
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import AFTER_CONVERSATION
from bot.core.traject.value import Outcome
from bot.core.views import FollowupCycle, FollowupYearly
from bot.core.words.years.followups import refuses_followups
from bot.core.world import Role, World
from bot.handlers.beside.weighs import put_before_her

INTENT = "followup-stop"
_FOLLOWUPS = (FollowupYearly.KIND, FollowupCycle.KIND)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """In plain words after the conversation; in one word where he answers such a mail."""
    if mail.automatic is not Automatic.NO or failed(mail, ctx.safeguards.trusted_authserv_id):
        return False
    if case.traject is None:
        return bool(case.gone)
    his = case.role is Role.SPECIALIST and case.traject.stage in AFTER_CONVERSATION and not case.afterwards
    return his and refuses_followups(mail.new_text, asked=case.answers in _FOLLOWUPS)


def by_itself(alone: Alone) -> bool:
    """In an answer to a mail, or where it is about our field."""
    near = alone.is_of_our_field or bool(alone.clues.answered_ids)
    return near and not alone.clues.looks_like_form and refuses_followups(alone.word, asked=False)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Remembered; of a traject that is destroyed he is forgotten."""
    if case.traject is None:
        forget = tuple(Forget(ref) for ref in case.gone)
        if (weighs := put_before_her(mail, case, world, ctx, INTENT)) is not None:
            return replace(weighs, effects=(*forget, *weighs.effects))
        return Decision(None, forget, Outcome.FILED, place=Place.STAYS, intent=INTENT)
    traject = with_outcome(replace(case.traject, no_followups=True), ctx, Outcome.FILED)
    return Decision(traject, (Note("news.followup-stop"),), Outcome.FILED, intent=INTENT)

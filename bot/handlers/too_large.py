"""A mail that is too large to be read: whoever is known hears it, and she can still tie it by her word."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Place, RespondentMail, SpecialistMail
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, TooLarge
from bot.core.world import Role, World
from bot.handlers.shared.asking import who

INTENT = "too-large"
FLAG = "too-large"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Only its header was fetched, and the sender is known in a traject."""
    known = case.role in (Role.SPECIALIST, Role.RESPONDENT)
    return FLAG in mail.flags and known and not case.by_her


def by_itself(alone: Alone) -> bool:
    """Never: its sender is not known."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Not counted; the sender is asked for a smaller one."""
    traject, respondent = case.traject, case.respondent
    name = respondent.name if respondent else traject.specialist.name
    view = TooLarge(traject.ref, name, ctx.safeguards.max_message_mb)
    key = ctx.key(traject, view.KIND)
    answer: Effect = SpecialistMail(view, key, answers=True)
    if respondent:
        answer = RespondentMail(view, respondent.id, key, answers=True)
    question = Ask(
        "too-large-mail",
        f"mail/{ctx.inbound_id}/{traject.ref}",
        Phrase("too-large-mail"),
        who(mail),
        (buttons.tie(traject.ref), buttons.dismiss()),
        ctx.inbound_id,
        mail=False,
    )
    identifier = respondent.id if respondent else ""
    return Decision(traject, (answer, question), Outcome.DOUBTFUL, identifier, FLAG, Place.REVIEW, INTENT)

"""A mail that is encrypted as a whole cannot be read: an open copy is asked for (h64)."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision, Effect, Note, RespondentMail, SpecialistMail
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Encrypted
from bot.core.world import Role, World

INTENT = "encrypted"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """S/MIME or PGP, from somebody of a traject."""
    return bool(mail.encrypted) and case.role in (Role.SPECIALIST, Role.RESPONDENT)


def by_itself(alone: Alone) -> bool:
    """It cannot be opened."""
    return bool(alone.mail.encrypted)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Not counted; asked once for each mail."""
    traject = case.traject
    respondent = case.respondent
    name = respondent.name if respondent else traject.specialist.name
    view, key = Encrypted(traject.ref, name), ctx.key(traject, Encrypted.KIND)
    answer: Effect = SpecialistMail(view, key, answers=True)
    if respondent:
        answer = RespondentMail(view, respondent.id, key, answers=True)
    identifier = respondent.id if respondent else ""
    return Decision(
        traject, (answer, Note("news.unreadable")), Outcome.FORM_UNREADABLE, identifier, "encrypted", intent=INTENT
    )

"""A calendar program answers an invitation: put before her as long as no appointment is made by mail."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask

INTENT = "calendar-reply"
_ANSWERS = ("REPLY", "COUNTER")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist's calendar."""
    return case.role is Role.SPECIALIST and _answers_invitation(mail)


def _answers_invitation(mail: InboundMail) -> bool:
    return mail.calendar is not None and mail.calendar.method in _ANSWERS


def by_itself(alone: Alone) -> bool:
    """Whatever it was invited to."""
    return _answers_invitation(alone.mail)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """A question for her."""
    return ask(mail, case, ctx, Phrase("question-from-specialist"), (buttons.dismiss(),), INTENT)

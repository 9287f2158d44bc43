"""A mere word of thanks needs nobody's decision."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.mail.signs import COPY
from bot.core.traject.stages import AFTER_CONVERSATION
from bot.core.traject.value import Outcome
from bot.core.words.prose.courtesy import agrees, is_pleasant, is_receipt
from bot.core.world import Role, World
from bot.handlers.beside.appointment import confirms

INTENT = "unknown"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Nothing but pleasantries, or that what was sent has come: no question, no file, no word about anybody."""
    copied, his = COPY in mail.signs and agrees(mail.new_text), case.role is Role.SPECIALIST
    received = his and case.traject.stage in AFTER_CONVERSATION and is_receipt(mail.new_text)
    return not case.clues.parts and (copied or received or is_pleasant(mail.new_text) or confirms(mail, case, ctx))


def by_itself(alone: Alone) -> bool:
    """Never: nobody is thanked."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Filed with the correspondence."""
    return Decision(case.traject, outcome=Outcome.FILED, intent=INTENT)

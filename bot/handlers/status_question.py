"""The specialist asks how things stand: "genoeg" or "nog niet genoeg", never a number (h94, h96)."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.course.standing import progress
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome
from bot.core.views import Progress
from bot.core.words.phrases import asks_status
from bot.core.world import Role, World

INTENT = "status-question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by the specialist, without a file."""
    return (
        case.role is Role.SPECIALIST
        and case.traject.stage in COLLECTS
        and mail.automatic is Automatic.NO
        and not case.clues.parts
        and asks_status(mail.new_text)
    )


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return asks_status(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Answered with that day's state, however often he asks."""
    answer = progress(case.traject, ctx, ctx.key(case.traject, Progress.KIND), answers=True)
    return Decision(case.traject, (answer,), Outcome.FILED, intent=INTENT)

"""A mere word of thanks needs nobody's decision."""

from __future__ import annotations

import re

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.world import World

INTENT = "unknown"
_THANKS = re.compile(
    r"(?i)^\W*(?:(?:hartelijk\s+|veel\s+|heel\s+erg\s+)?(?:be)?dank(?:t|\s?u|\s?je)?(?:\s?wel)?|thanks|thank you|merci"
    r"|ok[eé]?|prima|helder|akkoord|(?:fijn|mooi|goed)\b[^?]{0,40})\b[^?]{0,120}$",
    re.DOTALL,
)


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Short, no question, no file, from somebody of the traject."""
    text = mail.new_text.strip()
    return not case.clues.parts and len(text) < 160 and bool(_THANKS.match(text))


def by_itself(alone: Alone) -> bool:
    """Never: nobody is thanked."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Filed with the correspondence."""
    return Decision(case.traject, outcome=Outcome.FILED, intent=INTENT)

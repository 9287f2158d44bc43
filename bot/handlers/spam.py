"""What a filter on the way marked as spam is left alone unless it is somebody's answer in a traject."""

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.world import World

INTENT = "spam"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Marked, and nothing in it points to a traject."""
    return mail.spam and case.traject is None


def by_itself(alone: Alone) -> bool:
    """Marked on its way."""
    return alone.mail.spam


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Left where it is."""
    return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)

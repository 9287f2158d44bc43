"""Our own mail, coming back or put into INBOX by ourselves."""

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome
from bot.core.world import World

INTENT = "loop"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Its Message-ID is one that we made, or it has come round in a circle."""
    return case.own


def by_itself(alone: Alone) -> bool:
    """It has come round in a circle."""
    return alone.mail.automatic is Automatic.LOOP


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Recorded, and left where it is: with one address for both, INBOX is where she reads it."""
    return Decision(None, outcome=Outcome.OWN, place=Place.STAYS, intent=INTENT)

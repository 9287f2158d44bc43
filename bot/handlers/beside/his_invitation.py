"""The specialist sends an invitation of his own while moments are offered, or one stands: it makes no appointment, but
tells which moment he means.
"""

from __future__ import annotations

from bot.association.case import TrajectCase
from bot.association.invited import invites
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.planning.appointing import MAY_BE_PLANNED
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers.beside.appointment import offers_about
from bot.handlers.shared.asking import ask


def is_his_invitation(mail: InboundMail, case: TrajectCase) -> bool:
    """Whether he invites, and something is planned or offered."""
    traject, planned = case.traject, case.traject.planning
    open_for_it = traject.stage in MAY_BE_PLANNED and traject.destroy_at is None
    return invites(mail) and open_for_it and bool(planned.options or planned.stands)


def of_his_invitation(mail: InboundMail, case: TrajectCase, world: World, ctx: Context, intent: str) -> Decision:
    """She is asked, but where it is to the appointment that stands and says no more."""
    told, planned = mail.calendar, case.traject.planning
    unread = told is None or bool(told.problem) or told.recurs or told.several
    at = None if told is None or unread else told.starts_at
    if at is not None and at == planned.stands and not mail.new_text.strip():
        return Decision(case.traject, (), Outcome.FILED, intent=intent)
    values = tuple(
        (name, ctx.calendar.local(moment).isoformat() if moment is not None else "")
        for name, moment in (("new", at), ("at", planned.stands))
    )
    offered = ("offered", "yes" if at is not None and at in planned.options else "")
    what = Phrase("calendar-invites", (*values, offered))
    return ask(mail, case, ctx, what, offers_about(case, world, ctx, at), intent)

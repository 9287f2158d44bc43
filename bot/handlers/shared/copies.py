"""A respondent's mail that the specialist got a copy of (h97): she hears it at once."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.decision import Effect, PractitionerMail
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Traject
from bot.core.views import Incident, Phrase


def incident(mail: InboundMail, traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """Nothing when he is not among the recipients, or wrote the mail himself."""
    his = {a.casefold() for a in (traject.specialist.address, *traject.others)}
    if mail.sender is not None and mail.sender.key in his:
        return ()
    if not any(a.key in his for a in (*mail.to, *mail.cc)):
        return ()
    view = Incident(traject.ref, Phrase("incident.specialist-in-cc"), ctx.now)
    return (PractitionerMail(view, key=ctx.key(traject, view.KIND)),)

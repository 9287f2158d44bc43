"""A respondent's mail that the specialist got a copy of (h97): she hears it at once."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.decision import Effect, PractitionerMail
from bot.core.mail.message import Address, InboundMail
from bot.core.people import names
from bot.core.people.addresses import key
from bot.core.people.names import Likeness
from bot.core.traject.value import Traject
from bot.core.views import Incident, Phrase


def incident(mail: InboundMail, traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """Nothing when he is not among the recipients, or wrote the mail himself."""
    if not reaches_specialist(mail, traject):
        return ()
    view = Incident(traject.ref, Phrase("incident.specialist-in-cc"), ctx.now)
    return (PractitionerMail(view, key=ctx.key(traject, view.KIND)),)


def reaches_specialist(mail: InboundMail, traject: Traject) -> bool:
    """Whether he got it too, at a known address or under his name at another one; not his own mails."""
    his = {key(a) for a in (traject.specialist.address, *traject.others)}
    listed = {key(a) for r in traject.respondents for a in (r.address, *r.others) if a}
    if mail.sender is not None and mail.sender.key in his:
        return False
    return any(a.key in his or (a.key not in listed and _is_him(a, traject)) for a in (*mail.to, *mail.cc))


def _is_him(address: Address, traject: Traject) -> bool:
    name = traject.specialist.name
    return names.looks_full(address.name) and names.same_person(address.name, name) is Likeness.SAME

"""A mail of a respondent that the specialist got a copy of, or would get the answer to (h97): she hears it at once."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision, Effect, Place, PractitionerMail
from bot.core.mail.message import Address, Automatic, InboundMail
from bot.core.people.addresses import key, look_alike, without_tag
from bot.core.people.names import Likeness
from bot.core.people.shown_names import shown_as
from bot.core.traject.value import Traject
from bot.core.views import Incident, IncidentCase, Phrase

_SHOWN = 3


def with_incident(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and that he got the mail too, unless it says so already."""
    told = any(isinstance(e, PractitionerMail) and isinstance(e.view, Incident) for e in decision.effects)
    if told or mail.automatic is not Automatic.NO:
        return decision
    return replace(decision, effects=(*decision.effects, *incident(mail, case.traject, ctx, decision.place)))


def incident(mail: InboundMail, traject: Traject, ctx: Context, place: Place) -> tuple[Effect, ...]:
    """Nothing when he is not among the recipients, or wrote the mail himself; `place` is where the mail goes."""
    likeness = reaches_specialist(mail, traject, ctx)
    if likeness is Likeness.DIFFERENT:
        return ()
    sure = likeness is Likeness.SAME
    what = Phrase("incident.specialist-in-cc") if sure else Phrase("incident.perhaps-specialist")
    view = Incident(traject.ref, (IncidentCase(what, ctx.now, traject.ref, shown(mail), str(place)),))
    return (PractitionerMail(view, key=ctx.key(traject, view.KIND)),)


def shown(mail: InboundMail) -> str:
    """The sender as she sees it in a question."""
    if mail.sender is None:
        return ", ".join(one.address for one in mail.claimed[:_SHOWN]) or mail.stands or "?"
    return f"{mail.sender.name} <{mail.sender.address}>" if mail.sender.name else mail.sender.address


def reaches_specialist(mail: InboundMail, traject: Traject, ctx: Context) -> Likeness:
    """Whether he gets it too: at an address of his, or under a name that is (or may be) his at one nobody knows.

    Not his own mails, nor hers, who may write to both.
    """
    his = {_bare(a) for a in (traject.specialist.address, *traject.others) if a}
    if mail.sender is not None and (_bare(mail.sender.address) in his or _is_ours(mail.sender.address, ctx)):
        return Likeness.DIFFERENT
    listed = {key(a) for r in traject.respondents for a in (r.address, *r.others) if a}
    known = listed | ({mail.sender.key} if mail.sender else set())
    everybody = (*mail.to, *mail.cc, *mail.recipients)
    if any(_bare(a.address) in his or _named_by_address(a) in his for a in everybody):
        return Likeness.SAME
    if any(_bare(look_alike(a.address)) in his or _is_house_of(a.address, his) for a in everybody):
        return Likeness.LIKELY
    strangers = {a: None for a in everybody if a.key not in known and not _is_ours(a.address, ctx)}
    found = {shown_as(a.name, a.address, traject.specialist.name) for a in strangers}
    return next((one for one in (Likeness.SAME, Likeness.LIKELY) if one in found), Likeness.DIFFERENT)


def _is_ours(address: str, ctx: Context) -> bool:
    return ctx.practitioner.writes_from(address) or _bare(address) == key(ctx.practice.address)


def _bare(address: str) -> str:
    return key(without_tag(address))


def _named_by_address(address: Address) -> str:
    """What stands where the name should: `"j.bakker@x.nl" <elders@y.nl>`."""
    return _bare(address.name.strip("'\" ")) if "@" in address.name else ""


def _is_house_of(address: str, his: set[str]) -> bool:
    """`jan.bakker@mail.ziekenhuis.nl` where he is `jan.bakker@ziekenhuis.nl`, and the other way round."""
    local, _, domain = _bare(address).partition("@")
    known = (own.partition("@") for own in his)
    return any(
        local == mine and (domain.endswith(f".{house}") or house.endswith(f".{domain}"))
        for mine, _, house in known
        if local and "." in domain and "." in house
    )

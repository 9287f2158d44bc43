"""Whose answer it is when she ties a mail to a traject without naming the respondent."""

from __future__ import annotations

from dataclasses import replace

from bot.association.bearers import bearer
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Effect
from bot.core.mail.message import InboundMail
from bot.core.people import addresses, names
from bot.core.questions import WHICH_GROUP
from bot.core.traject.value import Group, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.handlers.shared.asking import who

_PRESUMED = "presumed group"


def respondent_of(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> TrajectCase:
    """The case with its respondent; somebody not listed is added to the group that she, or the form, names.

    What she ties counts: when nothing tells the group, a file goes with the group that lacks most, and she is asked.
    """
    if not case.by_her:
        return case
    person = case.respondent or _tied_before(case.traject, ctx) or bearer(case.traject, mail, case.clues, likely=True)
    if person is not None:
        return _in_group(case, case.traject, person)
    group = case.group or _group_named(case)
    evidence = case.evidence
    if not group and (case.clues.looks_like_form or case.clues.parts):
        group, evidence = _lacks_most(case.traject).key, (*evidence, _PRESUMED)
    if not group:
        return case
    address = _address(mail, case, ctx)
    added = Respondent(world.new_identifier(), _name(mail, case, address), address, group, ctx.now)
    traject = replace(case.traject, respondents=(*case.traject.respondents, added))
    return replace(case, traject=traject, respondent=added, role=Role.RESPONDENT, evidence=evidence)


def which_group(mail: InboundMail, case: TrajectCase, traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """The question in which group it belongs, where that was presumed."""
    person = traject.respondent(case.respondent.id) if case.respondent else None
    group = traject.group(person.group) if person else None
    if _PRESUMED not in case.evidence or group is None:
        return ()
    what = Phrase(WHICH_GROUP, (("label", group.label(ctx.practice.language)),))
    others = tuple(buttons.tie(traject.ref, g.key) for g in traject.groups if g is not group)
    key = f"{WHICH_GROUP}/{ctx.inbound_id}/{traject.ref}"
    return (Ask(WHICH_GROUP, key, what, who(mail), (*others, buttons.dismiss()), ctx.inbound_id),)


def _tied_before(traject: Traject, ctx: Context) -> Respondent | None:
    """Whose she, or the bot, took this mail to be earlier."""
    earlier = next((v.respondent for v in traject.valid if v.inbound_id == ctx.inbound_id and v.respondent), "")
    return traject.respondent(earlier)


def _in_group(case: TrajectCase, traject: Traject, person: Respondent) -> TrajectCase:
    """Her word on the group outranks the list's."""
    if case.group and case.group != person.group:
        person = replace(person, group=case.group)
        there = tuple(person if r.id == person.id else r for r in traject.respondents)
        traject = replace(traject, respondents=there)
    return replace(case, traject=traject, respondent=person, role=Role.RESPONDENT)


def _group_named(case: TrajectCase) -> str:
    """The group that the form names, or the only one that is still short."""
    said = {form.group.casefold() for form in case.clues.forms if form.group}
    for group in case.traject.groups:
        if said & {group.key.casefold(), group.label_nl.casefold(), group.label_en.casefold()}:
            return group.key
    short = [g.key for g in case.traject.groups if not case.traject.complete(g)]
    return short[0] if len(short) == 1 else ""


def _lacks_most(traject: Traject) -> Group:
    return max(traject.groups, key=lambda g: g.return_minimum - traject.returned(g))


def _name(mail: InboundMail, case: TrajectCase, address: str) -> str:
    """As the form says, else the sender's, unless the sender only passed it on."""
    sender = mail.sender.name if mail.sender and address else ""
    return names.tidy(case.clues.name or sender) or address or "?"


def _address(mail: InboundMail, case: TrajectCase, ctx: Context) -> str:
    """The sender's, unless it is hers or the specialist's, who then passed it on."""
    address = mail.sender.address if mail.sender else ""
    passed_on = (
        ctx.practitioner.writes_from(address) or address.casefold() == case.traject.specialist.address.casefold()
    )
    return address if addresses.is_valid(address) and not passed_on else ""

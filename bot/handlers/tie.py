"""Whose answer it is when she ties a mail to a traject without naming the respondent."""

from __future__ import annotations

from dataclasses import replace

from bot.core import addresses, names
from bot.core.associate import Case
from bot.core.context import Context
from bot.core.mail import InboundMail
from bot.core.traject import Respondent
from bot.core.world import Role, World


def respondent_of(mail: InboundMail, case: Case, world: World, ctx: Context) -> Case:
    """The case with its respondent; somebody not listed is added to the group that she, or the form, names."""
    if case.respondent is not None or not case.by_her or case.traject is None:
        return case
    group = case.group or _group_named(case)
    if not group:
        return case
    sender = mail.sender
    name = names.tidy(case.clues.name or (sender.name if sender else "")) or (sender.address if sender else "?")
    address = sender.address if sender and addresses.is_valid(sender.address) else ""
    if ctx.practitioner.writes_from(address) or address.casefold() == case.traject.specialist.address.casefold():
        address = ""
    added = Respondent(world.new_identifier(), name, address, group, ctx.now)
    traject = replace(case.traject, respondents=(*case.traject.respondents, added))
    return replace(case, traject=traject, respondent=added, role=Role.RESPONDENT)


def _group_named(case: Case) -> str:
    """The group that the form names, or the only one that is still short."""
    assert case.traject is not None
    said = {form.group.casefold() for form in case.clues.forms if form.group}
    for group in case.traject.groups:
        if said & {group.key.casefold(), group.label_nl.casefold(), group.label_en.casefold()}:
            return group.key
    short = [g.key for g in case.traject.groups if not case.traject.complete(g)]
    return short[0] if len(short) == 1 else ""

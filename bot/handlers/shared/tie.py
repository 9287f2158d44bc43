"""Whose answer it is when she ties a mail to a traject without naming the respondent."""

from __future__ import annotations

from dataclasses import replace

from bot.association.bearers import bearer
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.core.people import addresses, names
from bot.core.people.addresses import key
from bot.core.traject.value import Disposition, Respondent, Traject
from bot.core.world import Role, World
from bot.lists.rows.doubts import is_department


def respondent_of(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> TrajectCase:
    """The case with its respondent; somebody not listed is listed by her word, when that names a group."""
    if not case.by_her:
        return case
    person = case.respondent or _tied_before(case.traject, ctx) or bearer(case.traject, mail, case.clues, likely=True)
    if person is not None:
        return _in_group(case, case.traject, person)
    if not case.group:
        return case
    address = _address(mail, case, ctx)
    name = _name(mail, case, address)
    added = Respondent(world.new_identifier(), name, address, case.group, ctx.now, by_her=True)
    traject = replace(case.traject, respondents=(*case.traject.respondents, added))
    return replace(case, traject=traject, respondent=added, role=Role.RESPONDENT)


def with_second_address(
    traject: Traject, person: Respondent, mail: InboundMail, case: TrajectCase, ctx: Context
) -> Traject:
    """What she ties by her word is remembered as that respondent's second address, unless several write from it. Her
    latest word decides: who had it by an earlier word on this mail has it no longer.
    """
    if not case.by_her or mail.sender is None or not addresses.is_valid(mail.sender.address):
        return traject
    traject = without_mistaken(traject, case.traject.valid, ctx.inbound_id, mail.sender.address, person)
    if is_department(mail.sender.address, person.name):
        return traject
    known = {key(a) for r in traject.respondents for a in (r.address, *(r.others if r.id == person.id else ()))}
    theirs = {key(a) for a in (traject.specialist.address, *traject.others)}
    if mail.sender.key in known | theirs or ctx.practitioner.writes_from(mail.sender.address):
        return traject
    return _with(traject, replace(person, others=(*person.others, mail.sender.address)))


def without_mistaken(
    traject: Traject, told: tuple[Disposition, ...], mail: int | None, address: str, person: Respondent | None = None
) -> Traject:
    """Without the address for those whose this mail was taken to be, where it is all that came from them: it was
    learned from that. Who wrote more than this may well have it too; who was listed for it is listed no longer.
    `told` are the outcomes as they were.
    """
    mine = {v.respondent: v.at for v in told if v.inbound_id == mail}
    more = {v.respondent for v in told if v.inbound_id != mail}
    for r in traject.respondents:
        if r.id not in mine or r.id in more or (person is not None and r.id == person.id):
            continue
        others = tuple(a for a in r.others if key(a) != key(address))
        listed_for_it = r.by_her and r.listed_at == mine[r.id] and key(r.address) == key(address)
        there = replace(r, address="", removed=True) if listed_for_it else r
        traject = _with(traject, replace(there, others=others))
    return traject


def _with(traject: Traject, person: Respondent) -> Traject:
    return replace(traject, respondents=tuple(person if r.id == person.id else r for r in traject.respondents))


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


def _name(mail: InboundMail, case: TrajectCase, address: str) -> str:
    """As the form says, else the sender's, unless the sender only passed it on."""
    sender = mail.sender.name if mail.sender and address else ""
    return names.tidy(case.clues.name or sender) or address or "?"


def _address(mail: InboundMail, case: TrajectCase, ctx: Context) -> str:
    """The sender's, unless it is hers or the specialist's, who then passed it on."""
    address = mail.sender.address if mail.sender else ""
    passed_on = ctx.practitioner.writes_from(address) or key(address) == key(case.traject.specialist.address)
    return address if addresses.is_valid(address) and not passed_on else ""

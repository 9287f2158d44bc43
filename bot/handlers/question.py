"""Somebody of a traject writes something that only the practitioner can answer."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.offers import OF_APPOINTMENT
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.words.prose.courtesy import is_pleasant
from bot.core.world import Role, World
from bot.handlers import list_correction
from bot.handlers.beside.appointment import about, calls_off
from bot.handlers.beside.his_invitation import is_his_invitation, of_his_invitation
from bot.handlers.beside.ours import afterwards
from bot.handlers.shared.asking import ask, who
from bot.handlers.shared.lists import passes_list_on, shows_own_list

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist or a listed respondent."""
    return case.role in (Role.SPECIALIST, Role.RESPONDENT)


def by_itself(alone: Alone) -> bool:
    """Told from other people's mail by the reference in it."""
    return bool(alone.clues.references)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Put aside for her, unless she has put it here herself; what looks like an answer can be tied with one tap.

    What a specialist writes about his list is answered at once with what was not understood.
    """
    if case.by_her and not (case.told and case.role is Role.SPECIALIST):
        filed = Decision(case.traject, outcome=Outcome.FILED, place=Place.TRAJECT, intent=INTENT)
        return replace(filed, effects=(_nothing_done(mail, case, ctx),)) if _is_unheard(mail, case, ctx) else filed
    ref = case.traject.ref
    if case.role is Role.RESPONDENT:
        offers = (buttons.dismiss(), buttons.count(ref))
        return ask(mail, case, ctx, Phrase("question-from-respondent"), offers, INTENT)
    if (what := afterwards(case)) is not None:
        return ask(mail, case, ctx, what, (buttons.dismiss(),), INTENT)
    if passes_list_on(mail, case, ctx):
        offers = (buttons.tie(ref), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("list-passed-on"), offers, INTENT)
    if is_his_invitation(mail, case):
        return of_his_invitation(mail, case, world, ctx, INTENT)
    if _is_about_appointment(mail, case):
        return _about_appointment(mail, case, ctx)
    if said := list_correction.unclear(mail, case.traject, ctx):
        return list_correction.not_understood(mail, case, ctx, said, INTENT)
    code = "own-list-back" if shows_own_list(mail, case, ctx) else "question-from-specialist"
    return ask(mail, case, ctx, Phrase(code), (buttons.dismiss(),), INTENT)


def _is_about_appointment(mail: InboundMail, case: TrajectCase) -> bool:
    """He answers a mail about it, or writes of calling it off or moving it, while it stands."""
    if case.traject.planning.stands is None:
        return False
    return case.answers in OF_APPOINTMENT or calls_off(mail)


def _about_appointment(mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    return ask(mail, case, ctx, about(case, ctx), (buttons.no_longer(case.traject.ref), buttons.dismiss()), INTENT)


def _is_unheard(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """She said whose words these are, and nothing followed from them; not hers, and not thanks."""
    hers = ctx.practitioner.writes_from(mail.sender.address if mail.sender else "")
    words = mail.automatic is Automatic.NO and bool(mail.new_text.strip()) and not is_pleasant(mail.new_text)
    return case.told and case.respondent is not None and words and not hers


def _nothing_done(mail: InboundMail, case: TrajectCase, ctx: Context) -> Ask:
    """A secretary's word about somebody else, say, which she can carry out in her own words."""
    assert case.respondent is not None
    address = case.respondent.address
    what = Phrase("tied-words", (("name", case.respondent.name),))
    offers = (*((buttons.no_mail_to(address),) if address else ()), buttons.dismiss())
    return Ask(what.code, f"{case.traject.ref}/{what.code}/{ctx.inbound_id}", what, who(mail), offers)

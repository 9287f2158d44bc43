"""Who asks her something while she is away is told when she is back, once."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Ask, Decision, RespondentMail, SpecialistMail
from bot.core.mail.authentication.verdict import standing
from bot.core.mail.message import Automatic, InboundMail
from bot.core.views import Away
from bot.core.world import Role, World


def with_word_of_absence(
    decision: Decision, mail: InboundMail, case: TrajectCase, world: World, ctx: Context
) -> Decision:
    """With a mail to a known sender whose mail waits for her; one an absence."""
    asks = any(isinstance(e, Ask) and e.inbound_id == ctx.inbound_id for e in decision.effects)
    back_on = world.back_on() if asks else None
    if back_on is None or back_on <= ctx.today or not _is_known(mail, case, ctx):
        return decision
    traject, person = case.traject, case.respondent
    view = Away(traject.ref, person.name if person else traject.specialist.name, back_on)
    key = f"{traject.ref}/{view.KIND}/{person.id if person else 'specialist'}/{back_on.isoformat()}"
    told = RespondentMail(view, person.id, key, answers=True) if person else SpecialistMail(view, key, answers=True)
    return replace(decision, effects=(*decision.effects, told))


def _is_known(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """A person whose own mail it is, as far as anything tells."""
    if mail.automatic is not Automatic.NO or case.doubt or case.by_her:
        return False
    proof = standing(mail, ctx.safeguards.trusted_authserv_id)
    if proof.failed or proof.unproved:
        return False
    return case.role is Role.SPECIALIST or (case.role is Role.RESPONDENT and case.respondent is not None)

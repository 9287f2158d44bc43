"""The specialist writes of an address of his own: no respondent's, and hers to take over with `adres`."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.questions import HIS_ADDRESS
from bot.core.views import Phrase
from bot.core.world import Role
from bot.handlers.shared.asking import ask_beside
from bot.handlers.shared.lists import his_own_address

_GENERAL = "question-from-specialist"


def with_his_address(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and her question: in the place of a general one about his mail, or beside what was done with it.

    Nothing is taken over by itself: whoever writes in his name would have what is his sent elsewhere. There is a button
    for it only where the mail proved to be his.
    """
    if case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO or decision.traject is None:
        return decision
    told = his_own_address(mail.new_text, case.traject, ctx).addresses
    if not told:
        return decision
    what = Phrase(HIS_ADDRESS, (("address", ", ".join(told)), ("ref", case.traject.ref)))
    single = case.authenticated and len(told) == 1
    offers = (*((buttons.his_address(case.traject.ref, told[0]),) if single else ()), buttons.dismiss())
    general = [e for e in decision.effects if isinstance(e, Ask) and e.what.code == _GENERAL]
    if not general:
        return replace(decision, effects=(*decision.effects, ask_beside(mail, case, ctx, what, offers)))
    put = replace(
        general[0], kind=what.code, what=Phrase(what.code, (*what.values, *general[0].what.values)), proposals=offers
    )
    return replace(decision, effects=tuple(put if e is general[0] else e for e in decision.effects))

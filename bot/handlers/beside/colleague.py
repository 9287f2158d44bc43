"""Somebody writes, beside what a mail is about, that a colleague on the list is gone."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision, Note, Share
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import GIVEN, GONE, Disposition, Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role
from bot.handlers.shared.asking import ask_beside
from bot.handlers.shared.departed import address_given, colleagues_gone, is_there_now

_PEOPLE = frozenset({Role.RESPONDENT, Role.SPECIALIST})


def with_colleagues_gone(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and what follows for those colleagues: nobody writes to the address any more, and she hears it.

    By her word too: what she says of a mail is about its sender.
    """
    told = mail.automatic is Automatic.NO and case.role in _PEOPLE and case.doubt is None
    if not told or decision.traject is None or decision.traject.ref != case.traject.ref:
        return decision
    if decision.traject.stage not in COLLECTS:
        return decision
    for whom in colleagues_gone(mail, case):
        decision = _with(decision, decision.traject or case.traject, whom, mail, case, ctx)
    return decision


def _with(
    decision: Decision, traject: Traject, whom: Respondent, mail: InboundMail, case: TrajectCase, ctx: Context
) -> Decision:
    now = traject.respondent(whom.id)
    if now is None or now.removed or is_there_now(mail, now):
        return decision
    if now.id in traject.unreachable() or decision.respondent == now.id:
        return decision
    new = address_given(mail, traject, ctx) if now.group else ""
    detail = f"permanent:{GONE}" + (GIVEN if new else "")
    made = Disposition(ctx.inbound_id, Outcome.BOUNCED, ctx.now, now.id, detail)
    there = replace(traject, valid=(*traject.valid, made))
    besides = (*decision.besides, Share(now.id, Outcome.BOUNCED, detail))
    note = Note("news.gone", (("respondent", now.id),))
    if now.id in traject.answered() | traject.declined():  # nothing is to be decided, and he hears it as of anybody
        return replace(decision, traject=there, effects=(*decision.effects, note), besides=besides)
    told = (("new", new),) if new else ()
    what = Phrase("gone-beside", (("name", now.name), ("address", now.address), *told))
    known = now.address and traject.group(now.group) is not None
    back = (buttons.still_there(traject.ref, now.name, now.address, now.group),) if known else ()
    there_now = (buttons.new_address(traject.ref, now.name, new, now.group),) if new else ()
    question = ask_beside(mail, case, ctx, what, (buttons.dismiss(), *there_now, *back))
    question = replace(question, key=f"{question.key}/{now.id}")
    return replace(decision, traject=there, effects=(*decision.effects, note, question), besides=besides)

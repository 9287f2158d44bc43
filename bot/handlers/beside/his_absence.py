"""The specialist is away on the day of the appointment, or of a moment that waits for his choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.association.case import Case, TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.machine.absence import last_day, says_absent
from bot.core.mail.message import InboundMail
from bot.core.views import Phrase, Proposal
from bot.core.world import Role
from bot.handlers.shared.asking import as_proved, ask_beside, who, written_on

_GENERAL = "question-from-specialist"


def with_his_absence(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """What he writes himself of an absence: said with the question that is asked of his mail, or asked beside it."""
    last = last_day(mail.new_text, written_on(mail, ctx)) if says_absent(mail.new_text) else None
    told = _told(case, last, ctx)
    if told is None:
        return decision
    what, offers = told
    general = [e for e in decision.effects if isinstance(e, Ask) and e.what.code == _GENERAL]
    if not general:
        return replace(decision, effects=(*decision.effects, ask_beside(mail, case, ctx, what, offers)))
    extra = general[0].what.values
    put = replace(general[0], kind=what.code, what=Phrase(what.code, (*what.values, *extra)), proposals=offers)
    return replace(decision, effects=tuple(put if e is general[0] else e for e in decision.effects))


def asked_of_absence(mail: InboundMail, case: Case, last: date | None, ctx: Context) -> tuple[Ask, ...]:
    """Once an absence: its machine answers whatever is sent to him; she reads it in her overview."""
    told = _told(case, last, ctx) if isinstance(case, TrajectCase) else None
    if told is None:
        return ()
    what, offers = told
    key = "/".join((case.traject.ref if case.traject else "", what.code, *(value for _, value in what.values)))
    return (Ask(what.code, key, as_proved(what, mail, case, ctx), who(mail), offers, mail=False),)


def _told(case: TrajectCase, last: date | None, ctx: Context) -> tuple[Phrase, tuple[Proposal, ...]] | None:
    """What she is asked where moments that are still to come lie within it."""
    planned, ref = case.traject.planning, case.traject.ref
    if case.role is not Role.SPECIALIST or last is None:
        return None
    there = dict.fromkeys(at for at in (planned.stands, *planned.options) if at is not None and at > ctx.now)
    hit = tuple(at for at in there if ctx.calendar.day(at) <= last)
    stands = planned.stands if planned.stands in hit else None
    offered = ",".join(ctx.calendar.local(at).isoformat() for at in hit if at != stands)
    at = ctx.calendar.local(stands).isoformat() if stands is not None else ""
    what = Phrase("away-then", (("until", last.isoformat()), ("at", at), ("offered", offered), ("ref", ref)))
    offers = (*((buttons.no_longer(ref),) if stands is not None else ()), buttons.dismiss())
    return (what, offers) if hit else None

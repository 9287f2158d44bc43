"""A mail that came later than what its sender wrote after it: a slow server must not make an old word the last one."""

from __future__ import annotations

from datetime import timedelta

from bot.core.context import Context
from bot.core.course.withdrawing import REMOVED, answered_since
from bot.core.mail.message import InboundMail
from bot.core.traject.value import COUNTING, Disposition, Outcome, Respondent, Traject
from bot.core.world import World

_NOES = frozenset({Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.TAKEN_BACK})
_CLOCKS_DIFFER = timedelta(minutes=2)
"""So much may a sender's clock be behind our server's."""
_LONGEST_UNDER_WAY = timedelta(60)
"""A mail that says it is older comes from a clock that stands still."""


def overtaken_by(mail: InboundMail, traject: Traject, person: Respondent, world: World, ctx: Context) -> str:
    """What of theirs was here before a form was written that comes only now: "no" or "form", else ""."""
    if any(_came_first(v, mail, world, ctx) for v in _of(traject, person, _NOES) if v.detail != REMOVED):
        return "no"
    return "form" if any(_came_first(v, mail, world, ctx) for v in _of(traject, person, COUNTING)) else ""


def promised_since(mail: InboundMail, traject: Traject, person: Respondent, world: World, ctx: Context) -> bool:
    """Whether a promise of theirs was here before a refusal was written that comes only now."""
    return any(_came_first(v, mail, world, ctx) for v in _of(traject, person, frozenset({Outcome.PROMISED})))


def listed_since(mail: InboundMail, traject: Traject, world: World, ctx: Context) -> bool:
    """Whether a list or a correction of his was here before this one was written."""
    lists = (v for v in traject.valid if v.outcome is Outcome.LIST and not v.respondent)
    return any(_came_first(v, mail, world, ctx) for v in lists)


def answered_after(mail: InboundMail, traject: Traject, person: Respondent, world: World, ctx: Context) -> bool:
    """Whether a form of theirs is there that is newer than this mail, by its number or by when both were under way."""
    later = any(_came_first(v, mail, world, ctx) for v in _of(traject, person, COUNTING))
    return later or answered_since(traject, person, ctx)


def _came_first(v: Disposition, mail: InboundMail, world: World, ctx: Context) -> bool:
    if mail.date is None or v.inbound_id in (0, ctx.inbound_id) or ctx.now - mail.date > _LONGEST_UNDER_WAY:
        return False
    return world.received_at(v.inbound_id) > mail.date + _CLOCKS_DIFFER


def _of(traject: Traject, person: Respondent, outcomes: frozenset[Outcome]) -> tuple[Disposition, ...]:
    return tuple(v for v in traject.valid if v.respondent == person.id and v.outcome in outcomes)

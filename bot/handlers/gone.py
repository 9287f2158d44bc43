"""Somebody writes that he left, moved or is ill for long, or that a colleague did, or died."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import GONE
from bot.core.traject.value import Outcome, Respondent
from bot.core.world import Role, World
from bot.handlers.shared.departed import colleagues_gone, confirmed, departed, is_there_now

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """A respondent's own word, of whom an answer is still awaited; or a word about one who is listed by name."""
    return mail.automatic is Automatic.NO and _whom(mail, case) is not None


def by_itself(alone: Alone) -> bool:
    """Whoever it is."""
    return alone.mail.automatic is Automatic.NO and GONE in alone.mail.signs


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Put before her; meanwhile nobody writes to the address."""
    person = _whom(mail, case)
    assert person is not None
    if case.by_her:
        return confirmed(case.traject, case.respondent or person, ctx, INTENT)
    if is_there_now(mail, person):
        return Decision(case.traject, (), Outcome.FILED, place=Place.CORRESPONDENCE, intent=INTENT)
    return departed(mail, case.traject, person, world, ctx, INTENT)


def _whom(mail: InboundMail, case: TrajectCase) -> Respondent | None:
    if case.role is not Role.RESPONDENT or case.respondent is None:
        return None
    about = case.respondent if GONE in mail.signs else next(iter(colleagues_gone(mail, case)), None)
    return about if about is not None and about.id not in case.traject.answered() else None

"""A request under the AVG (articles 15, 17, 21): before her with its term, and that person is not reminded any more."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import AVG
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask
from bot.handlers.shared.elsewhere import everywhere

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by the specialist or a respondent; once she has tied it, it is what else is in it."""
    known = case.role in (Role.SPECIALIST, Role.RESPONDENT)
    return known and not case.by_her and AVG in mail.signs and mail.automatic is Automatic.NO


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return AVG in alone.mail.signs and alone.mail.automatic is Automatic.NO


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """A question with the last day on which she must have answered (article 12, paragraph 3)."""
    traject, person = case.traject, case.respondent
    what = Phrase("avg-request", (("on", _month_after(ctx.today).isoformat()),))
    if person is None:
        return ask(mail, case, ctx, what, (buttons.dismiss(),), INTENT)
    decision = ask(mail, replace(case, traject=_silenced(traject, person)), ctx, what, (buttons.dismiss(),), INTENT)
    others = everywhere(
        mail, world, traject, lambda t, r: Decision(_silenced(t, r), outcome=Outcome.FILED, intent=INTENT)
    )
    return replace(decision, respondent=person.id, also=others)


def _silenced(traject: Traject, person: Respondent) -> Traject:
    there = tuple(replace(r, silent=True) if r.id == person.id else r for r in traject.respondents)
    return replace(traject, respondents=there)


def _month_after(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))

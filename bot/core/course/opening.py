"""A traject begins."""

from __future__ import annotations

from datetime import date

from bot.core.context import Context
from bot.core.decision import Enclosed, SpecialistMail
from bot.core.traject.rules import TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Person, Traject
from bot.core.views import GroupToAsk, TrajectStarted


def open_traject(
    ref: str,
    address: str,
    name: str,
    rules: TrajectRules,
    ctx: Context,
    *,
    rush: bool = False,
    employed: bool = False,
    language: str = "",
    before: date | None = None,
) -> Traject:
    """A new traject that has just been started."""
    return Traject(
        ref=ref,
        specialist=Person(name, address),
        opened_at=ctx.now,
        stage=Stage.STARTED,
        stage_since=ctx.now,
        groups=rules.groups,
        type=rules.type,
        language=language or ctx.practice.language,
        rush=rush,
        employed=employed,
        conversation_before=before,
    )


def started(traject: Traject, ctx: Context) -> SpecialistMail:
    """What the specialist needs to begin, with the forms."""
    rules = ctx.rules_of(traject)
    view = TrajectStarted(
        traject.ref,
        traject.specialist.name,
        tuple(
            GroupToAsk(g.label(traject.language), g.invite_minimum, g.invite_advised, g.return_minimum)
            for g in traject.groups
        ),
        rules.require,
        ctx.practice.price_rush if traject.rush else ctx.practice.price_normal,
        traject.rush,
        rules.invitations == "bot",
    )
    enclosed = [Enclosed.WORD_FORM, Enclosed.PDF_FORM, Enclosed.EMPTY_LIST]
    if "self_evaluation" in rules.require:
        enclosed.append(Enclosed.SELF_EVALUATION)
    if "pop" in rules.require:
        enclosed.append(Enclosed.POP)
    return SpecialistMail(view, f"{traject.ref}/{view.KIND}", tuple(enclosed), answers=True)

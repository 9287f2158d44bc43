"""The specialist tells whether the re-registration has succeeded (the "seintje")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Ask, Decision, Note
from bot.core.due.tick import destruction_reminder
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Phrase, Proposal
from bot.core.words.phrases import Reregistration, ReregistrationAnswer, reregistered
from bot.core.world import Role, World

INTENT = "reregistered"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """In plain words, after the conversation."""
    return (
        case.traject is not None
        and case.role is Role.SPECIALIST
        and case.traject.stage in AFTER_CONVERSATION
        and mail.automatic is Automatic.NO
        and _said(mail, ctx).answer is not Reregistration.NONE
    )


def _said(mail: InboundMail, ctx: Context) -> ReregistrationAnswer:
    return reregistered(mail.new_text, ctx.today)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Done: she is asked about destruction. Later: asked again then. Not applicable: she decides."""
    assert case.traject is not None
    traject, said = with_outcome(case.traject, ctx, Outcome.REREGISTERED), _said(mail, ctx)
    if said.answer is Reregistration.DONE:
        traject = succeeded(traject, ctx, ctx.today)
        effects = (Note("news.reregistered"), *destruction_reminder(traject, ctx))
        return Decision(traject, effects, Outcome.REREGISTERED, intent=INTENT)
    if said.answer is Reregistration.LATER:
        later = replace(traject, ask_again_on=said.on)
        return Decision(later, (Note("news.reregistered-later"),), Outcome.REREGISTERED, intent=INTENT)
    question = Ask(
        "not-applicable-reregistration",
        f"{traject.ref}/not-applicable-reregistration",
        Phrase("not-applicable-reregistration"),
        traject.specialist.name,
        (Proposal(f"seintje {traject.ref}"), Proposal(f"vernietig {traject.ref}"), Proposal("negeer NR")),
    )
    detail = str(Reregistration.NOT_APPLICABLE)
    traject = with_outcome(traject, ctx, Outcome.REREGISTERED, detail=detail)
    return Decision(traject, (question,), Outcome.REREGISTERED, detail=detail, intent=INTENT)


def succeeded(traject: Traject, ctx: Context, on: date) -> Traject:
    """The traject once the re-registration has succeeded."""
    return replace(traject.moved(Stage.REREGISTERED, ctx.now), reregistered_on=on, ask_again_on=None)

"""The specialist tells whether the re-registration has succeeded (the "seintje")."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import succeeded, with_outcome
from bot.core.decision import Ask, Decision, Effect, Note
from bot.core.due.retention import destruction_reminder
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.appointing import put_away
from bot.core.questions import AND_MORE, SILENT, UNCLEAR
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Phrase, ReregistrationQuestion
from bot.core.words.years.reregistration import Occasion, Reregistration, ReregistrationAnswer, reregistered
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask, ask_beside

INTENT = "reregistered"
_REREGISTRATION = re.compile(r"(?i)\b(?:her|re)-?registr")
_ANSWERS = re.compile(r"(?i)^\s*(?:re|aw|antw|antwoord)\s*(?:\[\d+\])?\s*:")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, after the conversation."""
    return (
        case.role is Role.SPECIALIST
        and case.traject.stage in AFTER_CONVERSATION
        and mail.automatic is Automatic.NO
        and _said(mail, case, ctx).answer is not Reregistration.NONE
    )


def _said(mail: InboundMail, case: TrajectCase, ctx: Context) -> ReregistrationAnswer:
    named = bool(_REREGISTRATION.search(mail.subject))
    asked = case.answers == ReregistrationQuestion.KIND or (named and bool(_ANSWERS.match(mail.subject)))
    people = (case.traject.specialist.name, ctx.practice.name, ctx.practitioner.name)
    return reregistered(mail.new_text, Occasion(ctx.today, asked, named, people))


def by_itself(alone: Alone) -> bool:
    """That it is done, in an answer; anything about it where the word itself is used."""
    if not (alone.is_of_our_field or alone.clues.answered_ids):
        return False
    named = bool(_REREGISTRATION.search(alone.mail.subject))
    asked = bool(_ANSWERS.match(alone.mail.subject)) and named
    told = reregistered(alone.word, Occasion(alone.today, asked, named)).answer
    return told not in (Reregistration.NONE, Reregistration.UNCLEAR)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Done, and nothing else said: she is asked about destruction. Later: asked again then. Else she decides."""
    said, before = _said(mail, case, ctx), case.traject
    if said.answer is Reregistration.UNCLEAR or (
        said.answer is Reregistration.LATER and before.stage is Stage.REREGISTERED
    ):
        return _unclear(mail, case, said, ctx)
    traject, silent = with_outcome(before, ctx, Outcome.REREGISTERED), _no_longer_silent(before, world)
    if said.answer is Reregistration.DONE:
        if before.stage is Stage.REREGISTERED:
            return Decision(before, (), Outcome.FILED, intent=INTENT)
        traject = succeeded(traject, ctx, ctx.today)
        effects = (*silent, Note("news.reregistered"), *destruction_reminder(traject, ctx))
        return Decision(traject, effects, Outcome.REREGISTERED, intent=INTENT)
    beside = _beside(mail, case, ctx) if said.beside else ()
    if said.answer is Reregistration.LATER:
        later = replace(traject, ask_again_on=said.on)
        effects = (*silent, Note("news.reregistered-later"), *beside)
        return Decision(later, effects, Outcome.REREGISTERED, intent=INTENT)
    question = Ask(
        "not-applicable-reregistration",
        f"{traject.ref}/not-applicable-reregistration",
        Phrase("not-applicable-reregistration"),
        traject.specialist.name,
        (buttons.reregistered(traject.ref), buttons.destroy(traject.ref), buttons.dismiss()),
    )
    detail = str(Reregistration.NOT_APPLICABLE)
    traject = with_outcome(traject, ctx, Outcome.REREGISTERED, detail=detail)
    return Decision(traject, (*silent, question, *beside), Outcome.REREGISTERED, detail=detail, intent=INTENT)


def _unclear(mail: InboundMail, case: TrajectCase, said: ReregistrationAnswer, ctx: Context) -> Decision:
    """Nothing is recorded before she has read it: what stands beside a yes may be that the forms must be kept."""
    done, leave = buttons.reregistered(case.traject.ref), buttons.dismiss()
    if said.answer is Reregistration.UNCLEAR and said.beside:
        return ask(mail, case, ctx, Phrase(AND_MORE), (done, leave), INTENT)
    return ask(mail, case, ctx, Phrase(UNCLEAR), (leave, done), INTENT)


def _beside(mail: InboundMail, case: TrajectCase, ctx: Context) -> tuple[Ask, ...]:
    return (ask_beside(mail, case, ctx, Phrase("reregistration-beside"), (buttons.dismiss(),)),)


def _no_longer_silent(traject: Traject, world: World) -> tuple[Effect, ...]:
    """He has answered now."""
    return put_away(q for q in world.questions(traject.ref) if q.kind == SILENT)

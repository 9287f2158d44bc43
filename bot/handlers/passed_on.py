"""Somebody's form that another respondent sent, tied by her word: it counts as theirs, the words are the sender's."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.association.clues import NOTHING
from bot.association.colleagues import own_words
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Share
from bot.core.mail.message import InboundMail
from bot.core.questions import Beside
from bot.core.traject.value import Disposition, Outcome
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers import avg, decline, disowned, form, gone, late, promise, withdrawal
from bot.handlers.shared.asking import above_answers, ask

INTENT = form.INTENT


class _Hears(Protocol):
    def matches(self, mail: InboundMail, case: TrajectCase, ctx: Context) -> bool: ...

    def handle(self, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision: ...


_OF_ONESELF: tuple[tuple[Beside, _Hears], ...] = (
    (Beside.RIGHTS, avg),
    (Beside.DISOWNS, disowned),
    (Beside.WITHDRAWS, withdrawal),
    (Beside.REFUSES, decline),
    (Beside.PROMISES, promise),
    (Beside.GONE, gone),
)
"""What somebody says about themselves, whatever file comes along."""


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """The file is another's than its sender's."""
    return case.writer is not None


def by_itself(alone: Alone) -> bool:
    """Never: it takes her word."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """The words are heard once the file is settled: while that is asked about, they wait with it."""
    filed = _file(mail, case, world, ctx)
    if filed.outcome is Outcome.DOUBTFUL:
        return filed
    said = _said(mail, case, world, ctx)
    if said is None:
        return filed
    filed = _file(mail, replace(case, traject=said.traject or case.traject), world, ctx)
    traject, share = filed.traject, Share(said.respondent, said.outcome, said.detail)
    if not share.respondent or traject is None:
        return replace(filed, effects=(*said.effects, *filed.effects))
    theirs = Disposition(ctx.inbound_id, share.outcome, ctx.now, share.respondent, share.detail)
    return replace(
        filed,
        traject=replace(traject, valid=(*traject.valid, theirs)),
        effects=(*said.effects, *filed.effects),
        besides=(*filed.besides, share),
        also=said.also,
    )


def _file(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    alone = replace(mail, new_text="", signs=())
    handler: _Hears = late if late.matches(alone, case, ctx) else form
    return handler.handle(alone, case, world, ctx)


def _said(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision | None:
    """What follows for the sender; what is hers to judge becomes a question beside the file, which counts already."""
    own = replace(case, respondent=case.writer, writer=None, by_her=False, counts=False, told=False)
    mail, own = _words_alone(mail, own)
    heard = _heard(mail, own, ctx)
    if heard is None:
        return None
    decision = heard[1].handle(mail, own, world, ctx)
    if not any(isinstance(e, Ask) for e in decision.effects):
        return decision
    asked = ask(mail, own, ctx, Phrase("said-beside"), (buttons.dismiss(),))
    beside: tuple[Effect, ...] = tuple(
        replace(e, key=f"{case.traject.ref}/{e.kind}/{ctx.inbound_id}", inbound_id=None)
        for e in asked.effects
        if isinstance(e, Ask)
    )
    return Decision(case.traject, beside)


def says_of_oneself(mail: InboundMail, case: TrajectCase, ctx: Context) -> Beside | None:
    """What a listed person says about themselves around a file of which it is not clear whose it is."""
    if case.respondent is None or not (case.clues.parts or case.clues.typed is not None):
        return None
    heard = _heard(*_words_alone(mail, replace(case, doubt=None)), ctx)
    return heard[0] if heard else None


def _words_alone(mail: InboundMail, case: TrajectCase) -> tuple[InboundMail, TrajectCase]:
    words = own_words(mail.new_text if case.clues.typed is None else above_answers(mail.new_text))
    return replace(mail, text=words, new_text=words), replace(case, clues=NOTHING)


def _heard(mail: InboundMail, case: TrajectCase, ctx: Context) -> tuple[Beside, _Hears] | None:
    if not mail.new_text:
        return None
    return next(((what, h) for what, h in _OF_ONESELF if h.matches(mail, case, ctx)), None)

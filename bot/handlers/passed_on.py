"""Somebody's form that another respondent sent, tied by her word: it counts as theirs, the words are the sender's."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.association.clues import NOTHING
from bot.association.colleagues import own_words
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Share
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Disposition, Outcome
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers import avg, decline, disowned, form, gone, late, promise, withdrawal
from bot.handlers.shared.asking import ask

INTENT = form.INTENT
_SCORE = re.compile(r"\d")


class _Hears(Protocol):
    def matches(self, mail: InboundMail, case: TrajectCase, ctx: Context) -> bool: ...

    def handle(self, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision: ...


_OF_ONESELF: tuple[_Hears, ...] = (avg, disowned, withdrawal, decline, promise, gone)
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
    own = replace(case, respondent=case.writer, writer=None, by_her=False, counts=False, told=False, clues=NOTHING)
    words = own_words(mail.new_text if case.clues.typed is None else _above_answers(mail.new_text))
    mail = replace(mail, text=words, new_text=words)
    heard = next((h for h in _OF_ONESELF if words and h.matches(mail, own, ctx)), None)
    if heard is None:
        return None
    decision = heard.handle(mail, own, world, ctx)
    if not any(isinstance(e, Ask) for e in decision.effects):
        return decision
    asked = ask(mail, own, ctx, Phrase("said-beside"), (buttons.dismiss(),))
    beside: tuple[Effect, ...] = tuple(
        replace(e, key=f"{case.traject.ref}/{e.kind}/{ctx.inbound_id}", inbound_id=None)
        for e in asked.effects
        if isinstance(e, Ask)
    )
    return Decision(case.traject, beside)


def _above_answers(text: str) -> str:
    """What stands above answers that are typed: those are about somebody else."""
    return "\n".join(takewhile(lambda line: not _SCORE.search(line), text.splitlines()))

"""Whoever says that the answer will come asks nobody anything; the next reminder is put off."""

from __future__ import annotations

from datetime import timedelta

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Decision, Note
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import PROMISE
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Traject
from bot.core.words.promise import promised_day
from bot.core.world import Role, World
from bot.handlers.shared.asking import written_on

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, without a file, by somebody of whom something is awaited."""
    known = case.role in (Role.SPECIALIST, Role.RESPONDENT) and case.traject.stage in COLLECTS
    return known and PROMISE in mail.signs and mail.automatic is Automatic.NO and not case.clues.parts


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return PROMISE in alone.mail.signs and alone.mail.automatic is Automatic.NO and not alone.documents


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Nobody is reminded before the day that was named, nor within the interval of two reminders."""
    traject, who = case.traject, case.respondent.id if case.respondent else ""
    until = put_off(mail, traject, ctx)
    after = with_outcome(traject, ctx, Outcome.PROMISED, who, until)
    note = Note("news.promised", (("until", until),))
    return Decision(after, (note,), Outcome.PROMISED, who, until, intent=INTENT)


def put_off(mail: InboundMail, traject: Traject, ctx: Context) -> str:
    """The last day (ISO) on which whoever writes this is not reminded."""
    written = written_on(mail, ctx)
    pause = written + timedelta(ctx.rules_of(traject).repeat_days(traject.rush))
    return max(pause, promised_day(mail.new_text or mail.text, written) or pause).isoformat()

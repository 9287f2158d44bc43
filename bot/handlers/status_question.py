"""The specialist asks how things stand: counts only, at most once a week (h94, h96)."""

from __future__ import annotations

from datetime import timedelta

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import counts, groups_done
from bot.core.decision import Decision, SpecialistMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Progress
from bot.core.words.phrases import asks_status
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask

INTENT = "status-question"
_AT_MOST_ONCE_IN = timedelta(days=7)


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by the specialist, without a file."""
    return (
        case.role is Role.SPECIALIST
        and case.traject.stage in COLLECTS
        and mail.automatic is Automatic.NO
        and not case.clues.parts
        and asks_status(mail.new_text)
    )


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return asks_status(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """A second question within the week is hers to answer."""
    traject = case.traject
    if any(s.kind == Progress.KIND and ctx.now - s.at < _AT_MOST_ONCE_IN for s in traject.sent):
        return ask(mail, case, ctx, Phrase("question-from-specialist"), (buttons.dismiss(),), INTENT)
    view = Progress(traject.ref, traject.specialist.name, counts(traject, traject.language), groups_done(traject))
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    return Decision(traject, (answer,), Outcome.FILED, intent=INTENT)

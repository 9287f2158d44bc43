"""The specialist asks how things stand: counts only, at most once a week (h94, h96)."""

from __future__ import annotations

from datetime import timedelta

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.course.advance import counts, groups_done
from bot.core.decision import Decision, SpecialistMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Progress, Proposal
from bot.core.words.phrases import asks_status
from bot.core.world import Role, World
from bot.handlers.doubtful import ask

INTENT = "status-question"
_AT_MOST_ONCE_IN = timedelta(days=7)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """In plain words, by the specialist, without a file."""
    return (
        case.traject is not None
        and case.role is Role.SPECIALIST
        and case.traject.stage in COLLECTS
        and mail.automatic is Automatic.NO
        and not case.clues.parts
        and asks_status(mail.new_text)
    )


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """A second question within the week is hers to answer."""
    traject = case.traject
    assert traject is not None
    if any(s.kind == Progress.KIND and ctx.now - s.at < _AT_MOST_ONCE_IN for s in traject.sent):
        return ask(mail, case, ctx, Phrase("question-from-specialist"), (Proposal("negeer NR"),), INTENT)
    view = Progress(traject.ref, traject.specialist.name, counts(traject, traject.language), groups_done(traject))
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    return Decision(traject, (answer,), Outcome.FILED, intent=INTENT)

"""Something for a traject that is over: stopped, or held already."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.withdrawing import gave_answer
from bot.core.decision import Decision, Effect, Place, RespondentMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase, TrajectClosed
from bot.core.words.prose.courtesy import is_pleasant
from bot.core.world import Role, World
from bot.handlers import disowned, withdrawal
from bot.handlers.shared.answers import LATE
from bot.handlers.shared.asking import ask

INTENT = "form"
_OVER = AFTER_CONVERSATION | {Stage.STOPPED, Stage.DESTROYING}


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """A respondent writes when the conversation has been held; what takes a form back is heard even then."""
    if case.traject.stage not in _OVER or case.role is not Role.RESPONDENT:
        return False
    return not (disowned.matches(mail, case, ctx) or withdrawal.matches(mail, case, ctx))


def by_itself(alone: Alone) -> bool:
    """Never: no traject is over."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Filed, so that it is destroyed with the rest, and not counted; the sender hears that it is closed."""
    assert case.respondent is not None
    if _about_own_form(mail, case, case.respondent):
        return ask(mail, case, ctx, Phrase("late-about-form"), (buttons.dismiss(),), INTENT)
    view = TrajectClosed(case.traject.ref)
    key = f"{case.traject.ref}/{view.KIND}/{case.respondent.id}"
    effects: tuple[Effect, ...] = (RespondentMail(view, case.respondent.id, key, answers=True),)
    return Decision(case.traject, effects, Outcome.FILED, case.respondent.id, LATE, Place.TRAJECT, intent=INTENT)


def _about_own_form(mail: InboundMail, case: TrajectCase, person: Respondent) -> bool:
    """Somebody whose answer lies there writes more than thanks, and sends none: what is meant is for her to read."""
    sends = bool(case.clues.parts) or case.clues.typed is not None
    by_hand = mail.automatic is Automatic.NO and not is_pleasant(mail.new_text)
    return not sends and by_hand and gave_answer(case.traject, person) and not case.by_her

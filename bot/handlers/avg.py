"""A request under the AVG (articles 15, 17, 21): before her with its term, and that person is not reminded any more.

A form that is taken back in the same mail is taken back as ever.
"""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.bearers import called
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import AVG
from bot.core.questions import requested
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.words.privacy import asked, without_data
from bot.core.words.taking_back.withdrawal import withdraws
from bot.core.world import Role, World
from bot.handlers import disowned, withdrawal
from bot.handlers.shared.asking import answered_by, ask
from bot.handlers.shared.elsewhere import everywhere

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by the specialist or a respondent; once she has tied it, it is what else is in it."""
    known = case.role in (Role.SPECIALIST, Role.RESPONDENT)
    else_ = case.counts or bool(case.clues.parts) or case.clues.looks_like_form or withdraws(mail.new_text)
    return known and not (case.by_her and else_) and AVG in mail.signs and mail.automatic is Automatic.NO


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return AVG in alone.mail.signs and alone.mail.automatic is Automatic.NO


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """A question with the last day on which she must have answered (article 12, paragraph 3)."""
    traject, person = case.traject, case.respondent
    rights = asked(mail.new_text)
    right = next(iter(rights)) if len(rights) == 1 else ""
    what = Phrase("avg-request", (("on", answered_by(mail, ctx).isoformat()), ("right", right), ("nobody", "")))
    offers = (buttons.access(traject.ref, called(traject, person) if person else ""), buttons.dismiss())
    if person is None:
        return ask(mail, case, ctx, what, offers, INTENT)
    silent = replace(case, traject=silenced(traject, person))
    decision = ask(mail, silent, ctx, what, offers, INTENT)
    if _is_asked_already(traject, world, ctx):
        effects = tuple(e for e in decision.effects if not isinstance(e, Ask))
        decision = replace(decision, effects=effects, outcome=Outcome.FILED, place=Place.CORRESPONDENCE)
    if disowned.says_not_theirs(mail, case):
        decision = _beside(decision, disowned.handle(mail, silent, world, ctx))
    elif withdraws(without_data(mail.new_text)):
        decision = _beside(decision, withdrawal.handle(mail, silent, world, ctx))
    others = everywhere(
        mail, world, traject, lambda t, r: Decision(silenced(t, r), outcome=Outcome.FILED, intent=INTENT)
    )
    return replace(decision, respondent=person.id, also=others)


def _is_asked_already(traject: Traject, world: World, ctx: Context) -> bool:
    """Whether this request waits for her, since she settled another question about its mail."""
    key = requested(traject.ref, ctx.inbound_id)
    return any(question.key == key for question in world.questions(traject.ref))


def _beside(request: Decision, taken: Decision) -> Decision:
    """The form that is taken back in the same mail, and her question; one that is asked about that names the term too.

    The question waits for no mail: this one has its outcome.
    """
    if any(isinstance(effect, Ask) for effect in taken.effects):
        return taken
    asked = (replace(e, inbound_id=None) if isinstance(e, Ask) else e for e in request.effects)
    return replace(taken, effects=(*taken.effects, *asked))


def silenced(traject: Traject, person: Respondent) -> Traject:
    """The traject in which this person is not reminded any more."""
    there = tuple(replace(r, silent=True) if r.id == person.id else r for r in traject.respondents)
    return replace(traject, respondents=there)

"""A mail that points to a traject, but not surely enough: the practitioner decides."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.bearers import likeliest
from bot.association.case import Case, TrajectCase, proposals
from bot.association.conflicts import OF_LIVING
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.questions import OWN, WRITER, Beside
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers import avg, passed_on, private_address, respondent_list
from bot.handlers.beside.appointment import told_by_another
from bot.handlers.shared.asking import ask
from bot.handlers.shared.lists import holds_list, passes_list_on, shows_own_list

INTENT = "unknown"
_WHO = "unknown-sender"
_OF_STRANGERS = frozenset({_WHO, "form-without-list"})


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """The ladder of evidence ended in a doubt."""
    return case.doubt is not None and not private_address.asks(case)


def by_itself(alone: Alone) -> bool:
    """Never: without a traject there is nothing to doubt."""
    return False


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Put aside in *Beoordelen*, with a numbered question."""
    doubt = case.doubt
    assert doubt is not None
    strange = doubt.code in _OF_STRANGERS and not case.clues.forms
    if strange and isinstance(case, TrajectCase):
        offers = (buttons.tie(case.traject.ref), buttons.dismiss())
        if holds_list(mail, case, ctx) or passes_list_on(mail, case, ctx):
            return ask(mail, case, ctx, Phrase("list-from-other"), offers, respondent_list.INTENT)
        if shows_own_list(mail, case, ctx):
            return ask(mail, case, ctx, Phrase("own-list-back"), offers)
        if not case.clues.looks_like_form:
            told, wanted = told_by_another(mail, case, world, ctx)
            *whose, none = proposals(case)
            return ask(
                mail, case, ctx, Phrase(_WHO, told), (*wanted, *likeliest(case.traject, mail), *whose, none), INTENT
            )
    if not isinstance(case, TrajectCase):
        return ask(mail, case, ctx, doubt, proposals(case))
    said, writer = passed_on.says_of_oneself(mail, case, ctx), case.respondent
    if said is Beside.RIGHTS and writer is not None:
        case = replace(case, traject=avg.silenced(case.traject, writer))
    maybe = likeliest(case.traject, mail) if doubt.code == _WHO else ()
    asked = ask(mail, case, ctx, _with_own_words(doubt, said, writer), (*maybe, *proposals(case)))
    return replace(asked, also=(*asked.also, *_where_she_put_it(case, world)))


def _where_she_put_it(case: TrajectCase, world: World) -> tuple[Decision, ...]:
    """A form of one traject that she put with another is of both, and goes with neither alone."""
    doubt = case.doubt
    if doubt is None or doubt.code != OF_LIVING or not case.by_her:
        return ()
    traject = world.traject(dict(doubt.values)["ref"])
    return (Decision(traject, outcome=Outcome.DISMISSED, intent=INTENT),) if traject is not None else ()


def _with_own_words(what: Phrase, said: Beside | None, writer: Respondent | None) -> Phrase:
    """What its sender says about themselves must not wait unseen behind the question whose file it is."""
    if said is None:
        return what
    return Phrase(what.code, (*what.values, (OWN, said), *([(WRITER, writer.id)] if writer else [])))

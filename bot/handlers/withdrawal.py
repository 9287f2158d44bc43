"""A respondent takes an answer back: it no longer counts and is removed; unproved, they are asked first."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.overtaken import answered_after
from bot.core.course.withdrawing import forms_told, gave_answer, shared_with_others, withdrawn
from bot.core.decision import Decision, Effect, Used
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people.addresses import key
from bot.core.questions import UNTIL, WHICH_FORMS, WHOSE_FORM
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase, Proposal, WithdrawalConfirm
from bot.core.words.facts import Asked, Topic
from bot.core.words.phrases import affirms, negates
from bot.core.words.taking_back.anew import comes_anew, encloses_new_one, wants_new_form
from bot.core.words.taking_back.withdrawal import hesitates, opening, plainly_withdraws, withdraws
from bot.core.world import Confirmation, World
from bot.handlers import decline, fact, promise
from bot.handlers.shared.asking import ask
from bot.handlers.shared.confirming import ANEW, asked_of, confirm

INTENT = "withdrawal"
_REPLY = re.compile(r"(?i)^\s*(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed; or the answer to our question whether it was them."""
    if case.respondent is None or case.counts or mail.automatic is not Automatic.NO:
        return False
    return (_takes_back(mail, case) and not _replaces(mail, case)) or answers_us(mail, case)


def _takes_back(mail: InboundMail, case: TrajectCase) -> bool:
    """Also in the words above a new one that is typed, where none may come any more."""
    if withdraws(mail.new_text):
        return True
    typed = case.clues.typed is not None and case.traject.stage not in COLLECTS
    return typed and withdraws(opening(mail.new_text))


def _replaces(mail: InboundMail, case: TrajectCase) -> bool:
    """The other form comes along, and simply takes the place of the one that is taken back."""
    answers = case.clues.holds_answers or case.clues.typed is not None
    return case.traject.stage in COLLECTS and answers and encloses_new_one(mail.new_text)


def answers_us(mail: InboundMail, case: TrajectCase) -> bool:
    """Plainly, and to the question whether it was them."""
    plain = affirms(mail.new_text) or negates(mail.new_text)
    return case.answers == WithdrawalConfirm.KIND and plain and not case.clues.parts


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return withdraws(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Carried out when it is proved to come from them; hers to judge when more hangs on it."""
    assert case.respondent is not None
    person = case.respondent
    asked = _asked(mail, case, person, world)
    if asked is None and not _takes_back(mail, case):
        return _ask_her(mail, case, ctx)  # a yes to what was asked of somebody else
    if asked is not None and asked.used:
        return _decision(case, (), Outcome.FILED)
    if asked is not None and negates(mail.new_text):
        return _decision(case, (Used(asked.token),), Outcome.FILED)
    if asked is not None and ctx.now > asked.expires_at:
        asked = None
    if asked is None and answered_after(mail, case.traject, person, world, ctx):
        return _ask_her(mail, case, ctx, "withdrawal-since")
    anew = comes_anew(mail.new_text) if asked is None else ANEW in asked.lines
    if case.traject.stage not in COLLECTS and gave_answer(case.traject, person):
        return _ask_her(mail, case, ctx, "withdrawal-late")
    if anew and case.traject.stage in COLLECTS:
        return _with_new_one(mail, case, person, asked, world, ctx)
    return _taken_back(mail, case, person, asked, world, ctx)


def _with_new_one(
    mail: InboundMail, case: TrajectCase, person: Respondent, asked: Confirmation | None, world: World, ctx: Context
) -> Decision:
    """What is promised or asked for beside it is honoured at once: the form goes out again, reminders wait."""
    until = promise.put_off(mail, case.traject, ctx)
    if not gave_answer(case.traject, person):
        done = replace(promise.handle(mail, case, world, ctx), intent=INTENT)
    else:
        done = _taken_back(mail, case, person, asked, world, ctx, until)
    again = Asked((Topic.FORM,)) if wants_new_form(mail.new_text) else Asked()
    return replace(done, effects=(*fact.answers(again, case, person, ctx), *done.effects))


def _taken_back(
    mail: InboundMail,
    case: TrajectCase,
    person: Respondent,
    asked: Confirmation | None,
    world: World,
    ctx: Context,
    until: str = "",
) -> Decision:
    """By them, for certain; or asked about: them, or her. `until`: another one comes, nobody is reminded before."""
    new_form = any(form.filled for form in case.clues.forms)
    if new_form and not gave_answer(case.traject, person):
        return _ask_her(mail, case, ctx)
    if not gave_answer(case.traject, person):
        return replace(decline.handle(mail, case, world, ctx), intent=INTENT)
    if shared_with_others(case.traject, person):
        return _ask_her(mail, case, ctx, "withdrawal-shared")
    if new_form or (asked is None and hesitates(mail.new_text)):
        return _ask_her(mail, case, ctx, takes_out=not new_form, until=until)
    proved = case.authenticated and is_from_their_address(mail, person)
    if asked is None and not (proved and plainly_withdraws(mail.new_text)):
        if case.traject.is_unmailed(person.id):
            return _ask_her(mail, case, ctx, takes_out=True, until=until)  # nobody may ask them
        asks = confirm(case.traject, person, world, ctx, anew=bool(until), proved=proved)
        promised = _decision(case, asks, Outcome.FILED)
        return replace(promised, outcome=Outcome.PROMISED, respondent=person.id, detail=until) if until else promised
    traject, effects = withdrawn(case.traject, person, ctx, until)
    used = (Used(asked.token),) if asked else ()
    decision = _decision(case, (*used, *effects), Outcome.PROMISED if until else Outcome.WITHDRAWN)
    return replace(decision, traject=traject, respondent=person.id, detail=until)


def _ask_her(
    mail: InboundMail,
    case: TrajectCase,
    ctx: Context,
    why: str = "withdrawal",
    *,
    takes_out: bool = False,
    until: str = "",
) -> Decision:
    """With a button that takes the form out, where there is one and nothing else hangs on it."""
    person, traject = case.respondent, case.traject
    forms = forms_told(traject, person) if person else ""
    values: tuple[tuple[str, str], ...] = ()
    offers: tuple[Proposal, ...] = (buttons.dismiss(),)
    clear = person is not None and traject.stage in COLLECTS and not shared_with_others(traject, person)
    if person is not None and clear and takes_out and forms and "," not in forms:
        values = ((WHOSE_FORM, person.id), (WHICH_FORMS, forms), *([(UNTIL, until)] if until else []))
        offers = (buttons.take_out(), *offers)
    return ask(mail, case, ctx, Phrase(why, values), offers, INTENT)


def is_from_their_address(mail: InboundMail, person: Respondent) -> bool:
    """What she ties by her word may come from anybody's address: its owner is asked."""
    return mail.sender is not None and mail.sender.key in {key(a) for a in (person.address, *person.others)}


def _asked(mail: InboundMail, case: TrajectCase, person: Respondent, world: World) -> Confirmation | None:
    """What this person was asked and answers now; a token of somebody else's is none."""
    asked = world.confirmation(case.clues.answered_ids) if answers_us(mail, case) else None
    theirs = asked is not None and (asked.person, asked.lines[:1]) == (person.id, asked_of(case.traject, person))
    return asked if theirs else None


def _decision(case: TrajectCase, effects: tuple[Effect, ...], outcome: Outcome) -> Decision:
    return Decision(case.traject, effects, outcome, intent=INTENT)

"""A respondent takes an answer back: it no longer counts and is removed; unproved, they are asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.withdrawing import forms_told, gave_answer, shared_with_others, withdrawn
from bot.core.decision import Confirm, Decision, Effect, RespondentMail, Used
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people.addresses import key
from bot.core.questions import WHICH_FORMS, WHOSE_FORM
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase, WithdrawalConfirm
from bot.core.words.disowning import disowns
from bot.core.words.phrases import affirms, negates
from bot.core.words.withdrawal import hesitates, plainly_withdraws, withdraws
from bot.core.world import Confirmation, World
from bot.handlers import decline
from bot.handlers.shared.answers import first_mail
from bot.handlers.shared.asking import ask

INTENT = "withdrawal"
_WITHIN = timedelta(days=14)


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed; or the answer to our question whether it was them."""
    if case.respondent is None or mail.automatic is not Automatic.NO:
        return False
    return withdraws(mail.new_text) or _answers_us(mail, case) or _disowns(mail, case, case.respondent)


def _disowns(mail: InboundMail, case: TrajectCase, person: Respondent) -> bool:
    """The form that counts as theirs was not theirs: what a mail that nobody vouches for asks to be told."""
    return not case.clues.parts and gave_answer(case.traject, person) and disowns(mail.new_text)


def _answers_us(mail: InboundMail, case: TrajectCase) -> bool:
    plain = affirms(mail.new_text) or negates(mail.new_text)
    return case.answers == WithdrawalConfirm.KIND and plain and not case.clues.parts


def by_itself(alone: Alone) -> bool:
    """In plain words."""
    return withdraws(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Carried out when it is proved to come from them; hers to judge when more hangs on it."""
    assert case.respondent is not None
    person = case.respondent
    if not _answers_us(mail, case) and not withdraws(mail.new_text):
        return _ask_her(mail, case, ctx, "disowned", takes_out=True)
    asked = _asked(mail, case, person, world)
    if asked is None and not withdraws(mail.new_text):
        return _ask_her(mail, case, ctx)  # a yes to what was asked of somebody else
    if asked is not None and asked.used:
        return _decision(case, (), Outcome.FILED)
    if asked is not None and negates(mail.new_text):
        return _decision(case, (Used(asked.token),), Outcome.FILED)
    if asked is not None and ctx.now > asked.expires_at:
        asked = None
    unsure = asked is None and hesitates(mail.new_text)
    new_form = any(form.filled for form in case.clues.forms)
    if not gave_answer(case.traject, person):
        return replace(decline.handle(mail, case, world, ctx), intent=INTENT)
    if case.traject.stage not in COLLECTS:
        return _ask_her(mail, case, ctx, "withdrawal-late")
    if shared_with_others(case.traject, person):
        return _ask_her(mail, case, ctx, "withdrawal-shared")
    if new_form or unsure:
        return _ask_her(mail, case, ctx, takes_out=not new_form)
    plainly = plainly_withdraws(mail.new_text) and case.authenticated and _from_their_address(mail, person)
    if asked is None and not plainly:
        return _decision(case, _confirm(case, person, world, ctx), Outcome.FILED)
    traject, effects = withdrawn(case.traject, person, ctx)
    used = (Used(asked.token),) if asked else ()
    decision = _decision(case, (*used, *effects), Outcome.WITHDRAWN)
    return replace(decision, traject=traject, respondent=person.id)


def _ask_her(
    mail: InboundMail, case: TrajectCase, ctx: Context, why: str = "withdrawal", *, takes_out: bool = False
) -> Decision:
    """With a button that takes the form out, where there is one and nothing else hangs on it."""
    person, traject = case.respondent, case.traject
    forms = forms_told(traject, person) if person else ""
    alone = person is not None and "," not in forms and not shared_with_others(traject, person)
    if not takes_out or person is None or not alone or traject.stage not in COLLECTS:
        return ask(mail, case, ctx, Phrase(why), (buttons.dismiss(),), INTENT)
    what = Phrase(why, ((WHOSE_FORM, person.id), (WHICH_FORMS, forms)))
    yes = buttons.no_longer_counts() if why == "disowned" else buttons.take_out()
    return ask(mail, case, ctx, what, (yes, buttons.dismiss()), INTENT)


def _from_their_address(mail: InboundMail, person: Respondent) -> bool:
    """What she ties by her word may come from anybody's address: its owner is asked."""
    return mail.sender is not None and mail.sender.key in {key(a) for a in (person.address, *person.others)}


def _asked(mail: InboundMail, case: TrajectCase, person: Respondent, world: World) -> Confirmation | None:
    """What this person was asked and answers now; a token of somebody else's is none."""
    asked = world.confirmation(case.clues.answered_ids) if _answers_us(mail, case) else None
    theirs = asked is not None and (asked.person, asked.lines) == (person.id, _asked_of(case, person))
    return asked if theirs else None


def _asked_of(case: TrajectCase, person: Respondent) -> tuple[str, ...]:
    """What a confirmation is kept for: this person's withdrawal of these forms, and nobody else's nor of later ones."""
    return (f"{INTENT} {case.traject.ref} {person.id} {forms_told(case.traject, person)}".strip(),)


def _confirm(case: TrajectCase, person: Respondent, world: World, ctx: Context) -> tuple[Effect, ...]:
    """To the listed address: whoever reads that may say so."""
    traject, token, expires = case.traject, world.new_token(), ctx.now + _WITHIN
    first = first_mail(traject, person.id)
    view = WithdrawalConfirm(traject.ref, person.name, traject.specialist.name, expires, first)
    mail = RespondentMail(view, person.id, ctx.key(traject, view.KIND), answers=True, token=token)
    return Confirm(token, _asked_of(case, person), expires, person.id), mail


def _decision(case: TrajectCase, effects: tuple[Effect, ...], outcome: Outcome) -> Decision:
    return Decision(case.traject, effects, outcome, intent=INTENT)

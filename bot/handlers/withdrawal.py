"""A respondent takes an answer back: it no longer counts and is removed; unproved, they are asked first.

Whoever says that a form is not theirs takes nothing back: that is put before her, whatever else the mail asks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.association.alone import Alone
from bot.association.bearers import called
from bot.association.case import Case, TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.withdrawing import forms_told, gave_answer, put_aside, shared_with_others, withdrawn
from bot.core.decision import Confirm, Decision, Effect, RespondentMail, Used
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people.addresses import key
from bot.core.questions import UNTIL, WHICH_FORMS, WHOSE_FORM
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase, Proposal, WithdrawalConfirm
from bot.core.words.disowning import disowns, encloses_own, owns
from bot.core.words.facts import Asked, Topic
from bot.core.words.facts import asked as asked_of_fact
from bot.core.words.phrases import affirms, negates
from bot.core.words.taking_back.anew import comes_anew, encloses_new_one, wants_new_form
from bot.core.words.taking_back.withdrawal import hesitates, plainly_withdraws, withdraws
from bot.core.world import Confirmation, World
from bot.handlers import decline, fact, promise
from bot.handlers.shared.answers import first_mail
from bot.handlers.shared.asking import ask

INTENT = "withdrawal"
_WITHIN = timedelta(days=14)
_ANEW = "anew"
"""The second line of a confirmation: another form is to come."""
_REPLY = re.compile(r"(?i)^\s*(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed; or the answer to our question whether it was them."""
    if case.respondent is None or mail.automatic is not Automatic.NO:
        return False
    takes_back = withdraws(mail.new_text) and not _replaces(mail, case)
    return takes_back or _answers_us(mail, case) or says_not_theirs(mail, case) or _is_theirs_after_all(mail, case)


def _replaces(mail: InboundMail, case: TrajectCase) -> bool:
    """The other form comes along, and simply takes the place of the one that is taken back."""
    return case.traject.stage in COLLECTS and _has_answers(case) and encloses_new_one(mail.new_text)


def says_not_theirs(mail: InboundMail, case: Case) -> bool:
    """The form that counts as theirs was not theirs, or the file that comes along is not: it never counts in silence.

    Not what stands between our questions; nor where the file is plainly their own, as long as one may still come.
    """
    if case.traject is None or case.respondent is None or case.counts or case.clues.typed is not None:
        return False
    with_file = _has_answers(case)
    if mail.automatic is not Automatic.NO or not disowns(_said(mail), with_file=with_file):
        return False
    if with_file and (case.by_her or (encloses_own(mail.new_text) and case.traject.stage in COLLECTS)):
        return False
    return with_file or gave_answer(case.traject, case.respondent)


def _is_theirs_after_all(mail: InboundMail, case: TrajectCase) -> bool:
    """A form was put aside as somebody else's, and they say now that it is theirs."""
    person = case.respondent
    if person is None or case.clues.parts or case.traject.stage not in COLLECTS or gave_answer(case.traject, person):
        return False
    return len(put_aside(case.traject, person)) == 1 and owns(_said(mail))


def _has_answers(case: Case) -> bool:
    """Whether a file comes along that could count: a blank form goes back with whoever does not take part."""
    return any(p.form.filled > 0 if p.form is not None else p.answers for p in case.clues.parts)


def _said(mail: InboundMail) -> str:
    """The text, or the subject where nothing else was written."""
    return mail.new_text if mail.new_text.strip() else _REPLY.sub("", mail.subject)


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
    if not _answers_us(mail, case) and says_not_theirs(mail, case):
        return _not_theirs(mail, case, person, ctx)
    if _is_theirs_after_all(mail, case):
        (form,) = put_aside(case.traject, person)
        what = Phrase("owned", ((WHOSE_FORM, person.id), (WHICH_FORMS, str(form))))
        return ask(mail, case, ctx, what, (buttons.counts_again(), buttons.dismiss()), INTENT)
    asked = _asked(mail, case, person, world)
    if asked is None and not withdraws(mail.new_text):
        return _ask_her(mail, case, ctx)  # a yes to what was asked of somebody else
    if asked is not None and asked.used:
        return _decision(case, (), Outcome.FILED)
    if asked is not None and negates(mail.new_text):
        return _decision(case, (Used(asked.token),), Outcome.FILED)
    if asked is not None and ctx.now > asked.expires_at:
        asked = None
    anew = comes_anew(mail.new_text) if asked is None else _ANEW in asked.lines
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
    if not gave_answer(case.traject, person):
        return replace(decline.handle(mail, case, world, ctx), intent=INTENT)
    if shared_with_others(case.traject, person):
        return _ask_her(mail, case, ctx, "withdrawal-shared")
    if new_form or (asked is None and hesitates(mail.new_text)):
        return _ask_her(mail, case, ctx, takes_out=not new_form, until=until)
    plainly = plainly_withdraws(mail.new_text) and case.authenticated and _from_their_address(mail, person)
    if asked is None and not plainly:
        promised = _decision(case, _confirm(case, person, world, ctx, anew=bool(until)), Outcome.FILED)
        return replace(promised, outcome=Outcome.PROMISED, respondent=person.id, detail=until) if until else promised
    traject, effects = withdrawn(case.traject, person, ctx, until)
    used = (Used(asked.token),) if asked else ()
    decision = _decision(case, (*used, *effects), Outcome.PROMISED if until else Outcome.WITHDRAWN)
    return replace(decision, traject=traject, respondent=person.id, detail=until)


def _not_theirs(mail: InboundMail, case: TrajectCase, person: Respondent, ctx: Context) -> Decision:
    """Hers to judge, with a button that takes the form out; what is asked beside it is answered."""
    put = _ask_her(mail, case, ctx, "disowned", takes_out=True)
    told = () if case.by_her else fact.answers(asked_of_fact(mail.new_text), case, person, ctx)
    return replace(put, effects=(*told, *put.effects))


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
    with_file = why == "disowned" and _has_answers(case)
    values = (("file", "earlier" if forms else "only"),) if with_file else ()
    offers: tuple[Proposal, ...] = (buttons.dismiss(),)
    if person is not None and traject.stage in COLLECTS:
        if with_file:
            offers = (buttons.count(traject.ref, called(traject, person)), *offers)
        if takes_out and forms and "," not in forms and not shared_with_others(traject, person):
            values = (*values, (WHOSE_FORM, person.id), (WHICH_FORMS, forms), *([(UNTIL, until)] if until else []))
            offers = (buttons.no_longer_counts() if why == "disowned" else buttons.take_out(), *offers)
    return ask(mail, case, ctx, Phrase(why, values), offers, INTENT)


def _from_their_address(mail: InboundMail, person: Respondent) -> bool:
    """What she ties by her word may come from anybody's address: its owner is asked."""
    return mail.sender is not None and mail.sender.key in {key(a) for a in (person.address, *person.others)}


def _asked(mail: InboundMail, case: TrajectCase, person: Respondent, world: World) -> Confirmation | None:
    """What this person was asked and answers now; a token of somebody else's is none."""
    asked = world.confirmation(case.clues.answered_ids) if _answers_us(mail, case) else None
    theirs = asked is not None and (asked.person, asked.lines[:1]) == (person.id, _asked_of(case, person))
    return asked if theirs else None


def _asked_of(case: TrajectCase, person: Respondent) -> tuple[str, ...]:
    """What a confirmation is kept for: this person's withdrawal of these forms, and nobody else's nor of later ones."""
    return (f"{INTENT} {case.traject.ref} {person.id} {forms_told(case.traject, person)}".strip(),)


def _confirm(
    case: TrajectCase, person: Respondent, world: World, ctx: Context, *, anew: bool = False
) -> tuple[Effect, ...]:
    """To the listed address: whoever reads that may say so."""
    traject, token, expires = case.traject, world.new_token(), ctx.now + _WITHIN
    first = first_mail(traject, person.id)
    view = WithdrawalConfirm(traject.ref, person.name, traject.specialist.name, expires, first)
    mail = RespondentMail(view, person.id, ctx.key(traject, view.KIND), answers=True, token=token)
    lines = (*_asked_of(case, person), *([_ANEW] if anew else []))
    return Confirm(token, lines, expires, person.id), mail


def _decision(case: TrajectCase, effects: tuple[Effect, ...], outcome: Outcome) -> Decision:
    return Decision(case.traject, effects, outcome, intent=INTENT)

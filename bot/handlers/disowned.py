"""A respondent says that a form in their name is not theirs, or that it is after all: put before her, never lost."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.bearers import called
from bot.association.case import Case, TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.withdrawing import (
    NOT_THEIRS,
    forms_told,
    gave_answer,
    is_disowned,
    put_aside,
    shared_with_others,
)
from bot.core.decision import Close, Decision, Effect, Note, Place, Settle
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import GONE, PROMISE
from bot.core.questions import BESIDE, DISOWNED, UNTIL, WHICH_FORMS, WHOSE_FORM, Beside
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import Phrase, Proposal
from bot.core.words.facts import asked as asked_of_fact
from bot.core.words.phrases import declines
from bot.core.words.taking_back.disowning import disowns, encloses_own, owns, said_beside
from bot.core.world import NumberedQuestion, World
from bot.handlers import fact, promise, withdrawal
from bot.handlers.beside.oneself import names_an_address
from bot.handlers.shared.asking import ask

INTENT = withdrawal.INTENT
_REPLY = re.compile(r"(?i)^\s*(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words, by somebody listed; not the answer to our question whether they withdraw."""
    denied = says_not_theirs(mail, case) and not withdrawal.answers_us(mail, case)
    return denied or _owns(mail, case)


def says_not_theirs(mail: InboundMail, case: Case) -> bool:
    """The form that counts as theirs was not theirs, or the file that comes along is not: it never counts in silence.

    Not what stands between our questions; nor where the file is plainly their own, as long as one may still come.
    """
    if case.traject is None or case.respondent is None or case.counts or case.clues.typed is not None:
        return False
    with_file, counted = case.clues.holds_answers, gave_answer(case.traject, case.respondent)
    if mail.automatic is not Automatic.NO or not disowns(_said(mail), with_file=with_file, counted=counted):
        return False
    if with_file and (case.by_her or (encloses_own(mail.new_text) and case.traject.stage in COLLECTS)):
        return False
    return with_file or counted


def _owns(mail: InboundMail, case: TrajectCase) -> bool:
    """A form was said not to be theirs (it may have been put aside since), and they say now that it is."""
    person = case.respondent
    if person is None or case.clues.parts or case.traject.stage not in COLLECTS or not owns(_said(mail)):
        return False
    if gave_answer(case.traject, person):
        return is_disowned(case.traject, person)
    return len(put_aside(case.traject, person)) == 1


def _said(mail: InboundMail) -> str:
    """The text, or the subject where nothing else was written."""
    return mail.new_text if mail.new_text.strip() else _REPLY.sub("", mail.subject)


def by_itself(alone: Alone) -> bool:
    """Never: it takes a form in their name."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Hers to judge, with a button; what is asked beside it is answered, what is said beside it goes along."""
    assert case.respondent is not None
    if says_not_theirs(mail, case):
        put = _ask_her(mail, case, case.respondent, ctx)
        told = () if case.by_her else fact.answers(asked_of_fact(mail.new_text), case, case.respondent, ctx)
        return replace(put, effects=(*told, *put.effects), respondent=case.respondent.id, detail=NOT_THEIRS)
    return _theirs_after_all(mail, case, case.respondent, world, ctx)


def _ask_her(mail: InboundMail, case: TrajectCase, person: Respondent, ctx: Context) -> Decision:
    """The button takes the form out, where there is one and nothing else hangs on it."""
    traject = case.traject
    forms, collects = forms_told(traject, person), traject.stage in COLLECTS
    values = [*_beside(mail, case, person, ctx)]
    offers: tuple[Proposal, ...] = (buttons.dismiss(),)
    if case.clues.holds_answers:
        values.append(("file", "earlier" if forms else "only"))
        offers = (*((buttons.count(traject.ref, called(traject, person)),) if collects else ()), *offers)
    if collects and forms and "," not in forms and not shared_with_others(traject, person):
        values += [(WHOSE_FORM, person.id), (WHICH_FORMS, forms)]
        offers = (buttons.no_longer_counts(), *offers)
    return ask(mail, case, ctx, Phrase(DISOWNED, tuple(values)), offers, INTENT)


def _beside(mail: InboundMail, case: TrajectCase, person: Respondent, ctx: Context) -> tuple[tuple[str, str], ...]:
    """What is said of the person beside it, which holds whoever sent the form."""
    found = {
        Beside.REFUSES: declines(said_beside(mail.new_text)),
        Beside.GONE: GONE in mail.signs,
        Beside.ADDRESS: names_an_address(mail, case, (person,), ctx),
    }
    said = ",".join(what for what, is_said in found.items() if is_said)
    if not said and PROMISE in mail.signs and not case.clues.parts:
        return ((UNTIL, promise.put_off(mail, case.traject, ctx)),)
    return ((BESIDE, said),) if said else ()


def _theirs_after_all(mail: InboundMail, case: TrajectCase, person: Respondent, world: World, ctx: Context) -> Decision:
    """Where she was asked and has not answered, it closes that question when it is proved, and else takes its place."""
    traject, forms = case.traject, forms_told(case.traject, person)
    values = ((WHOSE_FORM, person.id), (WHICH_FORMS, forms or str(*put_aside(traject, person))))
    if not forms:
        return ask(mail, case, ctx, Phrase("owned", values), (buttons.counts_again(), buttons.dismiss()), INTENT)
    asked = tuple(q for q in world.questions(traject.ref) if _is_about(q, person))
    settled = tuple(Settle(q.inbound_id, Outcome.FILED, Place.CORRESPONDENCE) for q in asked if q.inbound_id)
    effects: tuple[Effect, ...] = (*(Close(q.number) for q in asked), *settled)
    if case.authenticated and withdrawal.is_from_their_address(mail, person):
        note = Note("news.owned", (("group", person.group),))
        return Decision(traject, (*effects, note), Outcome.FILED, person.id, intent=INTENT)
    offers = (buttons.no_longer_counts(), buttons.dismiss())
    put = ask(mail, case, ctx, Phrase(DISOWNED, (*values, (BESIDE, Beside.OWNS))), offers, INTENT)
    return replace(put, effects=(*effects, *put.effects))


def _is_about(question: NumberedQuestion, person: Respondent) -> bool:
    return question.what.code == DISOWNED and dict(question.what.values).get(WHOSE_FORM) == person.id

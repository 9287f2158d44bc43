"""akkoord REF: begin although a group is short. akkoord NR: yes to the question with this number."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance, missing_documents
from bot.core.course.withdrawing import disowned, forms_told, put_aside, shared_with_others, withdrawn
from bot.core.decision import Close, Place, Retry, Settle
from bot.core.questions import DISOWNED, OWN, SAID_TOO, SPENT, UNPROVED, UNTIL, WHICH_FORMS, WHOSE_FORM, Beside
from bot.core.traject.stages import COLLECTS, Stage
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.shared.confirming import confirm
from bot.handlers.steering.beside import carried_out
from bot.handlers.steering.desk import (
    Confirmed,
    Desk,
    Done,
    done,
    failed,
    gone,
    left_over,
    not_understood,
)
from bot.handlers.steering.settled import is_aside, stands
from bot.handlers.steering.taking import traject_alone

WORDS = ("akkoord", "approve", "agreed")
USAGE = "akkoord REF, akkoord NR"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """What is in is enough, of every group, required documents are still awaited; where nothing is in, she is asked
    once. Or a question is answered with yes.
    """
    if question := desk.question(words[0]) if words else None:
        if rest := left_over(words[1:]):
            return not_understood(rest, USAGE)
        return _agreed(question, desk)
    if words and words[0].isdigit():
        return failed("command.no-such-question", number=words[0])
    traject = traject_alone(words, desk, USAGE)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if not (traject.answered() or traject.approved or desk.confirmed):
        listed = "yes" if any(not r.removed for r in traject.respondents) else ""
        return Done(Phrase("command.nothing-in", (("ref", traject.ref), ("listed", listed))), done=False, asks=True)
    short = ", ".join(g.label(desk.ctx.practice.language) for g in traject.groups if not traject.complete(g))
    traject = replace(traject, approved=True)
    if traject.stage is Stage.STARTED:
        traject = traject.moved(Stage.COLLECTING, desk.ctx.now)
    spent = tuple(Close(q.number) for q in desk.world.questions(traject.ref) if q.kind == SPENT)
    traject, effects = advance(traject, desk.ctx)
    missing = missing_documents(traject, desk.ctx)
    code = "command.approved-but-missing" if missing else "command.approved"
    return done(code, traject, (*spent, *effects), missing=",".join(missing), short=short)


def _agreed(question: NumberedQuestion, desk: Desk) -> Done:
    """Yes to what a question asks; only what her buttons offer so can be agreed to."""
    number, traject, told = str(question.number), desk.traject(question.ref), dict(question.what.values)
    if gone(question, desk) and not is_aside(question, desk):
        return stands(question, desk)
    person = traject.respondent(told.get(WHOSE_FORM, "")) if traject else None
    if traject is None or person is None or question.inbound_id is None:
        return failed("command.cannot-agree", number=number)
    if question.what.code == "owned":
        return _counts_again(question, question.inbound_id, traject, person, desk)
    if traject.stage not in COLLECTS or shared_with_others(traject, person):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if forms_told(traject, person) != told.get(WHICH_FORMS):
        return _settled_since(question, question.inbound_id, traject)
    ctx = replace(desk.ctx, inbound_id=question.inbound_id)
    what = told.get(OWN, "")
    if what in (Beside.REFUSES, Beside.GONE):
        noted = carried_out(traject, person, told, ctx)
        filed = Settle(question.inbound_id, noted.outcome, Place.CORRESPONDENCE, person.id, noted.detail)
        effects = (Close(question.number), filed, *noted.effects)
        return done("command.noted", noted.traject or traject, effects, number=number)
    if question.what.code == DISOWNED or what == Beside.DISOWNS:
        after, effects = disowned(traject, person, ctx)
        beside = carried_out(after, person, told, ctx)
        after, effects = beside.traject or after, (*effects, *beside.effects)
        filed = Settle(question.inbound_id, beside.outcome, Place.CORRESPONDENCE, person.id, beside.detail)
        return done("command.no-longer-counts", after, (Close(question.number), filed, *effects), number=number)
    if question.kind == SAID_TOO and UNPROVED in told and not traject.is_unmailed(person.id):
        asks = confirm(traject, person, desk.world, ctx, answers=False)
        filed = Settle(question.inbound_id, Outcome.FILED, Place.CORRESPONDENCE, person.id)
        return done("command.asked-them", traject, (Close(question.number), filed, *asks), number=number)
    until = told.get(UNTIL, "")
    after, effects = withdrawn(traject, person, ctx, until)
    outcome = Outcome.PROMISED if until else Outcome.WITHDRAWN
    filed = Settle(question.inbound_id, outcome, Place.CORRESPONDENCE, person.id, until)
    return done("command.taken-out", after, (Close(question.number), filed, *effects), number=number)


def _counts_again(
    question: NumberedQuestion, inbound_id: int, traject: Traject, person: Respondent, desk: Desk
) -> Done:
    """The form itself is read once more, as theirs by her word; the mail that says so is filed."""
    aside = {str(form): form for form in put_aside(traject, person)}
    form = aside.get(dict(question.what.values).get(WHICH_FORMS, ""))
    if form is None or traject.stage not in COLLECTS or forms_told(traject, person):
        return _settled_since(question, inbound_id, traject)
    if desk.world.is_gone(form):
        return failed("command.mail-gone", number=str(question.number))
    filed = Settle(inbound_id, Outcome.FILED, Place.CORRESPONDENCE, person.id)
    again = Retry(form, traject.ref, person.id, by_her=True)
    return done("command.counts-again", traject, (Close(question.number), filed, again), number=str(question.number))


def _settled_since(question: NumberedQuestion, inbound_id: int, traject: Traject) -> Done:
    """Another form has come, or the one that was asked about is gone: nothing is taken out or left to ask."""
    filed = Settle(inbound_id, Outcome.FILED, Place.CORRESPONDENCE)
    refused = failed("command.other-form-since", number=str(question.number))
    return replace(refused, traject=traject, effects=(Close(question.number), filed))

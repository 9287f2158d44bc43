"""negeer NR: this question needs nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Close, Effect, Place, Settle
from bot.core.questions import FORM_GONE, OF_A_LIST, OTHER_FORM
from bot.core.traject.value import Disposition, Outcome
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.steering.beside import still_said
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, gone, left_over, not_understood

WORDS = ("negeer", "ignore", "dismiss")
USAGE = "negeer NR"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The question is closed; a mail that waited for it goes back to INBOX, as when she drags it there."""
    question = desk.question(words[0]) if words else None
    if question is None:
        return failed("command.no-such-question", number=words[0] if words else "?")
    if rest := left_over(words[1:]):
        return not_understood(rest, USAGE)
    if over := gone(question, desk):
        return over
    effects: tuple[Effect, ...] = (Close(question.number),)
    if question.kind == FORM_GONE and question.inbound_id is not None:
        return _no_longer_counts(question, question.inbound_id, desk)
    if again := still_said(question, desk):
        what = Phrase("command.dismissed-file", (("number", str(question.number)),))
        return Done(what, traject=desk.traject(question.ref), effects=(*effects, again))
    if question.inbound_id is not None and question.kind != OTHER_FORM:
        effects += (Settle(question.inbound_id, Outcome.DISMISSED, Place.INBOX),)
    said = "command.list-dismissed" if question.what.code in OF_A_LIST else "command.dismissed"
    return Done(Phrase(said, (("number", str(question.number)),)), effects=effects)


def _no_longer_counts(question: NumberedQuestion, inbound_id: int, desk: Desk) -> Done:
    """A form that somebody deleted: her word takes its effects back."""
    traject = desk.traject(question.ref)
    if traject is None:
        return failed("command.no-such-question", number=str(question.number))
    taken = Disposition(inbound_id, Outcome.TAKEN_BACK, desk.ctx.now)
    rest = (v for v in traject.valid if v.inbound_id != inbound_id)
    after, more = advance(replace(traject, valid=(*rest, taken)), desk.ctx)
    effects = (Close(question.number), Settle(inbound_id, Outcome.TAKEN_BACK), *more)
    return done("command.no-longer-counts", after, effects, number=str(question.number))

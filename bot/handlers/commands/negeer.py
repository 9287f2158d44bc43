"""negeer NR: this question needs nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Close, Effect, Place, Settle
from bot.core.due.shortage import spent_key
from bot.core.due.waiting import waits
from bot.core.filing import is_correspondence
from bot.core.questions import BY_MACHINE, FORM_GONE, OF_A_LIST, OTHER_FORM, REQUEST, SPENT, answer_by, is_filed
from bot.core.traject.value import Disposition, Outcome, Traject
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.shared.asking import is_from
from bot.handlers.steering.beside import still_requested, still_said
from bot.handlers.steering.desk import (
    Confirmed,
    Desk,
    Done,
    done,
    failed,
    gone,
    left_over,
    no_question,
    not_understood,
)
from bot.handlers.steering.settled import set_aside
from bot.handlers.steering.taking import one_address

WORDS = ("negeer", "ignore", "dismiss")
USAGE = "negeer NR of negeer alles van ADRES"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The question is closed; a mail that waited for it goes back to INBOX, as when she drags it there."""
    if words and words[0].casefold() in ("alles", "all", "everything"):
        return _everything(words[1:], desk)
    question = desk.question(words[0]) if words else None
    if question is None:
        return no_question(words)
    if rest := left_over(words[1:]):
        return not_understood(rest, USAGE)
    if gone(question, desk):
        return set_aside(question, desk)
    effects: tuple[Effect, ...] = (Close(question.number),)
    if question.kind == FORM_GONE and question.inbound_id is not None:
        return _no_longer_counts(question, question.inbound_id, desk)
    traject = desk.traject(question.ref)
    if question.kind == SPENT and (waiting := _waits(question, traject, desk)):
        return waiting
    requested = () if question.kind == REQUEST else still_requested(question, traject)
    if again := still_said(question, traject):
        what = Phrase("command.dismissed-file", (("number", str(question.number)),))
        return Done(what, traject=traject, effects=(*effects, again, *requested))
    if question.inbound_id is not None and question.kind not in (OTHER_FORM, BY_MACHINE):
        effects += (_aside(question, question.inbound_id),)
    said = "command.list-dismissed" if question.what.code in OF_A_LIST else "command.dismissed"
    number = (("number", str(question.number)),)
    if requested:
        return Done(Phrase("command.dismissed-file", number), traject=traject, effects=(*effects, *requested))
    return Done(Phrase(said, number), effects=effects)


def _aside(question: NumberedQuestion, inbound_id: int) -> Settle:
    """The mail goes to INBOX, unless she has filed it: then it stays."""
    if not is_filed(question):
        return Settle(inbound_id, Outcome.DISMISSED, Place.INBOX)
    place = Place.CORRESPONDENCE if is_correspondence(question.place) else Place.TRAJECT
    return Settle(inbound_id, Outcome.FILED, place)


def _waits(question: NumberedQuestion, traject: Traject | None, desk: Desk) -> Done | None:
    """She goes on waiting for a group: the first time she is asked again, when a while is over."""
    group = next((g for g in traject.groups if question.key == spent_key(traject.ref, g)), None) if traject else None
    if traject is None or group is None:
        return None
    after, on = waits(traject, group, desk.ctx)
    if on is None:
        return None
    return done("command.waits", after, (Close(question.number),), number=str(question.number), on=on.isoformat())


def _everything(words: tuple[str, ...], desk: Desk) -> Done:
    """Every open question and enquiry about mail of one address, but those about what counts already."""
    address = one_address(words)
    if isinstance(address, Done):
        return address
    if not address:
        return failed("command.missing", what="adres")
    if rest := left_over(tuple(w for w in words if "@" not in w and w.casefold() not in ("van", "from"))):
        return not_understood(rest, USAGE)
    theirs = [q for q in desk.questions() if is_from(q.who, address) and q.inbound_id is not None]
    theirs = [q for q in theirs if q.kind not in (OTHER_FORM, FORM_GONE, BY_MACHINE, REQUEST) and not answer_by(q)]
    theirs = [q for q in theirs if still_said(q, desk.traject(q.ref)) is None]
    effects: tuple[Effect, ...] = ()
    for question in theirs:
        assert question.inbound_id is not None
        effects += (Close(question.number), _aside(question, question.inbound_id))
    if not theirs:
        return failed("command.nothing-from", address=address)
    return Done(Phrase("command.dismissed-all", (("n", str(len(theirs))), ("address", address))), effects=effects)


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

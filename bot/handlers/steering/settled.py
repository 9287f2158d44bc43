"""A question that was settled: how things stand since, and her later word, which outranks the former."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Place, Settle
from bot.core.people import addresses
from bot.core.questions import STAYS_OPEN
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import COUNTING, Disposition, Outcome, Traject
from bot.core.world import NumberedQuestion
from bot.handlers.steering.desk import Desk, Done, done, failed, gone

CAN_BE_TIED = COUNTING | {
    *(Outcome.FILED, Outcome.DISMISSED, Outcome.DECLINED, Outcome.PROMISED, Outcome.DOUBTFUL, Outcome.TAKEN_BACK)
}
"""What a mail may have become for her to say anew whose it is."""
_NOTHING = frozenset({Outcome.DISMISSED, Outcome.TAKEN_BACK})


def asked_since(question: NumberedQuestion, desk: Desk) -> tuple[NumberedQuestion, ...]:
    """What is asked now about the mail of a question that was settled."""
    return tuple(q for q in desk.questions() if q.inbound_id is not None and q.inbound_id == question.inbound_id)


def on_record(question: NumberedQuestion, desk: Desk) -> tuple[tuple[Traject, Disposition], ...]:
    """What its mail is in each traject that knows it."""
    own = desk.traject(question.ref)
    there = {t.ref: t for t in (*desk.open_trajects(), *((own,) if own is not None else ()))}
    mine = ((t, v) for t in there.values() for v in t.valid if v.inbound_id == question.inbound_id)
    return tuple(mine) if question.inbound_id is not None else ()


def is_aside(question: NumberedQuestion, desk: Desk) -> bool:
    """Whether its mail is nothing anywhere."""
    known = on_record(question, desk)
    there = question.inbound_id is not None and (bool(known) or not question.ref)
    return there and all(v.outcome in _NOTHING for _, v in known)


def stands(question: NumberedQuestion, desk: Desk) -> Done:
    """How things stand where her word about a settled question changes nothing, and how she says it otherwise."""
    over = gone(question, desk)
    if over is not None and over.outcome.code != "command.already-done":
        return over
    number, known = str(question.number), on_record(question, desk)
    mine = [(t, v) for t, v in known if v.outcome not in _NOTHING]
    untold = question.inbound_id is None or question.kind in STAYS_OPEN or (bool(question.ref) and not known)
    if untold or any(v.outcome not in CAN_BE_TIED for _, v in mine):
        return failed("command.stands", number=number)
    if not mine:
        return failed("command.stands-aside", number=number)
    person = mine[0][0].respondent(mine[0][1].respondent)
    return failed("command.stands-with", number=number, ref=mine[0][0].ref, name=person.name if person else "")


def set_aside(question: NumberedQuestion, desk: Desk) -> Done:
    """Her *negeer* after she, or another, had settled it: what its mail did is taken back, and it lies in INBOX."""
    over = gone(question, desk)
    mine = [(t, v) for t, v in on_record(question, desk) if v.outcome not in _NOTHING]
    if over is not None and mine == [] and on_record(question, desk):
        return over
    if not mine or question.kind in STAYS_OPEN:
        return stands(question, desk)
    if since := asked_since(question, desk):
        return failed("command.asked-since", number=str(question.number), other=str(since[0].number))
    traject, found = mine[0]
    if len({t.ref for t, _ in mine}) > 1 or any(v.outcome not in CAN_BE_TIED for _, v in mine):
        return stands(question, desk)
    if traject.stage not in COLLECTS and found.outcome in COUNTING:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    return _taken_back(question, traject, found, desk)


def _taken_back(question: NumberedQuestion, traject: Traject, found: Disposition, desk: Desk) -> Done:
    person = traject.respondent(found.respondent)
    rest = (v for v in traject.valid if v.inbound_id != found.inbound_id)
    aside = Disposition(found.inbound_id, Outcome.DISMISSED, desk.ctx.now)
    after, more = advance(replace(_forgotten(question, traject), valid=(*rest, aside)), desk.ctx)
    lies = None if desk.world.is_gone(found.inbound_id) else Place.INBOX
    effects = (Settle(found.inbound_id, Outcome.DISMISSED, lies), *more)
    counted = "yes" if found.outcome in COUNTING else ""
    name = person.name if person else ""
    return done("command.set-aside", after, effects, number=str(question.number), name=name, counted=counted)


def _forgotten(question: NumberedQuestion, traject: Traject) -> Traject:
    """Without the sender's address where it was taken for a second one of somebody listed."""
    sender = addresses.key(question.who.rpartition("<")[2].rstrip(">"))
    people = (replace(r, others=tuple(a for a in r.others if addresses.key(a) != sender)) for r in traject.respondents)
    return replace(traject, respondents=tuple(people))

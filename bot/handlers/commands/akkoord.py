"""akkoord REF: begin although a group is short."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance, missing_documents
from bot.core.decision import Close
from bot.core.traject.stages import COLLECTS, Stage
from bot.handlers.shared.desk import Confirmed, Desk, Done, done, failed, the_traject

WORDS = ("akkoord", "approve", "agreed")
USAGE = "akkoord REF"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """What is in is enough; required documents are still awaited."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    traject = replace(traject, approved=True)
    if traject.stage is Stage.STARTED:
        traject = traject.moved(Stage.COLLECTING, desk.ctx.now)
    spent = tuple(Close(q.number) for q in desk.world.questions(traject.ref) if q.kind == "reminders-spent")
    traject, effects = advance(traject, desk.ctx)
    missing = missing_documents(traject, desk.ctx)
    code = "command.approved-but-missing" if missing else "command.approved"
    return done(code, traject, (*spent, *effects), missing=",".join(missing))

"""verklaring REF, with the signed statement attached: it goes to the specialist."""

from __future__ import annotations

from bot.core.traject.stages import AFTER_CONVERSATION
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.enclosed import first_of, judged
from bot.handlers.steering.of_another import of_another
from bot.handlers.steering.passing import PASSES, STATEMENT, overtaken, passed_on
from bot.handlers.steering.taking import traject_alone

WORDS = ("verklaring", "statement")
USAGE = "verklaring REF (met de getekende verklaring als bijlage)"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """As `verslag`; what is not signed is sent back by whoever passes it on."""
    traject = traject_alone(words, desk, USAGE, PASSES)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in AFTER_CONVERSATION or traject.held_on is None:
        return failed("command.not-held", ref=traject.ref)
    if not desk.attached:
        return failed("command.no-statement", ref=traject.ref)
    if desk.confirmed and overtaken(traject, STATEMENT, desk.attached):
        return failed("command.file-overtaken", ref=traject.ref, command=WORDS[0])
    files = desk.files_of(STATEMENT)
    verdict = first_of(judged(files, traject, desk.ctx, STATEMENT), of_another(files, traject, desk.open_trajects()))
    if verdict is not None and (verdict.refused or not desk.confirmed):
        return Done(verdict.why, done=False, asks=not verdict.refused)
    return done("command.statement", traject, (passed_on(traject, STATEMENT, desk.attached, desk.parts or ()),))

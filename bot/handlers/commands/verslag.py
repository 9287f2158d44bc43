"""verslag REF, with the report attached: it goes to the specialist, and nothing of it is kept."""

from __future__ import annotations

from bot.core.traject.stages import AFTER_CONVERSATION
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.enclosed import first_of, judged
from bot.handlers.steering.of_another import of_another
from bot.handlers.steering.passing import PASSES, REPORT, overtaken, passed_on
from bot.handlers.steering.taking import traject_alone

WORDS = ("verslag", "report")
USAGE = "verslag REF (met het verslag als bijlage)"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Refused where it would tell who answered what; asked once where it may be something else."""
    traject = traject_alone(words, desk, USAGE, PASSES)
    if isinstance(traject, Done):
        return traject
    if traject.stage not in AFTER_CONVERSATION:
        return failed("command.not-held", ref=traject.ref)
    if not desk.attached:
        return failed("command.no-report", ref=traject.ref)
    if desk.confirmed and overtaken(traject, REPORT, desk.attached):
        return failed("command.file-overtaken", ref=traject.ref, command=WORDS[0])
    files = desk.files_of(REPORT)
    verdict = first_of(judged(files, traject, desk.ctx, REPORT), of_another(files, traject, desk.open_trajects()))
    if verdict is not None and (verdict.refused or not desk.confirmed):
        return Done(verdict.why, done=False, asks=not verdict.refused)
    return done("command.report", traject, (passed_on(traject, REPORT, desk.attached, desk.parts or ()),))

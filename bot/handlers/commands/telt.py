"""telt NR [REF] [respondent-adres] [groep]: this mail counts as a form, whatever is in it."""

from __future__ import annotations

from bot.association.conflicts import OF_DESTROYED
from bot.association.flagged import HOLDS_GONE
from bot.core.decision import Close
from bot.core.questions import FORM_GONE
from bot.core.views import Phrase
from bot.handlers.commands import koppel
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, no_question

WORDS = ("telt", "tel", "counts", "count")
USAGE = "telt NR [REF] [respondent-adres] [groep]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """As `koppel`; also for a question that was answered already, so that `telt` can follow on `koppel`."""
    words = tuple(w for w in words if w.casefold() != "mee")
    question = desk.question(words[0]) if words else None
    if question is None or question.inbound_id is None:
        return no_question(words)
    if question.kind == FORM_GONE:
        number = str(question.number)
        return Done(Phrase("command.still-counts", (("number", number),)), effects=(Close(question.number),))
    if desk.world.is_gone(question.inbound_id):
        return failed("command.mail-gone", number=str(question.number))
    if question.what.code in (OF_DESTROYED, HOLDS_GONE):
        return failed("command.of-destroyed", number=str(question.number))
    about = koppel.of_question(words[1:], question, desk)
    if isinstance(about, Done):
        return about
    return koppel.tied(question, about.traject, about.rest, desk, counts=True)

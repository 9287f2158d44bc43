"""negeer NR: this question needs nothing."""

from __future__ import annotations

from bot.core.decision import Close, Effect, Place, Settle
from bot.core.questions import OTHER_FORM
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.handlers.shared.desk import Confirmed, Desk, Done, failed

WORDS = ("negeer", "ignore", "dismiss")
USAGE = "negeer NR"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The question is closed; a mail that waited for it goes back to INBOX, as when she drags it there."""
    question = desk.question(words[0]) if words else None
    if question is None:
        return failed("command.no-such-question", number=words[0] if words else "?")
    if not question.open:
        return failed("command.already-done", number=str(question.number))
    effects: tuple[Effect, ...] = (Close(question.number),)
    if question.inbound_id is not None and question.kind != OTHER_FORM:
        effects += (Settle(question.inbound_id, Outcome.DISMISSED, Place.INBOX),)
    return Done(Phrase("command.dismissed", (("number", str(question.number)),)), effects=effects)

"""More unasked mails due at once than a practice ever sends (a wrong clock, an outage, an import) wait for her word."""

from __future__ import annotations

from collections import Counter
from functools import partial

from bot.core import buttons
from bot.core.decision import Ask
from bot.core.questions import MASS_SEND
from bot.core.views import Invitation, Phrase, RespondentReminder
from bot.shell.ledger import questions
from bot.shell.ledger.book import Book
from bot.shell.ledger.outgoing import outbox
from bot.shell.round.sending.errand import Errand
from bot.shell.round.sending.gates import is_due


def hold_back(errand: Errand) -> None:
    """Holds what is due when that is too much, and whatever comes due while she has not said what to do with it."""
    limit = errand.workshop.settings.safeguards.mass_send_limit
    with errand.workshop.book() as book:
        asked = _asked(book)
        some = outbox.unprompted(book, errand.now, book.released())
    if not asked and len(some) <= limit:
        return
    due: list[int] = []
    with errand.workshop.ledger.gathered():
        for identifier in some:
            errand.tried(identifier, partial(_look_at, identifier, due, errand))
    if asked or len(due) > limit:
        with errand.workshop.book() as book:
            outbox.hold(book, due)
            if not asked:
                _ask(book, errand)


def _asked(book: Book) -> bool:
    return any(q.kind == MASS_SEND for q in questions.open_ones(book))


def _look_at(identifier: int, due: list[int], errand: Errand) -> None:
    with errand.workshop.book() as book:
        mail = outbox.one(book, identifier)
        if mail is not None and is_due(book, mail, errand):
            due.append(identifier)


def _ask(book: Book, errand: Errand) -> None:
    ctx, kinds = errand.workshop.context(errand.now), Counter(outbox.held(book))
    reminders, invitations = kinds[RespondentReminder.KIND], kinds[Invitation.KIND]
    values = {"n": kinds.total(), "reminders": reminders, "invitations": invitations}
    values["others"] = kinds.total() - reminders - invitations
    told = (*((name, str(n)) for name, n in values.items()), ("on", ctx.today.isoformat()))
    ask = Ask(MASS_SEND, MASS_SEND, Phrase(MASS_SEND, told), "", (buttons.send(), buttons.dismiss()))
    errand.workshop.clerk(book, ctx).write(None, (ask,))

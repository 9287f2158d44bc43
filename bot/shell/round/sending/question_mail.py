"""What is asked of her in one round comes in one mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.decision import PractitionerMail
from bot.core.due.alike import MANY, gathered
from bot.core.due.rush import days_left
from bot.core.questions import question_shown
from bot.core.views import DecisionNeeded
from bot.core.world import NumberedQuestion
from bot.shell.ledger.book import Book
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.workshop import Workshop

_ONE = "question/"
_LONGEST_KEY = 100


def one_a_round(workshop: Workshop, ready: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """The same mails, those with one question each replaced by one with all that are still open.

    It belongs to a traject when all its questions do: then it is filed, and destroyed, with that.
    """
    several = [w for w in ready if w.key.startswith(_ONE) and not w.attempts]
    if len(several) < 2:
        return list(ready)
    others = [w for w in ready if w not in several]
    with workshop.book() as book:
        ctx = workshop.context(now)
        found = (book.question(int(w.key.removeprefix(_ONE))) for w in several)
        asked = sorted((q for q in found if q is not None and q.open), key=lambda q: q.number)
        for mail in several:
            outbox.cancel(book, mail.id, now)
        if not asked:
            return others
        ref = asked[0].ref if len({q.ref for q in asked}) == 1 else ""
        shown = [question_shown(q, ctx) for q in _with_alike(asked, book)]
        if not ref:
            shown = [replace(q, left=days_left(book.traject(q.ref) if q.ref else None, ctx)) for q in shown]
        view = DecisionNeeded(ref, gathered(shown, book.open_trajects() if len(shown) > MANY else ()))
        key = f"questions/{'+'.join(str(q.number) for q in asked)}"[:_LONGEST_KEY]
        workshop.clerk(book, ctx).write(book.traject(ref) if ref else None, (PractitionerMail(view, key=key),))
        joined = outbox.with_key(book, key)
        return [*others, joined] if joined is not None else others


def _with_alike(asked: Sequence[NumberedQuestion], book: Book) -> list[NumberedQuestion]:
    """Of a flood only the first questions are mailed: the others of their kinds are counted with them."""
    if len(asked) <= MANY:
        return list(asked)
    kinds = {(q.kind, q.ref) for q in asked}
    return [q for q in book.questions() if (q.kind, q.ref) in kinds and q.opened_at >= asked[0].opened_at]

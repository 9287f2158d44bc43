"""Open questions as a mail to the practitioner shows them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.context import Context
from bot.core.views import Enquiry, OpenQuestion
from bot.core.world import NumberedQuestion

ENQUIRY = "enquiry"
OTHER_FORM = "other-form"
FORM_GONE = "form-gone"
MASS_SEND = "mass-send"
STAYS_OPEN = (ENQUIRY, OTHER_FORM, FORM_GONE)
"""Asked about a mail that counts already, or is nobody's yet: open still when the mail is settled."""


def question_shown(question: NumberedQuestion, ctx: Context) -> OpenQuestion:
    """One numbered question."""
    since = ctx.calendar.day(question.opened_at)
    return OpenQuestion(question.number, question.what, question.who, question.ref, since, question.proposals)


def questions_shown(questions: Iterable[NumberedQuestion], ctx: Context) -> tuple[OpenQuestion, ...]:
    """All that ask for a decision."""
    return tuple(question_shown(q, ctx) for q in questions if q.kind != ENQUIRY)


def enquiries_shown(questions: Iterable[NumberedQuestion], ctx: Context) -> tuple[Enquiry, ...]:
    """All enquiries that are neither started nor dismissed."""
    return tuple(
        Enquiry(q.number, q.who, ctx.calendar.day(q.opened_at), q.proposals) for q in questions if q.kind == ENQUIRY
    )

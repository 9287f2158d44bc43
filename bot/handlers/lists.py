"""How a traject's lists are read."""

from __future__ import annotations

from bot.core.associate import Case
from bot.core.context import Context
from bot.core.listed import RespondentList
from bot.core.mail import InboundMail
from bot.core.traject import Traject
from bot.lists import respondents
from bot.lists.context import ListContext

MAXIMUM = 200
"""A longer list is put before the practitioner (h34)."""


def context_of(traject: Traject, ctx: Context) -> ListContext:
    """What the list readers must know."""
    return ListContext(
        groups=traject.groups,
        specialist_name=traject.specialist.name,
        specialist_address=traject.specialist.address,
        practice_addresses=(ctx.practice.address, ctx.practitioner.address, *ctx.practitioner.also),
        maximum=MAXIMUM,
        language=traject.language,
    )


def rows_of(mail: InboundMail, case: Case, ctx: Context) -> RespondentList:
    """Every row of the mail and its files."""
    assert case.traject is not None
    documents = tuple(p.attachment.document for p in case.clues.parts)
    return respondents(mail.new_text, documents, context_of(case.traject, ctx))

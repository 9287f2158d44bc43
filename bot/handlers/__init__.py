"""What to do with a mail: the first handler that matches handles it, and the last one always matches."""

from __future__ import annotations

from typing import Protocol

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.world import World
from bot.handlers import (
    auto_reply,
    bounce,
    command,
    decline,
    document,
    doubtful,
    encrypted,
    form,
    intake,
    late,
    list_correction,
    loop,
    open_list,
    question,
    reregistered,
    respondent_list,
    spam,
    status_question,
    thanks,
    too_large,
    unknown,
    withdrawal,
)


class Handler(Protocol):
    """One mail intent. `INTENT` is its public name."""

    INTENT: str

    def matches(self, mail: InboundMail, case: Case, ctx: Context) -> bool:
        """Whether this mail, for this traject, is of this intent."""

    def handle(self, mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
        """What follows from it."""


HANDLERS: tuple[Handler, ...] = (
    loop,
    bounce,
    auto_reply,
    command,
    spam,
    doubtful,
    late,
    encrypted,
    too_large,
    withdrawal,
    form,
    open_list,
    list_correction,
    respondent_list,
    document,
    decline,
    reregistered,
    thanks,
    status_question,
    question,
    intake,
    unknown,
)


def route(mail: InboundMail, case: Case, ctx: Context) -> Handler:
    """The handler of this mail for this traject."""
    return next(h for h in HANDLERS if h.matches(mail, case, ctx))

"""What to do with a mail: the first handler that matches handles it, and the last one always matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.world import World
from bot.handlers import (
    auto_reply,
    avg,
    bounce,
    calendar_reply,
    command,
    date_choice,
    decline,
    disowned,
    document,
    doubtful,
    encrypted,
    fact,
    followup_stop,
    form,
    gone,
    intake,
    late,
    link,
    list_correction,
    loop,
    open_list,
    passed_on,
    private_address,
    promise,
    question,
    reregistered,
    respondent_list,
    secure_notice,
    spam,
    status_question,
    thanks,
    too_large,
    unknown,
    withdrawal,
)
from bot.handlers.beside.alarm import with_alarm
from bot.handlers.beside.appointment import with_appointment
from bot.handlers.beside.colleague import with_colleagues_gone
from bot.handlers.beside.destroyed import with_destroyed_beside
from bot.handlers.beside.her_absence import with_word_of_absence
from bot.handlers.beside.his_address import with_his_address
from bot.handlers.beside.letter import with_words_told
from bot.handlers.beside.told_by_him import with_big_number
from bot.handlers.shared.copies import with_incident


class Handler(Protocol):
    """One mail intent. `INTENT` is its public name."""

    @property
    def INTENT(self) -> str:  # noqa: N802 - a module's constant
        """The intent that `explain` tells."""

    def matches(self, mail: InboundMail, case: Case, ctx: Context) -> bool:
        """Whether this mail, for this traject, is of this intent."""

    def by_itself(self, alone: Alone) -> bool:
        """Whether a mail is of this intent where no traject is known."""

    def handle(self, mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
        """What follows from it."""


class TrajectHandler(Protocol):
    """One mail intent that only mail of a traject can have."""

    @property
    def INTENT(self) -> str:  # noqa: N802
        """The intent that `explain` tells."""

    def matches(self, mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
        """Whether this mail of a traject is of this intent."""

    def by_itself(self, alone: Alone) -> bool:
        """Whether it would be, were its traject known."""

    def handle(self, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
        """What follows from it."""


@dataclass(frozen=True, slots=True)
class OfTraject:
    """A handler that any mail without a traject passes by."""

    handler: TrajectHandler

    @property
    def INTENT(self) -> str:  # noqa: N802
        """The intent that `explain` tells."""
        return self.handler.INTENT

    def matches(self, mail: InboundMail, case: Case, ctx: Context) -> bool:
        """Whether there is a traject, and the mail is of this intent."""
        return isinstance(case, TrajectCase) and self.handler.matches(mail, case, ctx)

    def by_itself(self, alone: Alone) -> bool:
        """Whether it would be, were its traject known."""
        return self.handler.by_itself(alone)

    def handle(self, mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
        """What follows from it."""
        if not isinstance(case, TrajectCase):
            raise TypeError(f"{self.INTENT} needs a traject")
        decision = with_alarm(self.handler.handle(mail, case, world, ctx), mail, case, ctx)
        decision = with_appointment(with_words_told(decision, mail, case, ctx), mail, case, world, ctx)
        decision = with_colleagues_gone(with_his_address(decision, mail, case, ctx), mail, case, ctx)
        decision = with_big_number(with_incident(decision, mail, case, ctx), mail, case, ctx)
        return with_word_of_absence(with_destroyed_beside(decision, case), mail, case, world, ctx)


HANDLERS: tuple[Handler, ...] = (
    loop,
    bounce,
    auto_reply,
    command,
    spam,
    secure_notice,
    link,
    doubtful,
    OfTraject(private_address),
    OfTraject(passed_on),
    OfTraject(avg),
    OfTraject(late),
    OfTraject(encrypted),
    OfTraject(too_large),
    OfTraject(calendar_reply),
    OfTraject(date_choice),
    OfTraject(disowned),
    OfTraject(withdrawal),
    OfTraject(form),
    open_list,
    OfTraject(list_correction),
    OfTraject(respondent_list),
    OfTraject(document),
    OfTraject(fact),
    OfTraject(decline),
    followup_stop,
    intake,
    OfTraject(reregistered),
    OfTraject(promise),
    OfTraject(gone),
    OfTraject(thanks),
    OfTraject(status_question),
    OfTraject(question),
    unknown,
)


def route(mail: InboundMail, case: Case, ctx: Context) -> Handler:
    """The handler of this mail for this traject."""
    return next(h for h in HANDLERS if h.matches(mail, case, ctx))

"""A notice that a mail waits behind a sign-in: she is told where, and how to hand in what is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.association.alone import Alone
from bot.association.case import Case, case_of
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Decision, Place
from bot.core.mail.machine.secure import SERVICES
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask
from bot.handlers.shared.named import about

INTENT = "encrypted"
WAITS = timedelta(days=7)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Whoever sent it, she excepted; once she has tied it, it is no question any more."""
    return mail.encrypted in SERVICES and case.role is not Role.PRACTITIONER


def by_itself(alone: Alone) -> bool:
    """Of whatever service."""
    return alone.mail.encrypted in SERVICES


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """That person's reminders wait a week; a notice about nobody known and no traject is left where it is."""
    if case.by_her and case.traject is not None:
        return Decision(case.traject, outcome=Outcome.FILED, place=Place.TRAJECT, intent=INTENT)
    found = about(mail, case, world)
    service = ("service", mail.encrypted)
    if found is None and case.traject is None:
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    if found is None:
        return ask(mail, case, ctx, Phrase("secure-notice", (service,)), (buttons.dismiss(),), INTENT)
    traject, person = found
    identifier, address = (person.id, person.address) if person else ("", "")
    until = (ctx.today + WAITS).isoformat()
    after = with_outcome(traject, ctx, Outcome.DOUBTFUL, identifier, until)
    what = Phrase("secure-notice", (service, ("ref", traject.ref), ("address", address)))
    decision = ask(mail, case_of(after, case.role), ctx, what, (buttons.dismiss(),), INTENT)
    return replace(decision, respondent=identifier, detail=until)

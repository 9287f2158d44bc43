"""A form from an address that nobody knows: whose it is its name tells, which many know, and she must confirm it."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase, proposals
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.questions import OWN
from bot.core.views import Phrase
from bot.core.world import World
from bot.handlers import form, passed_on
from bot.handlers.shared.asking import ask

INTENT = form.INTENT
_CODE = "private-address"


def asks(case: Case) -> bool:
    """Whether that is the doubt about it."""
    return case.doubt is not None and case.doubt.code == _CODE


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """The ladder of evidence ended there."""
    return asks(case)


def by_itself(alone: Alone) -> bool:
    """Never: it takes a list with that name."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Nothing that is said around it is carried out for whoever bears the name; she hears what it is."""
    assert case.doubt is not None
    nobodys = replace(case, respondent=None)
    said = passed_on.says_of_oneself(mail, nobodys, ctx)
    what = Phrase(case.doubt.code, (*case.doubt.values, *([(OWN, str(said))] if said else [])))
    return ask(mail, nobodys, ctx, what, proposals(case), INTENT)

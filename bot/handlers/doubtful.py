"""A mail that points to a traject, but not surely enough: the practitioner decides."""

from __future__ import annotations

from bot.association.ladder import Case, proposals
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Proposal
from bot.core.world import World
from bot.handlers.shared.copies import incident

INTENT = "unknown"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """The ladder of evidence ended in a doubt."""
    return case.doubt is not None


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Put aside in *Beoordelen*, with a numbered question."""
    assert case.doubt is not None
    return ask(mail, case, ctx, case.doubt, proposals(case))


def ask(
    mail: InboundMail, case: Case, ctx: Context, what: Phrase, offers: tuple[Proposal, ...], intent: str = INTENT
) -> Decision:
    """The decision that puts a mail aside with a question."""
    ref = case.traject.ref if case.traject else "-"
    question = Ask(
        kind=what.code,
        key=f"mail/{ctx.inbound_id}/{ref}",
        what=what,
        who=who(mail),
        proposals=offers,
        inbound_id=ctx.inbound_id,
        mail=mail.automatic is Automatic.NO,
    )
    copied = incident(mail, case.traject, ctx) if case.traject is not None else ()
    effects: tuple[Effect, ...] = (question, *copied)
    return Decision(case.traject, effects, Outcome.DOUBTFUL, place=Place.REVIEW, intent=intent)


def who(mail: InboundMail) -> str:
    """The sender as she sees it in a question."""
    if mail.sender is None:
        return "?"
    return f"{mail.sender.name} <{mail.sender.address}>" if mail.sender.name else mail.sender.address

"""A specialist asks for a traject."""

from __future__ import annotations

from datetime import timedelta

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Note, Place, SpecialistMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.people.addresses import is_valid, key, reads_nobody
from bot.core.traject.value import Outcome
from bot.core.views import FollowupCycle, IntakeReceived, Phrase
from bot.core.words.phrases import asks_for_traject
from bot.core.world import Role, World
from bot.handlers.beside.ours import put_answer_before_her, since_gone
from bot.handlers.shared.asking import who
from bot.handlers.steering.options import without_options

INTENT = "intake"
ANSWER_ONCE_IN = timedelta(days=30)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """From a stranger, in words that ask for an evaluation; or the answer to the news that the next one falls due."""
    return (
        case.traject is None
        and case.role is Role.STRANGER
        and mail.sender is not None
        and mail.sender.key != key(ctx.practice.address)
        and mail.automatic is Automatic.NO
        and not case.clues.forms
        and (case.answers == FollowupCycle.KIND or asks_for_traject(mail.subject, mail.new_text or mail.text))
    )


def by_itself(alone: Alone) -> bool:
    """Words that ask for an evaluation."""
    return alone.is_of_our_field and asks_for_traject(alone.mail.subject, alone.mail.new_text or alone.mail.text)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Shown to her until she starts or dismisses it. The mail stays in INBOX as it was. Whoever answers a mail about a
    traject of his that was destroyed asks about that.
    """
    assert mail.sender is not None
    if since_gone(mail, case, world) and (asked := put_answer_before_her(mail, case, world, ctx, INTENT)):
        return asked
    sender = mail.sender
    name = "" if "@" in sender.name else names.tidy(sender.name)
    start, rush = (buttons.start(sender.address, without_options(name), *how) for how in ((), ("spoed",)))
    enquiry = Ask(
        kind="enquiry",
        key=f"enquiry/{ctx.inbound_id}",
        what=Phrase("news.enquiry"),
        who=who(mail),
        proposals=(start, rush, buttons.dismiss()),
        inbound_id=ctx.inbound_id,
        mail=False,
    )
    effects: tuple[Effect, ...] = (enquiry, Note("news.enquiry"))
    if _may_answer(case, sender.address, world, ctx):
        view = IntakeReceived(name)
        effects += (SpecialistMail(view, ctx.key(None, view.KIND), answers=True, address=sender.address),)
    return Decision(None, effects, Outcome.ENQUIRY, place=Place.STAYS, intent=INTENT)


def _may_answer(case: Case, address: str, world: World, ctx: Context) -> bool:
    """An authenticated stranger is answered; where nobody is authenticated, once per address in 30 days."""
    if ctx.safeguards.trusted_authserv_id and not case.authenticated:
        return False
    if reads_nobody(address) or not is_valid(address, international=True):
        return False
    return not world.mailed_since(IntakeReceived.KIND, address, ctx.now - ANSWER_ONCE_IN)

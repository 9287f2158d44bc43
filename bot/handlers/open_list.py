"""Where the practice lets a list open a traject (`open_on = "list"`): a stranger's list starts one."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase
from bot.core.context import Context
from bot.core.course.opening import open_traject, started
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.traject.rules import TrajectRules
from bot.core.world import Role, World
from bot.handlers import respondent_list
from bot.handlers.shared.lists import context_of
from bot.lists import looks_like_list

INTENT = "respondent-list"


def _rules(ctx: Context) -> TrajectRules | None:
    return next((r for r in ctx.rules.values() if r.open_on == "list"), None)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """A list from somebody not known yet, authenticated where authentication is known at all."""
    rules = _rules(ctx)
    if rules is None or case.traject is not None or case.role is not Role.STRANGER or mail.sender is None:
        return False
    if mail.automatic is not Automatic.NO or (ctx.safeguards.trusted_authserv_id and not case.authenticated):
        return False
    documents = tuple(p.attachment.document for p in case.clues.parts)
    probe = open_traject("T-00000", mail.sender.address, mail.sender.name, rules, ctx)
    return looks_like_list(mail.new_text, documents, context_of(probe, ctx))


def by_itself(alone: Alone) -> bool:
    """Never: whether a list opens a traject is configured."""
    return False


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Opened and started, and the list taken up at once."""
    rules, sender = _rules(ctx), mail.sender
    assert rules is not None
    assert sender is not None
    name = names.tidy(sender.name) or sender.address
    traject = open_traject(world.new_reference(), sender.address, name, rules, ctx)
    his = TrajectCase(traject, Role.SPECIALIST, authenticated=case.authenticated, clues=case.clues)
    taken = respondent_list.handle(mail, his, world, ctx)
    return Decision(
        taken.traject, (started(traject, ctx), *taken.effects), taken.outcome, place=taken.place, intent=INTENT
    )

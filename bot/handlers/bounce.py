"""A mail of ours could not be delivered."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Decision, Effect, Note, Place, PractitionerMail
from bot.core.due.shortage import right_address
from bot.core.mail.message import Automatic, Bounce, BounceKind, InboundMail
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase, Undeliverable
from bot.core.world import Role, Token, World

INTENT = "bounce"
_GRAVITY = (
    BounceKind.PERMANENT,
    BounceKind.REFUSED,
    BounceKind.COMPLAINT,
    BounceKind.TEMPORARY,
    BounceKind.DELAYED,
    BounceKind.DELIVERED,
)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """A delivery report."""
    return mail.automatic is Automatic.BOUNCE


def by_itself(alone: Alone) -> bool:
    """A delivery report."""
    return alone.mail.automatic is Automatic.BOUNCE


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Only a report about a mail that we did send changes anything (h26, h27)."""
    tokens = world.tokens((*mail.returned_ids, *mail.in_reply_to, *mail.references), "")
    token = next((t for t in tokens if t.ref and world.traject(t.ref)), None)
    if token is None:
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    traject = world.traject(token.ref)
    assert traject is not None
    worst = min(mail.bounces, key=lambda b: _GRAVITY.index(b.kind), default=Bounce("", BounceKind.TEMPORARY))
    return failed_delivery(traject, token, worst, ctx)


def failed_delivery(traject: Traject, token: Token, bounce: Bounce, ctx: Context) -> Decision:
    """What follows from one failed delivery, reported by mail or by the server at once."""
    detail = f"{bounce.kind}:{bounce.status}"[:80]
    respondent = traject.respondent(token.respondent)
    after = with_outcome(traject, ctx, Outcome.BOUNCED, token.respondent, detail)
    effects: tuple[Effect, ...] = ()
    if bounce.kind is BounceKind.PERMANENT:
        effects = _for_good(after, token, respondent, bounce, ctx)
    return Decision(after, effects, Outcome.BOUNCED, token.respondent, detail, Place.CORRESPONDENCE, intent=INTENT)


def _for_good(
    traject: Traject, token: Token, respondent: Respondent | None, bounce: Bounce, ctx: Context
) -> tuple[Effect, ...]:
    note = Note("news.bounced", (("respondent", token.respondent),))
    if respondent is not None and not respondent.removed:
        return (note, *right_address(traject, ctx, (respondent.address,)))
    if token.role is Role.SPECIALIST:
        view = Undeliverable(
            traject.ref,
            traject.specialist.name,
            traject.specialist.address,
            Phrase("undeliverable.specialist", (("status", bounce.status),)),
            (buttons.status(traject.ref),),
        )
        return (note, PractitionerMail(view, key=ctx.key(traject, view.KIND)))
    return (note,)

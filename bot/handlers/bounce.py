"""A mail of ours could not be delivered: about the address, the mailbox, or us (DESIGN §5, Failures of delivery)."""

from __future__ import annotations

import hashlib

from bot.association.alone import Alone
from bot.association.case import Case
from bot.association.tokens import FOLLOW_UP, is_sent_afterwards, ref_of
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Ask, Decision, Discard, Effect, Forget, Note, Place, PractitionerMail
from bot.core.due.shortage import respondent_steps
from bot.core.mail.message import Automatic, Bounce, BounceKind, InboundMail
from bot.core.people.addresses import key
from bot.core.traject import reference
from bot.core.traject.stages import OPEN
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase, Technical, Undeliverable
from bot.core.world import Role, Token, World
from bot.handlers.shared.answers import hidden_from_him

INTENT = "bounce"
_GRAVITY = (
    BounceKind.PERMANENT,
    BounceKind.REFUSED,
    BounceKind.COMPLAINT,
    BounceKind.TEMPORARY,
    BounceKind.DELAYED,
    BounceKind.DELIVERED,
)
_FAILURES = (BounceKind.PERMANENT, BounceKind.REFUSED, BounceKind.TEMPORARY)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """A delivery report."""
    return mail.automatic is Automatic.BOUNCE


def by_itself(alone: Alone) -> bool:
    """A delivery report."""
    return alone.mail.automatic is Automatic.BOUNCE


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """A report about a mail that we sent counts; one that only seems to be about ours is asked about (h26, h27)."""
    if case.by_her and case.traject is not None and case.respondent is not None:
        hers = Token("", case.traject.ref, Role.RESPONDENT, case.respondent.id)
        return failed_delivery(case.traject, hers, Bounce("", BounceKind.PERMANENT, _worst(mail, "").status), ctx)
    tokens = world.tokens((*mail.returned_ids, *mail.in_reply_to, *mail.references), "")
    token = next((t for t in tokens if t.ref and world.traject(t.ref)), None)
    after = next((t for t in tokens if is_sent_afterwards(t.kind)), None)
    if token is None and after is not None:
        return _once_it_is_gone(mail, after)
    if token is None:
        return _of_nothing_that_we_sent(mail, world, ctx)
    traject = world.traject(token.ref)
    assert traject is not None
    respondent = traject.respondent(token.respondent)
    address = respondent.address if respondent else traject.specialist.address
    return failed_delivery(traject, token, _worst(mail, address), ctx)


def failed_delivery(traject: Traject, token: Token, bounce: Bounce, ctx: Context) -> Decision:
    """What follows from one failed delivery, reported by mail or by the server at once."""
    detail = f"{bounce.kind}:{bounce.status}"[:70] + hidden_from_him(traject, token)
    if bounce.kind is BounceKind.DELIVERED:
        return Decision(traject, (), Outcome.IGNORED, token.respondent, detail, intent=INTENT)
    outcome, place, effects = Outcome.BOUNCED, Place.CORRESPONDENCE, _consequences(traject, token, bounce, ctx)
    if any(isinstance(e, Ask) for e in effects):
        outcome, place = Outcome.DOUBTFUL, Place.REVIEW
    after = with_outcome(traject, ctx, outcome, token.respondent, detail)
    return Decision(after, effects, outcome, token.respondent, detail, place, intent=INTENT)


def _worst(mail: InboundMail, address: str) -> Bounce:
    """What the report says of this address; of one that it does not name, the worst of all that it says."""
    own = [b for b in mail.bounces if key(b.address) == key(address)]
    told = own or mail.bounces
    return min(told, key=lambda b: _GRAVITY.index(b.kind), default=Bounce("", BounceKind.TEMPORARY))


def _once_it_is_gone(mail: InboundMail, token: Token) -> Decision:
    """What a specialist, or whoever answered later, was to get after the destruction did not arrive: she hears it, and
    the report goes. An address of his that does not exist is not written to any more.
    """
    worst, ref, his = _worst(mail, ""), ref_of(token), token.role is Role.SPECIALIST
    over = his and worst.kind is BounceKind.PERMANENT and token.kind.startswith(FOLLOW_UP)
    to, ends = "" if his else str(token.role), "yes" if over else ""
    told = Note(
        "problem.not-reached",
        (("kind", token.kind), ("ref", ref), ("status", worst.status), ("to", to), ("over", ends)),
    )
    effects: tuple[Effect, ...] = (told, Discard()) if worst.kind in _FAILURES else (Discard(),)
    effects = (*effects, Forget(ref)) if over else effects
    return Decision(None, effects, Outcome.IGNORED, place=Place.STAYS, intent=INTENT)


def _of_nothing_that_we_sent(mail: InboundMail, world: World, ctx: Context) -> Decision:
    """Whoever forges a report knows no Message-ID of ours; a listed address and our reference make it a question."""
    named = reference.find("\n".join((mail.subject, *mail.returned_subjects, mail.text)))
    failing = {key(b.address): b for b in mail.bounces if b.kind in _FAILURES}
    trajects = [t for ref in named if (t := world.traject(ref)) and t.stage in OPEN]
    for traject in trajects:
        for person in traject.respondents:
            if key(person.address) in failing and not person.removed:
                question = _asked("address-fails", traject, person, ctx)
                return Decision(traject, (question,), Outcome.DOUBTFUL, place=Place.REVIEW, intent=INTENT)
    return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)


def _asked(code: str, traject: Traject, person: Respondent, ctx: Context) -> Ask:
    """Whether this address works; her word that it does not counts as a report would."""
    return Ask(
        code,
        f"mail/{ctx.inbound_id}/{traject.ref}",
        Phrase(code, (("address", person.address),)),
        "",
        (buttons.fails(traject.ref, person.address), buttons.dismiss()),
        ctx.inbound_id,
    )


def _consequences(traject: Traject, token: Token, bounce: Bounce, ctx: Context) -> tuple[Effect, ...]:
    person = traject.respondent(token.respondent)
    if bounce.kind is BounceKind.REFUSED:
        view = Technical(Phrase("technical.refused", (("status", bounce.status),)), ctx.operator)
        return (PractitionerMail(view, key=f"{view.KIND}/refused/{ctx.today}"),)
    if bounce.kind not in (BounceKind.PERMANENT, BounceKind.TEMPORARY):
        return ()
    late = bounce.kind is BounceKind.TEMPORARY
    if token.role is Role.SPECIALIST:
        return (*_noted(token, late=late), _his(traject, token, bounce, ctx, late=late))
    if late and person is not None and _tried_enough(traject, person, ctx):
        return (_asked("address-late", traject, person, ctx),)
    return _noted(token, late=late)


def _noted(token: Token, *, late: bool) -> tuple[Effect, ...]:
    return () if late else (Note("news.bounced", (("respondent", token.respondent),)),)


def _his(traject: Traject, token: Token, bounce: Bounce, ctx: Context, *, late: bool) -> PractitionerMail:
    """Once for each mail of ours, however often and of whatever address it is reported: who knows its Message-ID may
    report it without end.
    """
    view = Undeliverable(
        traject.ref,
        traject.specialist.name,
        traject.specialist.address,
        Phrase(f"undeliverable.{'late' if late else 'specialist'}", (("status", bounce.status),)),
        (buttons.status(traject.ref),),
    )
    reported = hashlib.sha256(token.message_id.encode()).hexdigest()[:16] if token.message_id else ctx.inbound_id
    return PractitionerMail(view, key=f"{traject.ref}/{view.KIND}/{'late' if late else 'fails'}/{reported}")


def _tried_enough(traject: Traject, person: Respondent, ctx: Context) -> bool:
    """A full or late mailbox is tried once more, by the next reminder; of whoever has answered nothing is awaited."""
    if person.removed or person.id in traject.answered() | traject.declined() | traject.unreachable():
        return False
    earlier = [
        v
        for v in traject.valid
        if v.respondent == person.id and v.inbound_id != ctx.inbound_id and v.at >= person.listed_at
    ]
    times = sum(v.outcome in (Outcome.BOUNCED, Outcome.DOUBTFUL) and v.detail[:9] == "temporary" for v in earlier)
    return times == 1 or (times == 0 and respondent_steps(traject, person, ctx).finished)

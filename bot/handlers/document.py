"""The specialist sends his self-evaluation, his POP, or another document."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.course.advance import advance, best_before, missing_documents, with_outcome
from bot.core.decision import Decision, Effect, Note, Place, SpecialistMail
from bot.core.list_context import ListContext
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome, Traject
from bot.core.views import DocumentReceived
from bot.core.world import Role, World
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.catalogue import FEEDBACK
from bot.forms.shape import POP, SELF_EVALUATION, document_kinds
from bot.lists import looks_like_list

INTENT = "document"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist, with a file that is not a list."""
    if case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO:
        return False
    return bool(_kinds(mail, case))


def _kinds(mail: InboundMail, case: TrajectCase) -> tuple[str, ...]:
    files = (p.attachment for p in case.clues.parts if p.answers)
    found = {kind for a in files for kind in document_kinds(a.document, a.name, mail.subject) or ("other",)}
    if case.clues.typed is not None and case.clues.typed.questionnaire == catalogue.SELF_EVALUATION:
        found.add(SELF_EVALUATION)
    return tuple(sorted(found))


def beside_list(mail: InboundMail, case: TrajectCase, context: ListContext) -> tuple[str, ...]:
    """The kinds of the documents that come along with a list of respondents."""
    files = (p.attachment for p in case.clues.parts if p.answers)
    others = (a for a in files if not looks_like_list("", (a.document,), context))
    return tuple(sorted({kind for a in others for kind in document_kinds(a.document, a.name, mail.subject)}))


def received(kinds: tuple[str, ...], traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """He hears what came in and what is still awaited; she reads it in her digest."""
    if not kinds:
        return ()
    missing, before = missing_documents(traject, ctx), best_before(traject, ctx)
    view = DocumentReceived(traject.ref, traject.specialist.name, kinds, missing, before)
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    return (answer, *(Note("news.document", (("what", kind),)) for kind in kinds))


def by_itself(alone: Alone) -> bool:
    """A form that a specialist fills in about himself, or a file that is called one."""
    if any(form.questionnaire != FEEDBACK for form in alone.clues.forms):
        return True
    kinds = {kind for a in alone.clues.files for kind in document_kinds(a.document, a.name, alone.mail.subject)}
    return not kinds.isdisjoint((SELF_EVALUATION, POP))


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Filed in the traject's folder; he hears what is still awaited."""
    kinds = _kinds(mail, case)
    detail = ",".join(kinds)
    traject = with_outcome(case.traject, ctx, Outcome.DOCUMENT, detail=detail)
    answer = received(kinds, traject, ctx)
    traject, more = advance(traject, ctx)
    effects = (*answer, *more)
    return Decision(traject, effects, Outcome.DOCUMENT, detail=detail, place=Place.TRAJECT, intent=INTENT)


def with_file(decision: Decision, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """What is decided of a mail's words, with what becomes of a file that comes along."""
    if decision.traject is None or not matches(mail, case, ctx):
        return decision
    came = handle(mail, replace(case, traject=decision.traject), world, ctx)
    return replace(came, effects=(*decision.effects, *came.effects), intent=decision.intent)

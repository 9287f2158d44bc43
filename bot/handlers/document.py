"""The specialist sends his self-evaluation, his POP, or another document."""

from __future__ import annotations

from bot.association.ladder import Case
from bot.core.context import Context
from bot.core.course.advance import advance, missing_documents, with_outcome
from bot.core.decision import Decision, Effect, Note, Place, SpecialistMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome, Traject
from bot.core.views import DocumentReceived
from bot.core.world import Role, World
from bot.forms.shape import document_kind
from bot.lists import looks_like_list
from bot.lists.context import ListContext

INTENT = "document"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """From the specialist, with a file that is not a list."""
    if case.traject is None or case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO:
        return False
    return bool(_kinds(mail, case))


def _kinds(mail: InboundMail, case: Case) -> tuple[str, ...]:
    found = {
        document_kind(p.attachment.document, p.attachment.name, mail.subject) or "other"
        for p in case.clues.parts
        if p.answers
    }
    if case.clues.typed is not None and case.clues.typed.questionnaire == "selfevaluation":
        found.add("self_evaluation")
    return tuple(sorted(found))


def beside_list(mail: InboundMail, case: Case, context: ListContext) -> tuple[str, ...]:
    """The kinds of the documents that come along with a list of respondents."""
    files = (p.attachment for p in case.clues.parts if p.answers)
    others = (a for a in files if not looks_like_list("", (a.document,), context))
    return tuple(sorted({kind for a in others if (kind := document_kind(a.document, a.name, mail.subject))}))


def received(kinds: tuple[str, ...], traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """He hears what came in and what is still awaited; she reads it in her digest."""
    if not kinds:
        return ()
    view = DocumentReceived(traject.ref, traject.specialist.name, kinds, missing_documents(traject, ctx))
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    return (answer, *(Note("news.document", (("what", kind),)) for kind in kinds))


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Filed in the traject's folder; he hears what is still awaited."""
    assert case.traject is not None
    kinds = _kinds(mail, case)
    detail = ",".join(kinds)
    traject = with_outcome(case.traject, ctx, Outcome.DOCUMENT, detail=detail)
    answer = received(kinds, traject, ctx)
    traject, more = advance(traject, ctx)
    effects = (*answer, *more)
    return Decision(traject, effects, Outcome.DOCUMENT, detail=detail, place=Place.TRAJECT, intent=INTENT)

"""The specialist sends his self-evaluation, his POP, or another document."""

from __future__ import annotations

from bot.core.associate import Case
from bot.core.context import Context
from bot.core.decision import Decision, Note, Place, SpecialistMail
from bot.core.mail import Automatic, InboundMail
from bot.core.progress import advance, missing_documents, with_outcome
from bot.core.traject import Outcome
from bot.core.views import DocumentReceived
from bot.core.world import Role, World
from bot.forms.shape import document_kind

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


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Filed in the traject's folder; he hears what is still awaited."""
    assert case.traject is not None
    kinds = _kinds(mail, case)
    detail = ",".join(kinds)
    traject = with_outcome(case.traject, ctx, Outcome.DOCUMENT, detail=detail)
    view = DocumentReceived(traject.ref, traject.specialist.name, kinds, missing_documents(traject, ctx))
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    traject, more = advance(traject, ctx)
    notes = tuple(Note("news.document", (("what", kind),)) for kind in kinds)
    effects = (answer, *notes, *more)
    return Decision(traject, effects, Outcome.DOCUMENT, detail=detail, place=Place.TRAJECT, intent=INTENT)

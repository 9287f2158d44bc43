"""A link to a file instead of the file: links are not followed, the sender is asked for the file itself."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import Case
from bot.core.context import Context
from bot.core.decision import Decision, Effect, Note, Place, RespondentMail, SpecialistMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.shared_files import sharing_host
from bot.core.mail.signs import host_of
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome
from bot.core.views import FormUnreadable
from bot.core.world import Role, World
from bot.handlers import disowned
from bot.handlers.shared.answers import first_mail
from bot.handlers.shared.named import about

INTENT = "question"
REASON = "link"


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """By somebody of a traject that still collects and without a file, or by the service that shares it."""
    if not host_of(mail.signs) or mail.automatic is not Automatic.NO or case.by_her:
        return False
    if case.clues.parts or case.clues.looks_like_form or disowned.says_not_theirs(mail, case):
        return False
    known = case.role in (Role.SPECIALIST, Role.RESPONDENT) and case.doubt is None
    return (known and case.traject is not None and case.traject.stage in COLLECTS) or (not known and _by_service(mail))


def by_itself(alone: Alone) -> bool:
    """Wherever it leads, of our files."""
    return bool(host_of(alone.mail.signs)) and alone.mail.automatic is Automatic.NO and not alone.clues.parts


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Asked once for each mail; of nobody known it is left where it is."""
    found = about(mail, case, world)
    if found is None:
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    traject, person = found
    name = person.name if person else traject.specialist.name
    first = person is not None and first_mail(traject, person.id)
    view = FormUnreadable(traject.ref, name, traject.specialist.name, REASON, first)
    key = ctx.key(traject, view.KIND)
    answer: Effect = SpecialistMail(view, key, answers=True)
    if person is not None:
        answer = RespondentMail(view, person.id, key, answers=True)
    identifier = person.id if person else ""
    unmailed = traject.is_unmailed(identifier)
    effects = (answer, Note("news.link", (("unasked", "yes"), ("respondent", identifier)) if unmailed else ()))
    return Decision(traject, effects, Outcome.FORM_UNREADABLE, identifier, REASON, Place.CORRESPONDENCE, INTENT)


def _by_service(mail: InboundMail) -> bool:
    return mail.sender is not None and bool(sharing_host((f"https://{mail.sender.address.rpartition('@')[2]}",)))

"""Words or another file beside a form, that nobody read: she hears that they are there, in her overview."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Note, RespondentMail
from bot.core.documents import Read
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import COUNTING, Outcome
from bot.core.views import FactAnswer
from bot.core.words.prose.letter import says_more
from bot.core.words.prose.unheard import unheard_beside
from bot.core.world import Role
from bot.handlers.beside.oneself import words_alone

CODE, WITH_A_WORD = "news.form-words", "news.more-words"
_HEARD = frozenset({Outcome.DECLINED, Outcome.PROMISED, Outcome.WITHDRAWN})
"""What somebody's plain words came to: of the rest of them nobody heard."""


def with_words_told(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and a note where a form counts, its mail says more than that, and no question tells of the mail.

    What somebody writes beside a form may be anything; a question that was answered is heard already.
    """
    counts = decision.outcome in COUNTING and bool(mail.documents or case.clues.typed is not None)
    heard = decision.outcome in _HEARD and case.role is Role.RESPONDENT
    asked = any(isinstance(e, Ask) for e in decision.effects)
    if not (counts or heard) or asked or mail.automatic is not Automatic.NO:
        return decision
    answered = any(isinstance(e, RespondentMail) and isinstance(e.view, FactAnswer) for e in decision.effects)
    words = words_alone(mail, case).new_text
    said = "\n".join(line for line in words.splitlines() if not (answered and line.rstrip().endswith("?")))
    people = (
        case.traject.specialist.name,
        *(r.name for r in case.traject.respondents),
        mail.sender.name if mail.sender else "",
    )
    known = (*people, ctx.practice.name, ctx.practitioner.name, case.traject.ref)
    if heard:
        said = "\n".join(unheard_beside(mail.new_text))
    if not says_more(said, known) and not (counts and _another_file(case)):
        return decision
    note = Note(CODE if counts else WITH_A_WORD, (("respondent", decision.respondent),))
    return replace(decision, effects=(*decision.effects, note))


def _another_file(case: TrajectCase) -> bool:
    """Whether a file hangs there that is no form and has words in it, or cannot be read: no picture of a signature."""
    others = (part.attachment.document for part in case.clues.parts if part.form is None)
    forms = any(part.form is not None and part.form.filled for part in case.clues.parts)
    return forms and any(d.text.strip() or d.read not in (Read.OK, Read.EMPTY) for d in others)

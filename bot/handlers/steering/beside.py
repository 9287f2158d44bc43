"""What somebody says of themselves beside something else in the same mail: named, kept, and carried out by her yes."""

from __future__ import annotations

from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.course.withdrawing import forms_told, shared_with_others
from bot.core.decision import Ask, Decision
from bot.core.questions import BESIDE, OWN, SAID_TOO, UNTIL, WHICH_FORMS, WHOSE_FORM, WRITER, Beside
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase, Proposal
from bot.core.world import NumberedQuestion
from bot.handlers.shared.departed import confirmed, refused
from bot.handlers.steering.desk import Desk

_ABOUT_A_FORM = frozenset({Beside.WITHDRAWS, Beside.DISOWNS})


def still_said(question: NumberedQuestion, desk: Desk) -> Ask | None:
    """The question that is left when she has put a file aside around which its sender says something of themselves."""
    told, traject = dict(question.what.values), desk.traject(question.ref)
    person = traject.respondent(told.get(WRITER, "")) if traject is not None else None
    if traject is None or person is None or OWN not in told or question.inbound_id is None:
        return None
    what, forms = Beside(told[OWN]), forms_told(traject, person)
    values = ((OWN, what), (WHOSE_FORM, person.id), (WHICH_FORMS, forms), (BESIDE, what), ("name", person.name))
    offers = (*_yes(traject, person, what, forms), buttons.dismiss())
    key = f"mail/{question.inbound_id}/{traject.ref}/{SAID_TOO}"
    return Ask(SAID_TOO, key, Phrase(SAID_TOO, values), question.who, offers, question.inbound_id)


def _yes(traject: Traject, person: Respondent, what: Beside, forms: str) -> tuple[Proposal, ...]:
    """Nothing where a yes could not be carried out."""
    if what in _ABOUT_A_FORM:
        clear = forms and "," not in forms and not shared_with_others(traject, person)
        button = buttons.take_out() if what is Beside.WITHDRAWS else buttons.no_longer_counts()
        return (button,) if clear and traject.stage in COLLECTS else ()
    return (buttons.noted(),) if what in (Beside.REFUSES, Beside.GONE) and traject.stage in COLLECTS else ()


def carried_out(traject: Traject, person: Respondent, told: dict[str, str], ctx: Context) -> Decision:
    """What the same mail said of that person holds from now on: no form of theirs counts any more."""
    said, until = told.get(BESIDE, "").split(","), told.get(UNTIL, "")
    if Beside.REFUSES in said:
        return refused(traject, person, ctx, "", answers=False)
    if Beside.GONE in said:
        return confirmed(traject, person, ctx, "")
    outcome = Outcome.PROMISED if until else Outcome.FILED
    return Decision(with_outcome(traject, ctx, outcome, person.id, until), (), outcome, person.id, until)

"""What somebody says of themselves beside something else in the same mail: named, kept, and carried out by her yes."""

from __future__ import annotations

from bot.association.bearers import called
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.course.withdrawing import forms_told, shared_with_others
from bot.core.decision import Ask, Decision
from bot.core.questions import (
    ASKED_AT,
    BESIDE,
    FILES,
    GRAVE,
    OWN,
    REQUEST,
    RIGHT,
    SAID_TOO,
    UNPROVED,
    UNTIL,
    WHICH_FORMS,
    WHOSE_FORM,
    WRITER,
    Beside,
    answer_by,
    requested,
)
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase, Proposal
from bot.core.world import NumberedQuestion
from bot.handlers.shared.departed import confirmed, refused

_ABOUT_A_FORM = frozenset({Beside.WITHDRAWS, Beside.DISOWNS})


def still_said(question: NumberedQuestion, traject: Traject | None) -> Ask | None:
    """The question that is left when she has put a file aside around which its sender says something of themselves."""
    told = dict(question.what.values)
    person = traject.respondent(told.get(WRITER, "")) if traject is not None else None
    if traject is None or person is None or question.inbound_id is None:
        return None
    what, forms = Beside(told.get(OWN, Beside.ELSE)), forms_told(traject, person)
    if what in (Beside.RIGHTS, Beside.ELSE):
        return None
    newer = any(int(form) > question.inbound_id for form in forms.split(",") if form)
    yes = () if newer else _yes(traject, person, what, forms)
    agreed = {WHOSE_FORM: person.id, WHICH_FORMS: forms, BESIDE: what} if yes else {}
    kept = {name: told[name] for name in (UNPROVED, GRAVE) if name in told}
    told = {OWN: what, "name": person.name} | agreed | kept | _of_mail(question)
    offers = (*yes, buttons.dismiss())
    key = f"mail/{question.inbound_id}/{traject.ref}/{SAID_TOO}"
    return Ask(SAID_TOO, key, Phrase(SAID_TOO, tuple(told.items())), question.who, offers, question.inbound_id)


def still_requested(question: NumberedQuestion, traject: Traject | None) -> tuple[Ask, ...]:
    """A request under the AVG stays with its term when she settles the mail in which it stands."""
    term, told = answer_by(question), dict(question.what.values)
    if not term:
        return ()
    ref = traject.ref if traject is not None else ""
    person = traject.respondent(told.get(WRITER, "")) if traject is not None else None
    offers: tuple[Proposal, ...] = (buttons.dismiss(),)
    if traject is not None:
        offers = (buttons.access(ref, called(traject, person) if person else ""), *offers)
    what = Phrase(REQUEST, (("on", term), (RIGHT, told.get(RIGHT, "")), *_of_mail(question).items()))
    return (Ask(REQUEST, requested(ref, question.inbound_id), what, question.who, offers),)


def _of_mail(question: NumberedQuestion) -> dict[str, str]:
    """What tells her which mail it is: when it was first asked about, and what hangs on it."""
    told = dict(question.what.values)
    first = told.get(ASKED_AT, "") or question.opened_at.isoformat()
    return {ASKED_AT: first} | ({FILES: told[FILES]} if FILES in told else {})


def _yes(traject: Traject, person: Respondent, what: Beside, forms: str) -> tuple[Proposal, ...]:
    """Nothing where a yes could not be carried out."""
    if what in _ABOUT_A_FORM:
        clear = forms and "," not in forms and not shared_with_others(traject, person)
        button = buttons.take_out() if what is Beside.WITHDRAWS else buttons.no_longer_counts()
        return (button,) if clear and traject.stage in COLLECTS else ()
    leaves = what in (Beside.REFUSES, Beside.GONE) and person.id not in traject.answered()
    return (buttons.noted(),) if leaves and traject.stage in COLLECTS else ()


def carried_out(traject: Traject, person: Respondent, told: dict[str, str], ctx: Context) -> Decision:
    """What the same mail said of that person holds from now on: no form of theirs counts any more."""
    said, until = told.get(BESIDE, "").split(","), told.get(UNTIL, "")
    if Beside.REFUSES in said:
        return refused(traject, person, ctx, "", answers=False)
    if Beside.GONE in said:
        return confirmed(traject, person, ctx, "")
    outcome = Outcome.PROMISED if until else Outcome.FILED
    return Decision(with_outcome(traject, ctx, outcome, person.id, until), (), outcome, person.id, until)

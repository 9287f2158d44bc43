"""The statement of participation once the conversation was held: to him when it can be signed, else to her first."""

from __future__ import annotations

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Effect, Enclosed, PractitionerMail, SpecialistMail
from bot.core.traject.value import Traject
from bot.core.views import Statement, StatementToSign


def statement(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """Made for the day of the conversation; the same day makes no second one."""
    assert traject.held_on is not None
    if ctx.practitioner.signature:
        view = to_him(traject)
        return (SpecialistMail(view, _key(traject, view.KIND), (Enclosed.STATEMENT,), answers=True),)
    big_known, offers = bool(traject.big_number), (buttons.signed(traject.ref),)
    hers = StatementToSign(traject.ref, traject.specialist.name, traject.held_on, big_known, offers)
    key = _key(traject, hers.KIND)
    return (PractitionerMail(hers, key, answers=True, enclosed=(Enclosed.STATEMENT,)),)


def to_him(traject: Traject) -> Statement:
    """What he reads with it."""
    assert traject.held_on is not None
    return Statement(traject.ref, traject.specialist.name, traject.held_on, traject.employed, bool(traject.big_number))


def was_made(traject: Traject) -> bool:
    """Whether one was made for this day."""
    made = {_key(traject, Statement.KIND), _key(traject, StatementToSign.KIND)}
    return any(s.key in made for s in traject.sent)


def _key(traject: Traject, kind: str) -> str:
    assert traject.held_on is not None
    return f"{traject.ref}/{kind}/{traject.held_on.isoformat()}"

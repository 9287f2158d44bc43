"""A withdrawal that nothing proves: whoever bears the form is asked whether they meant it."""

from __future__ import annotations

from datetime import timedelta

from bot.core.context import Context
from bot.core.course.withdrawing import forms_told
from bot.core.decision import Confirm, Effect, RespondentMail
from bot.core.traject.value import Respondent, Traject
from bot.core.views import WithdrawalConfirm
from bot.core.world import World
from bot.handlers.shared.answers import first_mail

ANEW = "anew"
"""The second line of a confirmation: another form is to come."""
_WITHIN = timedelta(days=14)
_WITHDRAWAL = "withdrawal"


def asked_of(traject: Traject, person: Respondent) -> tuple[str, ...]:
    """What a confirmation is kept for: this person's withdrawal of these forms, and nobody else's nor of later ones."""
    return (f"{_WITHDRAWAL} {traject.ref} {person.id} {forms_told(traject, person)}".strip(),)


def confirm(
    traject: Traject,
    person: Respondent,
    world: World,
    ctx: Context,
    *,
    anew: bool = False,
    proved: bool = False,
    answers: bool = True,
) -> tuple[Effect, ...]:
    """To the listed address: whoever reads that may say so. `answers`: they wrote just now."""
    token, expires = world.new_token(), ctx.now + _WITHIN
    first = first_mail(traject, person.id)
    view = WithdrawalConfirm(traject.ref, person.name, traject.specialist.name, expires, first, proved)
    mail = RespondentMail(view, person.id, ctx.key(traject, view.KIND), answers=answers, token=token)
    lines = (*asked_of(traject, person), *([ANEW] if anew else []))
    return Confirm(token, lines, expires, person.id), mail

"""Where the bot invites the respondents itself: who is invited now."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.decision import Effect, Enclosed, RespondentMail
from bot.core.traject.value import Traject
from bot.core.views import Invitation
from bot.forms.for_traject import questions_as_text


def invitations(before: Traject, traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """Where the bot invites: everyone newly listed with an address."""
    if ctx.rules_of(traject).invitations != "bot":
        return ()
    invited = {s.respondent for s in before.sent if s.kind == Invitation.KIND}
    return tuple(
        RespondentMail(
            Invitation(traject.ref, r.name, traject.specialist.name, questions_as_text(traject, r, ctx)),
            r.id,
            f"{traject.ref}/{Invitation.KIND}/{r.id}",
            (Enclosed.WORD_FORM,),
        )
        for r in traject.respondents
        if r.address and r.group and not r.removed and not r.silent and r.id not in invited
    )

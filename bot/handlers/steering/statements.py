"""The statement of participation once the conversation was held: to him when it can be signed, else to her first."""

from __future__ import annotations

from datetime import date

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Effect, Enclosed, PractitionerMail, SpecialistMail
from bot.core.traject.value import Sent, Traject
from bot.core.views import Statement, StatementToSign

_KINDS = (Statement.KIND, StatementToSign.KIND)


def statement(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """Made for the day of the conversation; the same day makes no second one."""
    assert traject.held_on is not None
    if ctx.practitioner.signature:
        view = to_him(traject)
        return (SpecialistMail(view, _key(traject, view.KIND), (Enclosed.STATEMENT,), answers=True),)
    big_known, offers = bool(traject.big_number), (buttons.signed(traject.ref),)
    was = next((day for day, _ in reversed(_made(traject)) if day != traject.held_on), None)
    hers = StatementToSign(traject.ref, traject.specialist.name, traject.held_on, big_known, offers, was)
    key = _key(traject, hers.KIND)
    return (PractitionerMail(hers, key, answers=True, enclosed=(Enclosed.STATEMENT,)),)


def to_him(traject: Traject) -> Statement:
    """What he reads with it."""
    assert traject.held_on is not None
    big_known = bool(traject.big_number)
    return Statement(
        traject.ref, traject.specialist.name, traject.held_on, traject.employed, big_known, _replaced(traject)
    )


def was_made(traject: Traject) -> bool:
    """Whether the last that was made is of this day."""
    made = _made(traject)
    return bool(made) and made[-1][0] == traject.held_on


def has_statement(traject: Traject) -> bool:
    """Whether one is on its way to him, or with him."""
    return any(s.kind == Statement.KIND for s in traject.sent)


def _replaced(traject: Traject) -> date | None:
    """The day on the statement that he got before the one of this day was made; None where he got none."""
    made = _made(traject)
    since = next((s.at for day, s in reversed(made) if day == traject.held_on), None)
    before = [s for s in traject.sent if s.kind == Statement.KIND and (since is None or s.at < since)]
    return next((day for day, _ in reversed(made) if day != traject.held_on), None) if before else None


def _made(traject: Traject) -> tuple[tuple[date, Sent], ...]:
    """The statements that the bot made, each with the day on it, in their order."""
    beginnings = tuple(f"{traject.ref}/{kind}/" for kind in _KINDS)
    own = (s for s in sorted(traject.sent, key=lambda s: s.at) if s.kind in _KINDS and s.key.startswith(beginnings))
    told = ((s.key.split("/")[2], s) for s in own)
    return tuple((date.fromisoformat(day), s) for day, s in told if day != "in")


def _key(traject: Traject, kind: str) -> str:
    """The day; a day that is on record again, after another, is counted."""
    assert traject.held_on is not None
    again = sum(day == traject.held_on for day, _ in _made(traject))
    return "/".join((traject.ref, kind, traject.held_on.isoformat(), *((str(again),) if again else ())))

"""Addresses of his list that reach nobody: he is asked for the right ones, once, with all that failed meanwhile."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.core.context import Context
from bot.core.decision import SpecialistMail
from bot.core.people.addresses import domain_of
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Respondent, Sent, Traject
from bot.core.views import MoreRespondentsNeeded

_KIND = MoreRespondentsNeeded.KIND
_ASKED = "right-address"


def addresses_day(traject: Traject, ctx: Context, day: date) -> date | None:
    """The working day, not before `day`, on which he is asked."""
    return ctx.calendar.next_working_day(day) if unasked(traject) else None


def unasked(traject: Traject) -> tuple[Respondent, ...]:
    """Whose address failed and he has not heard of it; nobody when enough is in, or the collecting is over."""
    if traject.stage is not Stage.COLLECTING or traject.approved:
        return ()
    failing = traject.unreachable() - traject.gave_another()
    asked = [(s, _asked_about(s)) for s in traject.sent if s.kind == _KIND]
    return tuple(
        r
        for at, r in enumerate(traject.respondents)
        if r.id in failing and not r.removed and not any(bits >> at & 1 and s.at >= r.listed_at for s, bits in asked)
    )


def about(traject: Traject, people: tuple[Respondent, ...]) -> str:
    """The end of the key of a mail that asks about these: a bit for each, by their place in the list (hexadecimal)."""
    return f"{sum(1 << at for at, r in enumerate(traject.respondents) if r in people):x}"


def domains(traject: Traject, people: tuple[Respondent, ...]) -> tuple[str, ...]:
    """The domains at which most addresses do not exist: one question names the domain, whoever answered from it."""
    unknown = {v.respondent for v in traject.valid if v.outcome is Outcome.BOUNCED and "gone" not in v.detail}
    counted = Counter(domain_of(r.address) for r in people if r.id in unknown)
    listed = Counter(domain_of(r.address) for r in traject.respondents if not r.removed)
    return tuple(d for d, n in counted.items() if n > 1 and 2 * n > listed[d])


def right_address(traject: Traject) -> tuple[SpecialistMail, ...]:
    """He is asked at once for the right addresses of those that he gave himself; nothing is said of a shortage."""
    people = unasked(traject)
    if not people:
        return ()
    number = sum(s.kind == _KIND for s in traject.sent) + 1
    return (SpecialistMail(view(traject, (), people), f"{traject.ref}/{_ASKED}/{number}/{about(traject, people)}"),)


def view(traject: Traject, groups: tuple[str, ...], people: tuple[Respondent, ...]) -> MoreRespondentsNeeded:
    """What he reads: groups that need names, and addresses that reach nobody."""
    failing = tuple(r.address for r in people)
    return MoreRespondentsNeeded(traject.ref, traject.specialist.name, groups, failing, domains(traject, people))


def _asked_about(sent: Sent) -> int:
    """Both kinds of keys end in these bits; that of a mail before there were any is about nobody."""
    parts = sent.key.split("/")
    told = parts[3] if parts[1:2] == [_ASKED] and len(parts) > 3 else parts[5] if len(parts) > 5 else "0"
    return int(told, 16)

"""The moments that a line names for a conversation, and why one of them cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.people import name_words
from bot.core.planning.appointing import MAY_BE_PLANNED, clash, once
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.words.moments.clock import Unclear, moments
from bot.handlers.steering.desk import Desk, Done, failed, not_understood
from bot.handlers.steering.taking import Words

_FARTHEST = timedelta(days=400)
_MOST = 10
_EARLIEST, _LATEST = 7, 22
_ABOUT_IT = name_words.words(
    "met with het the gesprek ifms-gesprek ifms conversation afspraak appointment is wordt komt naar to verzet"
    " verzetten verplaats verplaatsen verschuif move moved nieuwe new data datum datums dates date dag dagen van"
)


def may_be_planned(traject: Traject, desk: Desk, stages: frozenset[Stage] = MAY_BE_PLANNED) -> Done | None:
    """Why nothing can be planned now; None when it can."""
    if traject.destroy_at is not None:
        at = desk.ctx.calendar.local(traject.destroy_at).isoformat()
        return failed("command.destruction-planned-first", ref=traject.ref, at=at)
    if traject.stage not in stages:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    return None


def the_moments(words: Words, traject: Traject, usage: str, desk: Desk) -> tuple[datetime, ...] | Done:
    """The moments in UTC, in order; or what is wrong with one of them."""
    said = tuple(word for word in words if word.casefold().strip(".,:;") not in _ABOUT_IT)
    read = moments(said, desk.ctx.today)
    if read.problem is Unclear.NOT_READ:
        return not_understood(read.said, usage)
    if read.problem is not None:
        return failed(f"command.{read.problem}", date=read.said, on=read.on.isoformat() if read.on else "")
    if not read.found:
        return failed("command.missing", what="moment")
    if len(read.found) > _MOST:
        return failed("command.too-many-moments", n=str(_MOST))
    found = list[datetime]()
    for on in sorted(set(read.found)):
        at = once(on, desk.ctx)
        if at is None:
            return failed("command.no-such-hour", at=on.isoformat())
        if wrong := _wrong(at, on, traject, desk):
            return wrong
        found.append(at)
    day, times = Counter(on.date() for on in read.found).most_common(1)[0]
    if times > 1:
        return failed("command.same-day", on=day.isoformat())
    return tuple(found)


def on_days_off(found: Iterable[datetime], desk: Desk) -> str:
    """Those in a weekend or on a public holiday, as they are told (ISO, with commas)."""
    local = map(desk.ctx.calendar.local, found)
    return ",".join(at.isoformat() for at in local if not desk.ctx.calendar.is_working_day(at.date()))


def _wrong(at: datetime, on: datetime, traject: Traject, desk: Desk) -> Done | None:
    if at <= desk.ctx.now:
        return failed("command.moment-past", at=on.isoformat())
    if not _EARLIEST <= on.hour < _LATEST:
        return failed("command.moment-at-night", at=on.isoformat())
    if at > desk.ctx.now + _FARTHEST:
        return failed("command.moment-far", at=on.isoformat())
    other = clash(at, traject, desk.open_trajects())
    if other is not None:
        return failed("command.moment-taken", at=on.isoformat(), ref=other.ref, name=other.specialist.name)
    return None

"""Whether the machine's clock can be believed: what leapt ahead and came back was wrong, and time does not run back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
FAR = timedelta(days=31)
_KEPT = 50
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""Before there was this program: what a first start leapt over."""


class ClockNews(StrEnum):
    """What the clock did since the last round, where somebody must hear of it."""

    NONE = ""
    AHEAD = "ahead"
    BEHIND = "behind"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Leap:
    """A day or more without a round: the machine was off, or its clock was put forward. Which, only a return tells."""

    left: datetime
    landed: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """What is remembered: the `last` moment gone by, the leaps, and since when the clock shows what is doubted."""

    last: datetime
    leaps: tuple[Leap, ...]
    ahead: datetime | None = None
    behind: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What to make of what the clock shows.

    `now` is the moment to go by, `last` that of the round before; `rests` says that nothing unasked is done. After a
    return everything that was recorded later than `now` is `back` too late, and was recorded after `floor`.
    """

    clock: Clock
    now: datetime
    last: datetime
    news: ClockNews = ClockNews.NONE
    rests: bool = False
    back: timedelta = timedelta(0)
    floor: datetime = _NEVER


def reading(clock: Clock | None, shown: datetime, *, own: bool) -> Reading:
    """What to go by; `own` says that the machine's clock shows it, and nobody gave it by hand (`--now`)."""
    if clock is None:
        return Reading(Clock(shown, (Leap(min(_NEVER, shown), shown),)), shown, shown)
    if shown >= clock.last - DAY:
        return _onward(clock, shown, own=own)
    leap = next((one for one in reversed(clock.leaps) if _undone(one, clock, shown)), None)
    if leap is not None:
        return _returned(clock, shown, leap.left)
    began = min(clock.behind or shown, shown)
    if shown - began > DAY:  # it goes on like this: the former one was wrong
        return _returned(clock, shown, began)
    news = ClockNews.NONE if clock.behind else ClockNews.BEHIND
    return Reading(replace(clock, behind=began), clock.last, clock.last, news, rests=True)


def _onward(clock: Clock, shown: datetime, *, own: bool) -> Reading:
    """As time goes; a leap of a month is believed when the clock goes on like this for a day."""
    step = shown - clock.last
    leaps = (*clock.leaps, Leap(clock.last, shown))[-_KEPT:] if step > DAY else clock.leaps
    far = own and step > FAR
    ahead = shown if far else clock.ahead
    rests = ahead is not None and own and shown - ahead < DAY
    after = Clock(shown, leaps, ahead if rests else None)
    return Reading(after, shown, clock.last, ClockNews.AHEAD if far else ClockNews.NONE, rests)


def _undone(leap: Leap, clock: Clock, shown: datetime) -> bool:
    """Whether the clock is back where it left; a first start counts as a leap while it is young."""
    young = leap.left != _NEVER or clock.last - leap.landed <= FAR
    return young and leap.left - DAY <= shown < leap.landed


def _returned(clock: Clock, shown: datetime, left: datetime) -> Reading:
    after = Clock(shown, tuple(leap for leap in clock.leaps if leap.landed <= shown))
    floor = min(left, shown) if left > _NEVER else shown
    return Reading(after, shown, clock.last, ClockNews.RETURNED, back=clock.last - shown, floor=floor)


def running(clock: Clock | None, since: datetime, now: datetime) -> timedelta:
    """How long the program really ran since then: what must not come early because of a clock counts by this."""
    leaps = clock.leaps if clock else ()
    lost = sum((leap.landed - max(leap.left, since) for leap in leaps if leap.landed > since), timedelta(0))
    return max(timedelta(0), now - since - lost)

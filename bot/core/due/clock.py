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
    """A day or more without a round: the machine was off, or its clock was put forward. Which, only a return tells.
    Not `own`: the moment was given by hand.
    """

    left: datetime
    landed: datetime
    own: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """What is remembered: the `last` moment gone by, the leaps, and since when the clock shows what is doubted; `own`:
    the machine's showed it that is `behind`.
    """

    last: datetime
    leaps: tuple[Leap, ...]
    ahead: datetime | None = None
    behind: datetime | None = None
    own: bool = False


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
    """What to go by; `own` says that the machine's clock shows it, and nobody gave it by hand (`--now`).

    A clock behind for no reason is not believed, for what is put back by it cannot be put forward again: until it is
    right time goes on from where it was. It is believed when it goes on like this for a month, or when somebody says by
    hand that it is right.
    """
    if clock is None:
        return Reading(Clock(shown, () if own else (Leap(min(_NEVER, shown), shown),)), shown, shown)
    if shown >= clock.last - DAY:
        return _onward(clock, shown, own=own)
    leap = next((one for one in reversed(clock.leaps) if _undone(one, clock, shown)), None)
    if leap is not None:
        return _returned(clock, shown, leap.left)
    began = min(clock.behind or shown, shown)
    said = clock.behind is not None and clock.own and not own
    if said or shown - began > FAR:
        return _returned(clock, shown, began)
    news = ClockNews.NONE if clock.behind else ClockNews.BEHIND
    now = clock.last + (shown - began)
    return Reading(replace(clock, behind=began, own=own), now, clock.last, news, rests=True)


def _onward(clock: Clock, shown: datetime, *, own: bool) -> Reading:
    """As time goes; a leap of a month is believed when the clock goes on like this for a day."""
    step = shown - clock.last
    leaps = (*clock.leaps, Leap(clock.last, shown, own))[-_KEPT:] if step > DAY else clock.leaps
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


def landed(clock: Clock | None, since: datetime, least: timedelta) -> tuple[datetime, ...]:
    """Where the machine's clock landed each time when it leapt over more than `least`, later than `since`."""
    leaps = clock.leaps if clock else ()
    return tuple(one.landed for one in leaps if one.own and one.landed > since and one.landed - one.left > least)


def is_possible(shown: datetime) -> bool:
    """Whether a clock can show this: there was no program before."""
    return shown >= _NEVER

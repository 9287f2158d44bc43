"""The steps of one person's reminders: on which day which one is due, counted in calendar days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.calendar import Calendar
from bot.core.traject.rules import TrajectRules
from bot.core.traject.value import Sent

_LEAST_DISTANCE = 5
_LEAST_DISTANCE_RUSH = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """`offsets` are the days of the steps, counted from `start`; `used` steps went before `start` (another address,
    an earlier turn of the stage) and count for the maximum. `ahead` went before their day (by a clock that was wrong):
    they do not come again. `last_on` is the day of the last reminder, whichever traject it was for; `away_until` is
    the last day of an absence.
    """

    start: date
    offsets: tuple[int, ...]
    used: int = 0
    last: int = 0
    last_on: date | None = None
    away_until: date | None = None
    least: int = _LEAST_DISTANCE
    ahead: frozenset[int] = frozenset()

    @property
    def finished(self) -> bool:
        """Whether no step is left."""
        return self._next() is None

    @property
    def following(self) -> int | None:
        """The next step, whenever it is due; None when none is left."""
        return self._next()

    def is_too_soon(self, day: date) -> bool:
        """Whether the last reminder, or the end of an absence, lies too near."""
        return day < (self._earliest() or day)

    def on(self, day: date) -> int:
        """The step that is due on this day, or 0: the latest one reached, so that an outage causes no backlog."""
        reached = sum(1 for offset in self.offsets if self.start + timedelta(offset) <= day)
        latest = min(self.used + reached, len(self.offsets)) if reached else 0
        step = next((s for s in range(latest, self.last, -1) if s not in self.ahead), 0)
        return step if step and day >= (self._earliest() or day) else 0

    def next_day(self, day: date, calendar: Calendar) -> date | None:
        """The first working day, not before `day`, on which a step is due."""
        step = self._next()
        if step is None:
            return None
        day = max(day, self.start + timedelta(self.offsets[step - 1 - self.used]), self._earliest() or day)
        return calendar.next_working_day(day)

    def _next(self) -> int | None:
        """The first step that is left."""
        left = range(max(self.last, self.used) + 1, len(self.offsets) + 1)
        return next((step for step in left if step not in self.ahead), None)

    def _earliest(self) -> date | None:
        """The first day on which a reminder may come: after an absence, and some days after the last one."""
        back = self.away_until + timedelta(1) if self.away_until else None
        far = self.last_on + timedelta(self.least) if self.last_on else None
        return max((d for d in (back, far) if d), default=None)


def steps(
    since: datetime,
    sent: Iterable[Sent],
    rules: TrajectRules,
    calendar: Calendar,
    *,
    rush: bool,
    away_until: date | None = None,
    elsewhere: datetime | None = None,
) -> Steps:
    """The steps of somebody who is reminded from `since` on and got the reminders in `sent`; `elsewhere` is when the
    last one for another traject went to them.
    """
    sent, days = tuple(sent), offsets(rules, rush)
    start = calendar.day(since)
    used = max((s.step for s in sent if s.at < since), default=0)
    ahead = frozenset(s.step for s in sent if s.at >= since and _is_ahead(s, used, start, days, calendar))
    moments = (*(s.left_at or s.at for s in sent), *((elsewhere,) if elsewhere else ()))
    return Steps(
        start=start,
        offsets=days,
        used=used,
        last=max((s.step for s in sent if s.step not in ahead), default=0),
        last_on=max(map(calendar.day, moments), default=None),
        away_until=away_until,
        least=_LEAST_DISTANCE_RUSH if rush else _LEAST_DISTANCE,
        ahead=ahead,
    )


def _is_ahead(sent: Sent, used: int, start: date, days: tuple[int, ...], calendar: Calendar) -> bool:
    """Whether a step went before its day."""
    place = sent.step - used
    return 1 <= place <= len(days) and calendar.day(sent.at) < start + timedelta(days[place - 1])


def offsets(rules: TrajectRules, rush: bool) -> tuple[int, ...]:
    """The days of all steps: those that are named, then one every repeat interval, as many as are allowed."""
    named, repeat = rules.days(rush), rules.repeat_days(rush)
    last = named[-1] if named else 0
    more = (last + repeat * n for n in range(1, rules.reminder_max + 1))
    return (*named, *more)[: rules.reminder_max]

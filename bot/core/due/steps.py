"""The steps of one person's reminders: on which day which one is due, counted in calendar days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.calendar import Calendar
from bot.core.traject.rules import TrajectRules
from bot.core.traject.value import Sent

_LEAST_DISTANCE = 3
_LEAST_DISTANCE_RUSH = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """`offsets` are the days of the steps, counted from `start`; `used` steps went before `start` (another address,
    an earlier turn of the stage) and count for the maximum. `away_until` is the last day of an absence.
    """

    start: date
    offsets: tuple[int, ...]
    used: int = 0
    last: int = 0
    last_on: date | None = None
    away_until: date | None = None
    least: int = _LEAST_DISTANCE

    @property
    def finished(self) -> bool:
        """Whether no step is left."""
        return self.last >= len(self.offsets)

    def on(self, day: date) -> int:
        """The step that is due on this day, or 0: the latest one reached, so that an outage causes no backlog."""
        reached = sum(1 for offset in self.offsets if self.start + timedelta(offset) <= day)
        step = min(self.used + reached, len(self.offsets))
        if not reached or step <= self.last or (self.away_until and day <= self.away_until):
            return 0
        return step if self._far_enough(day, reached) else 0

    def next_day(self, day: date, calendar: Calendar) -> date | None:
        """The first working day, not before `day`, on which a step is due."""
        if self.finished:
            return None
        day = max(day, self.start + timedelta(self.offsets[self.last - self.used]))
        if self.away_until:
            day = max(day, self.away_until + timedelta(1))
        day = calendar.next_working_day(day)
        while not self.on(day):
            day = calendar.next_working_day(day + timedelta(1))
        return day

    def _far_enough(self, day: date, reached: int) -> bool:
        """After a late step the next one keeps half of its gap, so that two never come on one another's heels."""
        if self.last_on is None:
            return True
        gap = self.offsets[reached - 1] - (self.offsets[reached - 2] if reached > 1 else 0)
        return (day - self.last_on).days >= min(gap, max(gap // 2, self.least))


def steps(
    since: datetime,
    sent: Iterable[Sent],
    rules: TrajectRules,
    calendar: Calendar,
    *,
    rush: bool,
    away_until: date | None = None,
) -> Steps:
    """The steps of somebody who is reminded from `since` on and got the reminders in `sent`."""
    sent = tuple(sent)
    return Steps(
        start=calendar.day(since),
        offsets=offsets(rules, rush),
        used=max((s.step for s in sent if s.at < since), default=0),
        last=max((s.step for s in sent), default=0),
        last_on=max((calendar.day(s.at) for s in sent), default=None),
        away_until=away_until,
        least=_LEAST_DISTANCE_RUSH if rush else _LEAST_DISTANCE,
    )


def offsets(rules: TrajectRules, rush: bool) -> tuple[int, ...]:
    """The days of all steps: those that are named, then one every repeat interval, as many as are allowed."""
    named, repeat = rules.days(rush), rules.repeat_days(rush)
    last = named[-1] if named else 0
    more = (last + repeat * n for n in range(1, rules.reminder_max + 1))
    return (*named, *more)[: rules.reminder_max]

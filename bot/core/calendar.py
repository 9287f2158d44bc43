"""Working days, the window for unprompted mail and local times, right through summer time's gaps and folds.

Moments are returned in UTC: two moments of one other zone are compared by their wall clocks, which is wrong in a fold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.traject.rules import Window

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The practice's calendar: `timezone` is an IANA name; `good_friday` says that it is a day off."""

    timezone: str
    good_friday: bool = True

    def local(self, moment: datetime) -> datetime:
        """An aware moment on the practice's clock."""
        return moment.astimezone(ZoneInfo(self.timezone))

    def day(self, moment: datetime) -> date:
        """The practice's calendar day of an aware moment."""
        return self.local(moment).date()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, no Dutch public holiday."""
        return day.weekday() < 5 and day not in _days_off(day.year, self.good_friday)

    def next_working_day(self, day: date) -> date:
        """The first working day that is not before `day`."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def working_days(self, day: date, n: int) -> date:
        """The day that is so many working days later, or earlier."""
        step = _DAY if n > 0 else -_DAY
        while n:
            day += step
            n -= step.days * self.is_working_day(day)
        return day

    def week_opening(self, day: date) -> date:
        """The first working day of a week that is not before `day`."""
        monday = day - timedelta(days=day.weekday())
        while (opening := self.next_working_day(monday)) < day:
            monday += timedelta(days=7)
        return opening

    def at(self, day: date, clock: time) -> datetime:
        """The first moment of `day` when the clock shows this time or a later one: in a gap, the gap's end."""
        local = datetime.combine(day, clock, ZoneInfo(self.timezone))
        moment = local.astimezone(UTC)
        if self.local(moment).replace(tzinfo=None) == local.replace(tzinfo=None):
            return moment
        return next((t for t in self._shifts(day) if self.local(t).time() >= clock), moment)

    def in_window(self, moment: datetime, window: Window) -> bool:
        """Whether unprompted mail may leave now."""
        local = self.local(moment)
        return window.start <= local.time() < window.end and self.is_working_day(local.date())

    def next_window(self, moment: datetime, window: Window) -> datetime:
        """`moment` itself when it lies in the window, else the next moment that the window opens."""
        if self.in_window(moment, window):
            return moment.astimezone(UTC)
        day = self.day(moment)
        while True:
            openings = (self.at(day, window.start), *self._shifts(day), *self._second(day, window.start))
            later = [t for t in openings if t >= moment and self.in_window(t, window)]
            if later:
                return min(later)
            day += _DAY

    def nominal_digest(self, now: datetime, first_start: datetime, digest_at: time) -> datetime | None:
        """The latest digest time of a working day that has come, but not one from before the first start."""
        day = self.day(now)
        while day >= self.day(first_start):
            nominal = self.at(day, digest_at)
            if nominal <= now and self.is_working_day(day):
                return nominal if nominal > first_start else None
            day -= _DAY
        return None

    def _second(self, day: date, clock: time) -> Iterator[datetime]:
        """The second moment of `day` when the clock shows this time, where summer time ends."""
        local = datetime.combine(day, clock, ZoneInfo(self.timezone)).replace(fold=1)
        if local.utcoffset() != local.replace(fold=0).utcoffset():
            yield local.astimezone(UTC)

    def _shifts(self, day: date) -> Iterator[datetime]:
        """The moment in `day` when the clock is put forward or back, on days that have one."""
        before, after = (datetime.combine(d, time(12), UTC) for d in (day - _DAY, day + _DAY))
        if self.local(before).utcoffset() == self.local(after).utcoffset():
            return
        offset = self.local(before).utcoffset()
        while after - before > _SECOND:
            middle = before + (after - before) // 2
            middle = middle.replace(microsecond=0)
            before, after = (middle, after) if self.local(middle).utcoffset() == offset else (before, middle)
        if self.day(after) == day:
            yield after


@lru_cache(maxsize=256)
def _days_off(year: int, good_friday: bool) -> frozenset[date]:
    import holidays  # late: it takes most of a second, and many commands need no calendar

    public = holidays.country_holidays("NL", years=year, language="en_US")
    return frozenset(day for day, name in public.items() if good_friday or name != "Good Friday")

"""Working days, the window and local times, through the gaps and folds of several zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import Calendar
from bot.core.traject.rules import Window

HERE = Calendar("Europe/Amsterdam")
WINDOW = Window()
NIGHT = Window(time(2), time(3))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def amsterdam(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"), fold=fold)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-11-04", True, id="a Wednesday"),
        pytest.param("2026-11-07", False, id="Saturday"),
        pytest.param("2026-11-08", False, id="Sunday"),
        pytest.param("2026-12-24", True, id="the day before Christmas"),
        pytest.param("2026-12-25", False, id="Christmas"),
        pytest.param("2027-01-01", False, id="new year"),
        pytest.param("2027-03-26", False, id="Good Friday"),
        pytest.param("2027-03-29", False, id="Easter Monday"),
        pytest.param("2026-04-27", False, id="King's Day"),
        pytest.param("2025-04-26", False, id="King's Day a day early, a Saturday"),
        pytest.param("2025-04-28", True, id="the Monday after it"),
        pytest.param("2027-05-05", True, id="5 May, most years"),
        pytest.param("2025-05-05", False, id="5 May, once in five years"),
        pytest.param("2027-05-06", False, id="Ascension Day"),
        pytest.param("2027-05-17", False, id="Whit Monday"),
        pytest.param("2026-12-05", False, id="5 December, a Saturday"),
    ],
)
def test_working_days(day: str, expected: bool) -> None:
    assert HERE.is_working_day(date.fromisoformat(day)) is expected


def test_good_friday_may_be_a_working_day() -> None:
    calendar = Calendar("Europe/Amsterdam", good_friday=False)
    assert calendar.is_working_day(date(2027, 3, 26))
    assert not calendar.is_working_day(date(2027, 3, 29))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-11-04", "2026-11-04", id="itself"),
        pytest.param("2026-11-21", "2026-11-23", id="a weekend"),
        pytest.param("2026-12-25", "2026-12-28", id="Christmas on Friday, a weekend"),
        pytest.param("2027-03-26", "2027-03-30", id="Easter"),
    ],
)
def test_next_working_day(day: str, expected: str) -> None:
    assert HERE.next_working_day(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("2026-11-11 08:29:59", False, id="a second early"),
        pytest.param("2026-11-11 08:30", True, id="its first moment"),
        pytest.param("2026-11-11 17:29:59", True, id="its last second"),
        pytest.param("2026-11-11 17:30", False, id="its end"),
        pytest.param("2026-11-14 10:00", False, id="Saturday"),
        pytest.param("2026-12-25 10:00", False, id="Christmas"),
    ],
)
def test_in_window(moment: str, expected: bool) -> None:
    assert HERE.in_window(amsterdam(moment), WINDOW) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("2026-11-11 10:00", "2026-11-11 10:00", id="inside: itself"),
        pytest.param("2026-11-11 03:00", "2026-11-11 08:30", id="before"),
        pytest.param("2026-11-11 17:30", "2026-11-12 08:30", id="after"),
        pytest.param("2026-11-13 18:00", "2026-11-16 08:30", id="Friday evening"),
        pytest.param("2026-12-24 17:30", "2026-12-28 08:30", id="before Christmas"),
        pytest.param("2026-10-23 18:00", "2026-10-26 08:30", id="over the end of summer time"),
        pytest.param("2027-03-25 18:00", "2027-03-30 08:30", id="over its beginning, and Easter"),
    ],
)
def test_next_window(moment: str, expected: str) -> None:
    found = HERE.next_window(amsterdam(moment), WINDOW)
    assert found == amsterdam(expected)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        pytest.param("2026-11-04", "08:30", "2026-11-04 07:30", id="winter"),
        pytest.param("2026-07-01", "08:30", "2026-07-01 06:30", id="summer"),
        pytest.param("2027-03-28", "02:30", "2027-03-28 01:00", id="gap: the moment that the clock is put forward"),
        pytest.param("2027-03-28", "03:00", "2027-03-28 01:00", id="the end of the gap"),
        pytest.param("2026-10-25", "02:30", "2026-10-25 00:30", id="fold: the first"),
        pytest.param("2026-10-25", "03:00", "2026-10-25 02:00", id="after the fold"),
    ],
)
def test_local_times(day: str, clock: str, expected: str) -> None:
    assert HERE.at(date.fromisoformat(day), time.fromisoformat(clock)) == utc(expected)


def test_a_day_that_was_skipped_has_a_moment_all_the_same() -> None:
    samoa = Calendar("Pacific/Apia")
    assert samoa.day(samoa.at(date(2011, 12, 30), time(9))) == date(2011, 12, 31)


CAIRO = Calendar("Africa/Cairo")  # clocks change on Fridays and at midnight, so working days have gaps and folds


@pytest.mark.parametrize(
    ("moment", "window", "expected"),
    [
        pytest.param("2026-04-23 12:00", Window(time(0, 30), time(1, 30)), "2026-04-23 22:00", id="opens in the gap"),
        pytest.param(
            "2026-04-23 12:00",
            Window(time(0, 10), time(0, 50)),
            "2026-04-27 21:10",
            id="all of it in the gap: after weekend and King's Day",
        ),
        pytest.param(
            "2026-10-29 20:10", Window(time(23), time(23, 5)), "2026-10-29 21:00", id="opens again in the fold"
        ),
        pytest.param("2026-10-29 20:40", Window(time(23, 20), time(23, 30)), "2026-10-29 21:20", id="a second time"),
        pytest.param("2026-10-29 20:40", Window(time(22), time(23, 30)), "2026-10-29 21:00", id="put back into it"),
        pytest.param(
            "2026-10-29 21:40", Window(time(22), time(23, 30)), "2026-10-30 20:00", id="closed twice: the next day"
        ),
    ],
)
def test_a_window_on_the_day_that_clocks_change(moment: str, window: Window, expected: str) -> None:
    assert CAIRO.next_window(utc(moment), window) == utc(expected)


ZONES = st.sampled_from(["Europe/Amsterdam", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran"])
EDGES = st.sampled_from([utc("2026-03-27"), utc("2026-04-22"), utc("2026-10-22"), utc("2026-10-28"), utc("2026-12-23")])


@given(ZONES, EDGES, st.integers(0, 6 * 24 * 60), st.integers(0, 1438), st.integers(1, 600))
def test_the_next_window_is_the_first_minute_inside(
    zone: str, edge: datetime, minutes: int, start: int, length: int
) -> None:
    calendar = Calendar(zone)
    last = min(start + length, 1439)
    window = Window(time(start // 60, start % 60), time(last // 60, last % 60))
    moment = edge + timedelta(minutes=minutes)
    found = calendar.next_window(moment, window)
    assert calendar.in_window(found, window)
    between = (moment + timedelta(minutes=i) for i in range(int((found - moment).total_seconds()) // 60))
    assert not any(calendar.in_window(t, window) for t in between)


@given(ZONES, EDGES, st.integers(0, 10))
def test_local_times_of_a_day_never_go_backwards(zone: str, edge: datetime, days: int) -> None:
    calendar = Calendar(zone)
    day = calendar.day(edge) + timedelta(days)
    moments = [calendar.at(day, time(m // 60, m % 60)) for m in range(0, 1440, 10)]
    assert all(a <= b for a, b in pairwise(moments))
    assert all(calendar.day(m) == day for m in moments)


@pytest.mark.parametrize(
    ("now", "first_start", "expected"),
    [
        pytest.param("2026-11-04 07:30", "2026-11-02 09:00", "2026-11-04 07:30", id="to the minute"),
        pytest.param("2026-11-04 07:29", "2026-11-02 09:00", "2026-11-03 07:30", id="yesterday's, before today's"),
        pytest.param("2026-11-08 12:00", "2026-11-02 09:00", "2026-11-06 07:30", id="Sunday: Friday's"),
        pytest.param("2026-12-28 07:00", "2026-11-02 09:00", "2026-12-24 07:30", id="after Christmas"),
        pytest.param("2026-11-02 09:30", "2026-11-02 09:00", None, id="none from before the first start"),
        pytest.param("2026-11-02 07:30", "2026-11-02 07:30", None, id="nor from the start itself"),
        pytest.param("2026-11-03 07:30", "2026-11-02 09:00", "2026-11-03 07:30", id="the first"),
        pytest.param("2026-11-08 12:00", "2026-11-07 09:00", None, id="started on Saturday"),
    ],
)
def test_nominal_digest(now: str, first_start: str, expected: str | None) -> None:
    found = HERE.nominal_digest(amsterdam(now), amsterdam(first_start), time(7, 30))
    assert found == (amsterdam(expected) if expected else None)


def test_nominal_digest_in_the_gap_comes_when_the_clock_has_been_put_forward() -> None:
    friday_gap = CAIRO.nominal_digest(utc("2026-04-24 05:00"), utc("2026-04-01"), time(0, 30))
    assert friday_gap == utc("2026-04-23 22:00")


def test_the_fold_is_inside_a_window_at_night_twice() -> None:
    days = [amsterdam("2026-10-25 02:30", fold) for fold in (0, 1)]
    assert [HERE.local(d).time() for d in days] == [time(2, 30)] * 2
    assert not any(HERE.in_window(d, NIGHT) for d in days)  # a Sunday

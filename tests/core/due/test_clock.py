"""What to make of a clock that leaps: an outage, a wrong clock that comes back, a right one, a rehearsal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.trajects import local

from bot.core.due.clock import Clock, ClockNews, Reading, landed, reading


def shown(*moments: str, own: bool = True) -> Reading:
    """What is made of the last of these, after the others."""
    clock: Clock | None = None
    found: Reading | None = None
    for text in moments:
        found = reading(clock, local(text), own=own)
        clock = found.clock
    assert found is not None
    return found


DAILY = [f"2026-11-{day:02} 09:00" for day in range(2, 31)]


@pytest.mark.parametrize(
    ("moments", "news", "now", "rests"),
    [
        pytest.param([*DAILY, "2026-11-30 09:01"], "", "2026-11-30 09:01", False, id="as time goes"),
        pytest.param([*DAILY, "2026-11-29 22:00"], "", "2026-11-29 22:00", False, id="set right by some hours"),
        pytest.param([*DAILY, "2026-12-21 09:00"], "", "2026-12-21 09:00", False, id="a laptop that slept three weeks"),
        pytest.param([*DAILY, "2027-11-30 09:00"], "ahead", "2027-11-30 09:00", True, id="a year ahead"),
        pytest.param([*DAILY, "2027-11-30 09:00", "2027-11-30 21:00"], "", "2027-11-30 21:00", True, id="still"),
        pytest.param([*DAILY, "2027-11-30 09:00", "2027-12-01 09:00"], "", "2027-12-01 09:00", False, id="it goes on"),
        pytest.param([*DAILY, "2027-11-30 09:00", "2026-11-30 10:00"], "returned", "2026-11-30 10:00", False, id="back"),
        pytest.param([*DAILY, "2026-12-21 09:00", "2026-12-01 09:00"], "returned", "2026-12-01 09:00", False, id="a leap of weeks undone"),
        pytest.param([*DAILY, "1970-01-01 01:00"], "behind", "2026-11-30 09:00", True, id="a battery that is empty"),
        pytest.param([*DAILY, "1970-01-01 01:00", "1970-01-01 02:00"], "", "2026-11-30 10:00", True, id="told once; time goes on"),
        pytest.param([*DAILY, "1970-01-01 01:00", "1970-01-09 01:00"], "", "2026-12-08 09:00", True, id="not believed in a week"),
        pytest.param([*DAILY, "1970-01-01 01:00", "1970-01-09 01:00", "2026-12-08 09:30"], "", "2026-12-08 09:30", False, id="right again"),
        pytest.param([*DAILY, "1970-01-01 01:00", "2026-11-30 10:00"], "", "2026-11-30 10:00", False, id="set right"),
        pytest.param([*DAILY, "2026-11-10 09:00"], "behind", "2026-11-30 09:00", True, id="into days that were lived"),
        pytest.param([*DAILY, "2026-10-10 09:00", "2026-11-11 09:00"], "returned", "2026-11-11 09:00", False, id="for a month"),
        pytest.param(["2027-11-02 09:00", "2026-11-02 09:00"], "behind", "2027-11-02 09:00", True, id="a young program"),
    ],
)  # fmt: skip
def test_what_to_go_by(moments: list[str], news: str, now: str, rests: bool) -> None:
    found = shown(*moments)
    assert (found.news, found.now, found.rests) == (ClockNews(news), local(now), rests)


def test_a_moment_that_was_given_by_hand_is_not_doubted_when_it_is_later() -> None:
    found = shown(*DAILY, "2027-11-30 09:00", own=False)
    assert (found.news, found.rests) == (ClockNews.NONE, False)


def test_somebody_who_says_by_hand_that_a_doubted_clock_is_right_is_believed() -> None:
    clock = shown(*DAILY, "2026-11-10 09:00").clock
    assert reading(clock, local("2026-11-10 09:05"), own=False).news is ClockNews.RETURNED
    assert reading(shown(*DAILY, own=False).clock, local("2026-11-10 09:05"), own=False).rests


def test_a_first_start_that_was_a_rehearsal_is_undone_at_once() -> None:
    clock = shown("2027-11-02 09:00", own=False).clock
    assert reading(clock, local("2026-11-02 09:00"), own=True).news is ClockNews.RETURNED


def test_how_far_what_was_recorded_is_put_back() -> None:
    found = shown(*DAILY, "2027-11-30 09:00", "2027-12-04 09:00", "2026-12-04 08:00")
    assert found.back == timedelta(365, hours=1)
    assert found.floor == local("2026-11-30 09:00")


@pytest.mark.parametrize(
    ("moments", "own", "least", "expected"),
    [
        ([*DAILY, "2026-12-20 10:00"], True, 2, "2026-12-20 10:00"),
        ([*DAILY, "2026-12-20 10:00", "2026-12-20 11:00"], True, 2, "2026-12-20 10:00"),
        ([*DAILY, "2026-12-02 10:00"], True, 2, "2026-12-02 10:00"),
        ([*DAILY, "2026-12-02 08:00"], True, 2, None),
        ([*DAILY, "2026-12-20 10:00"], False, 2, None),
        ([*DAILY[:20], *DAILY[27:], "2026-12-01 09:00"], True, 2, None),
    ],
)
def test_where_the_clock_landed_since(moments: list[str], own: bool, least: int, expected: str | None) -> None:
    found = landed(shown(*moments, own=own).clock, local("2026-11-30 09:00"), timedelta(least))
    assert found == ((local(expected),) if expected else ())

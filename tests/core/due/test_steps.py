"""Days between the reminders of one person: five, in a rush two, whatever put one off and whatever the rules say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from support.trajects import CALENDAR, local

from bot.core.due.steps import Steps, offsets, steps
from bot.core.traject.rules import TrajectRules
from bot.core.traject.value import Sent

LISTED = local("2026-11-04 09:00")


def sent(day: str, step: int) -> Sent:
    return Sent("respondent-reminder", local(f"{day} 08:30"), "r1", step)


def asked(
    *before: Sent, rush: bool = False, away: str = "", elsewhere: str = "", rules: TrajectRules | None = None
) -> Steps:
    return steps(
        LISTED, before, rules or TrajectRules(), CALENDAR, rush=rush,
        away_until=date.fromisoformat(away) if away else None,
        elsewhere=local(f"{elsewhere} 08:30") if elsewhere else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "day", "step"),
    [
        pytest.param(asked(), "2026-11-11", 1, id="nothing before it"),
        pytest.param(asked(sent("2026-11-14", 1)), "2026-11-18", 0, id="four days after a late one"),
        pytest.param(asked(sent("2026-11-13", 1)), "2026-11-18", 2, id="five days after it"),
        pytest.param(asked(sent("2026-11-09", 1), rush=True), "2026-11-10", 0, id="in a rush one day is too near"),
        pytest.param(asked(sent("2026-11-09", 1), rush=True), "2026-11-11", 2, id="in a rush two days are enough"),
        pytest.param(asked(elsewhere="2026-11-09"), "2026-11-11", 0, id="reminded for another traject on Monday"),
        pytest.param(asked(elsewhere="2026-11-06"), "2026-11-11", 1, id="reminded for another traject on Friday"),
        pytest.param(asked(elsewhere="2026-11-09", rush=True), "2026-11-11", 2, id="the one that writes is in a rush"),
        pytest.param(asked(away="2026-11-11"), "2026-11-11", 0, id="the last day of an absence"),
        pytest.param(asked(away="2026-11-11"), "2026-11-12", 1, id="the day after it"),
    ],
)
def test_which_step_is_due(plan: Steps, day: str, step: int) -> None:
    assert plan.on(date.fromisoformat(day)) == step


def test_a_step_that_went_before_its_day_does_not_come_again_and_the_others_do() -> None:
    """A clock that was a year ahead sent the last one on the 20th."""
    before = [sent("2026-11-11", 1), sent("2026-11-18", 2), sent("2026-11-20", 6)]
    found = walk(before, TrajectRules(), rush=False)
    assert found == [(3, "2026-11-25"), (4, "2026-12-02"), (5, "2026-12-09")]


def walk(before: list[Sent], rules: TrajectRules, *, rush: bool, since: datetime = LISTED) -> list[tuple[int, str]]:
    """Every day asked, for a year; each step that is due is sent."""
    went, found, day = list(before), [], CALENDAR.day(since)
    for _ in range(400):
        plan = steps(since, went, rules, CALENDAR, rush=rush)
        step = plan.on(day) if CALENDAR.is_working_day(day) else 0
        foretold = plan.next_day(day, CALENDAR)
        assert (foretold == day) == bool(step), "the day that was foretold is the day on which it is due"
        if step:
            went.append(sent(day.isoformat(), step))
            found.append((step, day.isoformat()))
        day += timedelta(1)
    assert steps(since, went, rules, CALENDAR, rush=rush).finished
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_distance_is_kept_and_the_maximum_too(seed: int) -> None:
    """Any rules, any reminders before: late ones, early ones, ones that an outage skipped."""
    chance = random.Random(seed)
    rush = chance.random() < 0.5
    days = tuple(sorted(chance.sample(range(1, 40), chance.randint(0, 5))))
    rules = TrajectRules(
        reminder_days=days, reminder_days_rush=days, reminder_repeat_days=chance.randint(1, 9),
        reminder_repeat_days_rush=chance.randint(1, 9), reminder_max=chance.randint(0, 8),
    )  # fmt: skip
    possible = range(1, len(offsets(rules, rush)) + 1)
    chosen = chance.sample(possible, chance.randint(0, min(2, len(possible))))
    before = [replace(sent("2026-11-05", n), at=LISTED + timedelta(chance.randint(0, 30))) for n in chosen]
    found = walk(before, rules, rush=rush)
    went = [*(CALENDAR.day(s.at) for s in before), *(date.fromisoformat(day) for _, day in found)]
    assert len(went) <= rules.reminder_max
    assert len({*chosen, *(n for n, _ in found)}) == len(went), "a step went twice"
    new = sorted(went[len(before) :])
    assert all((b - a).days >= (2 if rush else 5) for a, b in pairwise(new))

"""A life at random with people, drags, faults and time, on the real app: what DESIGN promises holds after every round.

`TRAJECTBOT_EXAMPLES=300` lives more lives.
"""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from support.office.life import MORE, Life
from support.office.practice import office
from support.stories.practice import at

MANY = int(os.environ.get("TRAJECTBOT_EXAMPLES", "0"))
ACTS = (
    "form",
    "form",
    "form",
    "decline",
    "away",
    "promise",
    "question",
    "status",
    "stranger",
    "pause",
    "resume",
    "stop",
    "enough",
    "held",
    "drag",
    "drag",
)


class Lives(RuleBasedStateMachine):
    """Two trajects that share somebody; hours and days go by, the line or a folder fails for a round."""

    @initialize(seed=st.integers(0, 2**16))
    def begins(self, seed: int) -> None:
        self.open = office(MORE)
        self.life = Life(self.open.__enter__(), random.Random(seed))
        self.life.office.now = at("2026-11-04 09:00")
        for _ in range(2):
            self.life.start()
            self.holds()

    @rule(kind=st.sampled_from(sorted(set(ACTS))))
    def acts(self, kind: str) -> None:
        self.life.act(kind)
        self.goes_on(minutes=7)

    @rule(hours=st.sampled_from([1, 5, 13, 24, 48, 120, 360]))
    def time_passes(self, hours: int) -> None:
        self.goes_on(minutes=60 * hours)

    @rule()
    def the_line_is_down(self) -> None:
        self.life.faulty = self.life.office.line.down = True
        self.goes_on(minutes=60)
        self.life.office.line.down = False
        self.goes_on(minutes=121)
        self.life.faulty = False

    @rule()
    def a_folder_is_refused(self) -> None:
        box = self.life.office.box
        box.refused = {name for name in box.every_folder() if name != "INBOX" and self.life.chance.random() < 0.3}
        self.life.faulty = True
        self.goes_on(minutes=10)
        box.refused = set()
        self.goes_on(minutes=121)
        self.life.faulty = False

    def goes_on(self, minutes: int) -> None:
        self.life.office.now += timedelta(minutes=minutes)
        self.holds()

    def holds(self) -> None:
        assert self.life.round() == []

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.open.__exit__(None, None, None)


def test_what_is_promised_holds_in_any_life() -> None:
    checks = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=MANY or 3, stateful_step_count=40 if MANY else 14, deadline=None, derandomize=not MANY,
            suppress_health_check=checks,
        ),
    )  # fmt: skip


@pytest.mark.skipif(not MANY, reason="TRAJECTBOT_EXAMPLES=1 lives a whole year: minutes on a slow machine")
def test_a_year_of_practice() -> None:
    """Forty trajects, fifteen hundred mails, outages; every day looked at."""
    assert year(1, trajects=40, mails=1500) == []


@pytest.mark.parametrize("seed", [1])
def test_some_months_of_practice(seed: int) -> None:
    """The same with three trajects."""
    assert year(seed, trajects=3, mails=40, days=40) == []


def year(seed: int, trajects: int, mails: int, days: int = 365) -> list[str]:
    """So many days of practice, with an outage now and then; what was wrong."""
    found: list[str] = []
    chance = random.Random(seed)
    with office(MORE) as p:
        life = Life(p, chance)
        p.now, off = at("2026-11-02 09:00"), 0
        for day in range(days):
            p.now = at("2026-11-02 09:00") + timedelta(days=day)
            if day * trajects // (days * 2 // 3) >= len(life.trajects) and len(life.trajects) < trajects:
                life.start()
            for _ in range(mails // days + (chance.random() < (mails / days) % 1)):
                life.act(chance.choice(ACTS))
            off = off - 1 if off else (chance.randint(1, 14) if chance.random() < 0.02 else 0)
            for hour in () if off else (0, 8):
                p.now = at("2026-11-02 09:00") + timedelta(days=day, hours=hour)
                found += [f"day {day}: {told}" for told in life.round()]
    return found

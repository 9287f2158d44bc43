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
from support.office.promises import Promises
from support.office.year import ACTS, Year
from support.stories.practice import at

MANY = int(os.environ.get("TRAJECTBOT_EXAMPLES", "0"))


class Lives(RuleBasedStateMachine):
    """Two trajects that share somebody; hours and days go by, the line or a folder fails for a round."""

    @initialize(seed=st.integers(0, 2**16))
    def begins(self, seed: int) -> None:
        self.open = office(MORE)
        self.life = Life(self.open.__enter__(), random.Random(seed))
        self.promises = Promises(self.life)
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
        self.promises.faulty = self.life.office.line.down = True
        self.goes_on(minutes=60)
        self.life.office.line.down = False
        self.goes_on(minutes=121)
        self.promises.faulty = False

    @rule()
    def a_folder_is_refused(self) -> None:
        box = self.life.office.box
        box.refused = {name for name in box.every_folder() if name != "INBOX" and self.life.chance.random() < 0.3}
        self.promises.faulty = True
        self.goes_on(minutes=10)
        box.refused = set()
        self.goes_on(minutes=121)
        self.promises.faulty = False

    @rule(days=st.integers(1, 6))
    def nothing_can_be_sent_for_days(self, days: int) -> None:
        self.promises.faulty = self.life.office.line.down = True
        for _ in range(days):
            self.goes_on(minutes=60 * 24)
        self.life.office.line.down = False
        self.goes_on(minutes=121)
        self.promises.faulty = False

    @rule(calls=st.integers(1, 60), again=st.booleans())
    def the_mailbox_hangs_up(self, calls: int, again: bool) -> None:
        self.promises.faulty = True
        for left in (calls, *((calls // 2,) if again else ())):
            self.life.office.box.calls_left = left
            self.goes_on(minutes=3)
        self.life.office.box.calls_left = None
        self.goes_on(minutes=121)
        self.promises.faulty = False

    @rule(days=st.sampled_from([1, 7, 20]), rounds=st.integers(1, 3))
    def the_clock_is_ahead_for_a_while(self, days: int, rounds: int) -> None:
        for _ in range(rounds):
            self.goes_on(minutes=60 * 24 * days // rounds)
        self.life.office.now -= timedelta(days=days)
        self.promises.clock_put_back()
        self.goes_on(minutes=5)

    def goes_on(self, minutes: int) -> None:
        self.life.office.now += timedelta(minutes=minutes)
        self.holds()

    def holds(self) -> None:
        assert self.promises.round() == []

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
    assert Year(365, trajects=40, mails=1500, seed=1).lived().wrong == []


def test_a_month_of_practice_and_of_its_twin() -> None:
    """The same with two trajects; and whatever the forms say, specialists get the same (G4)."""
    one, other = (Year(30, trajects=2, mails=40, seed=1, score=score).lived() for score in "51")
    assert (one.wrong, other.wrong) == ([], [])
    assert one.heard == other.heard
    assert any(b"X-Trajectbot: progress" in said for _, _, said in one.heard)

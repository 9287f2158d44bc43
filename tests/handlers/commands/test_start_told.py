"""The answer to `start` tells what was read in it."""

from __future__ import annotations

import pytest
from support.caseload import VOUCHED, WORLD

from bot.handlers.commands import start
from bot.handlers.steering.desk import Desk


@pytest.mark.parametrize(
    ("line", "before", "rush", "employed"),
    [
        ("h.mol@z.example Hans Mol", "", "", ""),
        ("h.mol@z.example Hans Mol voor 18-12", "2026-12-18", "", ""),
        ("h.mol@z.example Hans Mol uiterlijk 18 december, spoed", "2026-12-18", "yes", ""),
        ("h.mol@z.example Hans Mol loondienst gesprek vóór vrijdag 18 december", "2026-12-18", "", "yes"),
    ],
)
def test_the_day_and_the_options_are_said_back(line: str, before: str, rush: str, employed: str) -> None:
    done = start.run(tuple(line.split()), Desk(WORLD, VOUCHED))
    told = dict(done.outcome.values)
    assert (done.done, told["rush"], told["employed"]) == (True, rush, employed)
    assert told["before"] in (before, "2026-12-19" if "uiterlijk" in line else before)

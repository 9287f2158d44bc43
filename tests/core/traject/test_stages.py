"""Which stage may follow on which: every pair, written out by hand, and drawn as it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from support.world import JAN, NOW, traject

from bot.core.errors import IllegalMove
from bot.core.traject.stages import MOVES, Stage, check_move, diagram

# Down the stage that a traject has, across the one that it would get, in the same order:
# x it may, . it may not, = it stays where it is.
BY_HAND = {
    "requested":    "= x x x x x x x x . x x",
    "started":      ". = x x x x x x x . x x",
    "collecting":   ". . = x x x x x x . x x",
    "ready":        ". . x = x x x x x . x x",
    "planned":      ". . x x = x x x x . x x",
    "held":         ". . . . . = x x x . x x",
    "reported":     ". . . . . . = x x . x x",
    "reregistered": ". . . . . x x = x . x x",
    "destroying":   ". . . . . . . . = x . .",
    "destroyed":    ". . . . . . . . . = . .",
    "paused":       "x x x x x x x x x . = x",
    "stopped":      "x x x x x x x x x . . =",
}  # fmt: skip
PAIRS = [
    pytest.param(now, to, mark, id=f"{now} to {to}")
    for now, row in BY_HAND.items()
    for to, mark in zip(BY_HAND, row.split(), strict=True)
]
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(("now", "to", "mark"), PAIRS)
def test_a_move_is_made_or_refused(now: str, to: str, mark: str) -> None:
    before = traject(JAN, "Jan Bakker", stage=Stage(now))
    if mark == ".":
        with pytest.raises(IllegalMove, match=f"{now} cannot become {to}"):
            before.moved(Stage(to), LATER)
    else:
        after = before.moved(Stage(to), LATER)
        assert (after.stage, after.stage_since) == (to, NOW if mark == "=" else LATER)


def test_the_table_by_hand_knows_every_stage() -> None:
    assert list(BY_HAND) == [str(stage) for stage in Stage] == [str(stage) for stage in MOVES]


def test_a_refusal_says_what_was_tried() -> None:
    with pytest.raises(IllegalMove) as refused:
        check_move(Stage.DESTROYED, Stage.COLLECTING)
    assert str(refused.value) == "A traject that is destroyed cannot become collecting."


def test_the_diagram_draws_every_move_but_the_skips_and_no_other() -> None:
    arrows = re.findall(r"^ +(\w+) --> (\w+)$", diagram(), re.M)
    framed = re.findall(r"^ {8}(\w+) --> \w+$", diagram(), re.M)
    drawn = {
        (a, b)
        for start, end in arrows
        for a in (framed if start == "underway" else [start])
        for b in (framed if end == "underway" else [end])
    }
    order = list(BY_HAND)
    allowed = {
        (now, to) for now, row in BY_HAND.items() for to, mark in zip(order, row.split(), strict=True) if mark == "x"
    }
    left_out = {(now, to) for now, to in allowed if now in framed and order.index(to) > order.index(now) + 1} - drawn
    assert drawn | left_out == allowed
    assert all(to in framed for _, to in left_out)

"""The stages of a traject as one table; the diagram in the docs is made from it."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from bot.core.errors import IllegalMove


class Stage(StrEnum):
    """Where a traject stands."""

    REQUESTED = "requested"
    STARTED = "started"
    COLLECTING = "collecting"
    READY = "ready"
    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    REREGISTERED = "reregistered"
    DESTROYING = "destroying"
    DESTROYED = "destroyed"
    PAUSED = "paused"
    STOPPED = "stopped"


MAIN_LINE = (
    Stage.REQUESTED,
    Stage.STARTED,
    Stage.COLLECTING,
    Stage.READY,
    Stage.PLANNED,
    Stage.HELD,
    Stage.REPORTED,
    Stage.REREGISTERED,
    Stage.DESTROYING,
    Stage.DESTROYED,
)
_BEFORE_DESTRUCTION = MAIN_LINE[: MAIN_LINE.index(Stage.DESTROYING)]
_BACK = {
    Stage.READY: {Stage.COLLECTING},
    Stage.PLANNED: {Stage.READY, Stage.COLLECTING},
    Stage.REREGISTERED: {Stage.HELD, Stage.REPORTED},
}


def _moves(stage: Stage) -> frozenset[Stage]:
    if stage is Stage.STOPPED:
        return frozenset({*_BEFORE_DESTRUCTION, Stage.DESTROYING})
    if stage is Stage.PAUSED:
        return frozenset({*_BEFORE_DESTRUCTION, Stage.STOPPED, Stage.DESTROYING})
    if stage is Stage.DESTROYING:
        return frozenset({Stage.DESTROYED})
    if stage is Stage.DESTROYED:
        return frozenset()
    forward = MAIN_LINE[MAIN_LINE.index(stage) + 1 :]
    to = {s for s in forward if s is not Stage.DESTROYED} | _BACK.get(stage, set())
    return frozenset(to | {Stage.PAUSED, Stage.STOPPED})


MOVES: dict[Stage, frozenset[Stage]] = {stage: _moves(stage) for stage in Stage}

COLLECTS = frozenset({Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.PAUSED})
OPEN = frozenset(Stage) - {Stage.DESTROYED, Stage.DESTROYING, Stage.STOPPED}
"""A traject that mail may still be tied to by its sender alone."""
AFTER_CONVERSATION = frozenset({Stage.HELD, Stage.REPORTED, Stage.REREGISTERED})


def check_move(now: Stage, to: Stage) -> Stage:
    """`to`, when the table allows it; raises IllegalMove and changes nothing otherwise."""
    if to is not now and to not in MOVES[now]:
        raise IllegalMove(f"A traject that is {now} cannot become {to}.")
    return to


def diagram() -> str:
    """The table as a Mermaid state diagram, main moves only (skipping forward is left out for legibility)."""
    main = [f"    {a} --> {b}" for a, b in pairwise(MAIN_LINE)]
    back = [f"    {a} --> {b}" for a, targets in _BACK.items() for b in sorted(targets)]
    beside = [f"    {s} --> {s2}" for s, s2 in ((Stage.COLLECTING, Stage.PAUSED), (Stage.PAUSED, Stage.COLLECTING))]
    stop = [f"    {Stage.COLLECTING} --> {Stage.STOPPED}", f"    {Stage.STOPPED} --> {Stage.DESTROYING}"]
    return "\n".join(
        ["stateDiagram-v2", "    [*] --> requested", *main, *back, *beside, *stop, "    destroyed --> [*]"]
    )

"""The stages of a traject as one table; the diagram in the docs is made from it."""

from __future__ import annotations

from enum import StrEnum

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


MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.REQUESTED: (
        Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.HELD, Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.STARTED: (
        Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.HELD, Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.COLLECTING: (
        Stage.READY, Stage.PLANNED, Stage.HELD, Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.READY: (
        Stage.COLLECTING, Stage.PLANNED, Stage.HELD, Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.PLANNED: (
        Stage.COLLECTING, Stage.READY, Stage.HELD, Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.HELD: (
        Stage.REPORTED, Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.REPORTED: (
        Stage.REREGISTERED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.REREGISTERED: (
        Stage.HELD, Stage.REPORTED,
        Stage.DESTROYING, Stage.PAUSED, Stage.STOPPED,
    ),
    Stage.DESTROYING: (Stage.DESTROYED,),
    Stage.DESTROYED: (),
    Stage.PAUSED: (
        Stage.REQUESTED, Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.HELD, Stage.REPORTED,
        Stage.REREGISTERED, Stage.DESTROYING, Stage.STOPPED,
    ),
    Stage.STOPPED: (
        Stage.REQUESTED, Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.HELD, Stage.REPORTED,
        Stage.REREGISTERED, Stage.DESTROYING,
    ),
}  # fmt: skip
"""What may follow on what. To stay where one is, is no move and always allowed."""

_FRAME = "underway"

COLLECTS = frozenset({Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.PAUSED})
OPEN = frozenset(Stage) - {Stage.DESTROYED, Stage.DESTROYING, Stage.STOPPED}
"""A traject that mail may still be tied to by its sender alone."""
BEFORE_CONVERSATION = frozenset({Stage.REQUESTED, Stage.STARTED, Stage.COLLECTING, Stage.READY})
AFTER_CONVERSATION = frozenset({Stage.HELD, Stage.REPORTED, Stage.REREGISTERED})


def check_move(now: Stage, to: Stage) -> Stage:
    """`to`, when the table allows it; raises IllegalMove and changes nothing otherwise."""
    if to is not now and to not in MOVES[now]:
        raise IllegalMove(f"A traject that is {now} cannot become {to}.")
    return to


def diagram() -> str:
    """The table as a Mermaid state diagram: every move but the skips forward.

    The stages that can be paused stand in one frame; a way out of all of them, or back into all, is drawn once.
    """
    framed = tuple(stage for stage, to in MOVES.items() if Stage.PAUSED in to)
    arrows = dict.fromkeys(_arrow(a, b, framed) for a, to in MOVES.items() for b in to if not _skips(a, b, framed))
    inside = [f"        {a} --> {b}" for a, b in arrows if a in framed and b in framed]
    outside = [f"    {a} --> {b}" for a, b in arrows if a not in framed or b not in framed]
    ends = [f"    {stage} --> [*]" for stage, to in MOVES.items() if not to]
    frame = [f"    state {_FRAME} {{", f"        [*] --> {framed[0]}", *inside, "    }"]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {_FRAME}", *frame, *outside, *ends])


def _skips(a: Stage, b: Stage, framed: tuple[Stage, ...]) -> bool:
    return a in framed and b in framed and framed.index(b) > framed.index(a) + 1


def _arrow(a: Stage, b: Stage, framed: tuple[Stage, ...]) -> tuple[str, str]:
    """The move as it is drawn: from the frame, or into it, where all that stand in it have the same."""
    out_of_all = a in framed and b not in framed and all(b in MOVES[stage] for stage in framed)
    into_all = a not in framed and b in framed and set(framed) <= set(MOVES[a])
    return (_FRAME if out_of_all else a, _FRAME if into_all else b)

"""Frames to write in, and the text that fills them or runs out of them when a form was flattened or printed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.readers.pdfs.layout import Box, Run, continues

EVEN = 0.4  # points by which the lines of one paragraph may differ in their steps
FAR = 200.0  # points beyond its frame, where nothing was cut off


def homes(found: Sequence[Run], frames: Sequence[Box]) -> list[Box | None]:
    """The frame of each run: the one it stands in, or the one that the lines before it ran out of."""
    out: list[Box | None] = []
    step = 0.0
    for before, run in zip([None, *found], found, strict=False):
        last, home = (before.box.middle - run.box.middle if before else 0.0), out[-1] if out else None
        goes_on = before is not None and home is not None and continues(before, run)
        if not goes_on or home is None or run.box.middle >= home.bottom or (step and abs(step - last) > EVEN):
            home = next((one for one in frames if _holds(one, run.box)), None)
        step = last if goes_on and home is not None and home is out[-1] else 0.0
        out.append(home)
    return out


def _holds(frame: Box, box: Box) -> bool:
    return frame.left < box.left < frame.right and frame.bottom <= box.middle < frame.top


def full(found: Sequence[Run], frames: Sequence[Box], homes: Sequence[Box | None]) -> tuple[Box, ...]:
    """The last lines of the frames in which no other line has room: what came behind may have been cut off.

    Also those that ran into another frame, and with lines that are wider than their frame.
    """
    lowest: dict[Box, Box] = {}
    wide: list[Box] = []
    for run, frame in zip(found, homes, strict=True) if frames else ():
        if frame is None:
            continue
        if run.box.bottom <= lowest.get(frame, run.box).bottom:
            lowest[frame] = run.box
        if 1 < run.box.right - frame.right < FAR:
            wide.append(run.box)
    low = (box for frame, box in lowest.items() if -1.6 < (box.bottom - frame.bottom) / max(box.height, 1) < 0.8)
    over = (box for frame, box in lowest.items() if any(one != frame and _holds(one, box) for one in frames))
    return (*low, *over, *wide)

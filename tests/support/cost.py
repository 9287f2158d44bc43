"""What work costs, told by other work: a slow or busy machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable

Work = Callable[[], object]


def at_most(times: float, work: Work, other: Work) -> bool:
    """Whether in one of ten tries the work took the processor no longer than so many times the other.

    A chance delay spoils one try; what grows faster than it should spoils them all.
    """
    other()  # what is loaded and compiled once
    return any(seconds(work) <= times * seconds(other) for _ in range(10))


def seconds(work: Work) -> float:
    """Of the processor, and never nothing at all."""
    began = time.process_time()
    work()
    return max(time.process_time() - began, 0.001)

"""How work grows with what it is given: ratios within one run, the least of many tries, so that no machine is too slow."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 12


def growth(small: Callable[[], object], large: Callable[[], object], enough: float) -> float:
    """How many times as much processor time the large takes: the least found in several tries.

    What else a machine does can only make a try look worse; work that truly grows faster looks so in every try. It
    stops at the first try that is below `enough`.
    """
    small()
    least, base = float("inf"), float("inf")
    for _ in range(TRIES):
        base = min(base, _spent(small))
        least = min(least, _spent(large))
        if least < enough * base:
            break
    return least / max(base, 1e-6)


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

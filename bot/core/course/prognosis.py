"""How likely it is that enough of those invited will answer (binomial, answers taken as independent)."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, prod

RESPONSE_RATE = 0.67  # what medical multi-source feedback sees


def chance(invited: int, needed: int, response_rate: float = RESPONSE_RATE) -> float:
    """The chance, 0 to 1, that at least `needed` of `invited` people answer."""
    if needed <= 0:
        return 1.0
    hits = range(needed, invited + 1)
    return min(1.0, sum(comb(invited, k) * response_rate**k * (1 - response_rate) ** (invited - k) for k in hits))


def chance_of_all(groups: Iterable[tuple[int, int]], response_rate: float = RESPONSE_RATE) -> float:
    """The chance that every group reaches its minimum; a group is (invited, needed)."""
    return prod(chance(invited, needed, response_rate) for invited, needed in groups)


def advised(needed: int, confidence: float = 0.9, response_rate: float = RESPONSE_RATE) -> int:
    """How many to invite so that `needed` answer with this confidence (below 1); for one group."""
    if not 0 < response_rate <= 1 or not 0 <= confidence < 1:
        raise ValueError("a response rate lies in (0, 1], a confidence in [0, 1)")
    invited = max(needed, 0)
    while chance(invited, needed, response_rate) < confidence:
        invited += 1
    return invited

"""Random corrections against their known truth: nothing is done that was not asked, and nearly all that was."""

import random
from collections import Counter

from support.listing import CONTEXT
from support.random_corrections import LIST, Said, letter

from bot.lists.corrections import Correction, understood

LETTERS = 300


def done(change: Correction) -> tuple[str, str, str]:
    """A change as its truth is told."""
    who = LIST[change.index].name if change.index is not None else change.row.group if change.row else ""
    row = change.row
    became = {"move": "group", "rename": "name", "remove": ""}.get(str(change.action), "address")
    value = getattr(row, became) if row and became else ""
    return str(change.action), who, f"{value} {row.group}" if row and change.action == "replace" else value


def judged(text: str, pieces: tuple[Said, ...]) -> tuple[Counter[str], list[str]]:
    found = understood(text, CONTEXT, LIST)
    truth = Counter(t for said in pieces for t in said.truth)
    seen = Counter(done(c) for c in found.changes if c.problem is None)
    counts = Counter(right=(truth & seen).total(), wrong=(seen - truth).total(), missed=(truth - seen).total())
    counts["told"] = sum(not said.truth for said in pieces)
    counts["silent"] = sum(not said.truth for said in pieces) if not found.unclear else 0
    return counts, [f"{text!r} {sorted((seen - truth) + (truth - seen))} {found.unclear}"]


def test_random_corrections() -> None:
    counts, faults = Counter[str](), list[str]()
    for seed in range(LETTERS):
        found, shown = judged(*letter(random.Random(seed)))
        counts += found
        faults += shown if found["wrong"] or found["missed"] or found["silent"] else []
    asked = counts["right"] + counts["missed"]
    assert counts["wrong"] == 0, "\n".join(faults[:20])
    assert counts["silent"] == 0, "\n".join(faults[:20])
    assert counts["right"] >= 0.97 * asked, (counts, "\n".join(faults[:20]))
    assert asked > LETTERS
    assert counts["told"] > LETTERS // 5

"""Of a round that takes long the answers leave while the rest is still to be read, each once and in order."""

from __future__ import annotations

import math

import pytest
from support.stories.dialogue import collecting
from support.stories.people import PEERS, fill, scores
from support.stories.practice import Practice, decoded, parsed


@pytest.mark.parametrize("seconds", [0.0, math.inf])
def test_answers_go_in_turns(practice_run: Practice, seconds: float) -> None:
    p = practice_run
    opened = collecting(p)
    p.app.turn_seconds = seconds
    sent: list[int] = []
    handle = p.app.process_inbound

    def watched(*of: object) -> object:
        sent.append(len(p.sent("form-received")))
        return handle(*of)  # type: ignore[arg-type]

    p.app.process_inbound = watched  # type: ignore[method-assign,assignment]
    for name, address, _ in PEERS:
        p.mail(f"{name} <{address}>", "Feedback", "Zie bijlage.", ("f.docx", fill(opened.form, scores("Fijn."))))
    p.round("2026-11-05 10:00")
    assert sent == ([0] * len(PEERS) if seconds else list(range(len(PEERS))))
    thanked = p.sent("form-received")
    assert [r.recipient for r in thanked] == [address for _, address, _ in PEERS]
    assert len({decoded(parsed(r)["Message-ID"]) for r in thanked}) == len(PEERS)
    p.round("2026-11-05 10:10")
    assert len(p.sent("form-received")) == len(PEERS)

"""What only she may confirm, when somebody else answers it: each time that it is another thing, she is asked."""

from __future__ import annotations

import pytest
from support.stories.dialogue import collecting
from support.stories.people import PEERS
from support.stories.practice import JAN, SHE, Practice

PEER = f"{PEERS[0][0]} <{PEERS[0][1]}>"
ORDERS = (("vernietig", True), ("pauzeer", False), ("vernietig", True))


@pytest.mark.parametrize(
    ("sender", "word"),
    [
        (f"Jan Bakker <{JAN}>", "ja"),
        (f"Jan Bakker <{JAN}>", "Dit klopt niet, belt u mij?"),
        (PEER, "Ja graag"),
        ("V. Reemde <v@elders.example>", "akkoord"),
    ],
)
def test_the_same_words_about_another_order_are_told(practice_run: Practice, sender: str, word: str) -> None:
    p = practice_run
    opened = collecting(p)
    for day, (order, proved) in enumerate(ORDERS, 5):
        p.authenticated = proved
        p.command(f"{order} {opened.ref}")
        p.round(f"2026-11-{day:02} 12:10")
        p.round(f"2026-11-{day:02} 12:20")
        asked = p.sent("destruction-confirm" if proved else "confirm-request", SHE)[-1]
        p.authenticated = True
        for minute in (30, 40):  # the same twice is one
            p.reply(asked, sender, word)
            p.round(f"2026-11-{day:02} 12:{minute}")
    with p.app.workshop.book() as book:
        codes = [q.what.code for q in book.questions()]
    assert codes.count("foreign-token") == len(ORDERS)

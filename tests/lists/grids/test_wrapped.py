"""Lines that a mail program broke: whatever stands in them, none is lost and nothing is raised."""

from __future__ import annotations

import random

import pytest
from support.listing import CONTEXT

from bot.lists.grids.wrapped import unwrapped

PIECES = (
    "@", " @ ", "@@", " (at) ", "<", ">", "van ", "de ", "den", "p.devries@ziekenhuis.example", ", ", "; ", "Piet de Vries ",
    "psychiater ", "\u200b", ".", "'", "collega's ", "a@", "@b ", "[", "mailto:", "-" * 30, "x" * 60, "\U0001f600", "\x00",
)  # fmt: skip


@pytest.mark.parametrize("block", range(4))
def test_nothing_is_lost_of_lines_gone_wrong(block: int) -> None:
    for seed in range(block * 500, (block + 1) * 500):
        chance = random.Random(seed)
        lines = ["".join(chance.choices(PIECES, k=chance.randint(0, 9))) for _ in range(chance.randint(2, 5))]
        assert " ".join(unwrapped(lines, CONTEXT)).split() == " ".join(lines).split(), seed


def test_a_name_behind_an_address_goes_on_in_the_next_line() -> None:
    broken = ["p.devries@ziekenhuis.example; Anna Maria Johanna Petronella", "van der Berg a.berg@ziekenhuis.example"]
    assert unwrapped(broken, CONTEXT) == [" ".join(broken)]

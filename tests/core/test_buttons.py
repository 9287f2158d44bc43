"""The commands that buttons carry."""

from __future__ import annotations

import pytest

from bot.core import buttons
from bot.core.traject.reference import ALPHABET, check_character

TWO = [f"{a}{b}" for a in "NR8" for b in "NR8"]
REFS = [f"T-{four}{check_character(four)}" for two in TWO for four in (f"{two}00", f"0{two}0", f"00{two}")]
REFS += [ref for n in ALPHABET if (ref := f"T-00{n}N{check_character(f'00{n}N')}")[-1] == "R"]


@pytest.mark.parametrize("ref", REFS)
def test_the_number_of_a_question_takes_its_own_place_only(ref: str) -> None:
    """The letters that stand for it may be those of a reference or of a name."""
    offers = (buttons.tie(ref, "NR Jansen"), buttons.count(ref), buttons.dismiss(), buttons.status(ref))
    said = [p.command for p in buttons.numbered(offers, 12)]
    assert said == [f"koppel 12 {ref} NR Jansen", f"telt 12 {ref}", "negeer 12", f"status {ref}"]

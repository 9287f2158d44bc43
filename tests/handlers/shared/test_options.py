"""What a stranger calls himself brings no option into the practitioner's command (h107)."""

from __future__ import annotations

import pytest

from bot.handlers.steering.options import OPTIONS, without_options


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Jan Bakker", "Jan Bakker"),
        ("Jan Bakker spoed", "Jan Bakker"),
        ("SPOED Jan Bakker", "Jan Bakker"),
        ("Jan Bakker type aios", "Jan Bakker"),
        ("Jan Bakker taal en", "Jan Bakker"),
        ("Jan Bakker met spoed", "Jan Bakker"),
        ("Jan Bakker [spoed]", "Jan Bakker"),
        ("Bakker, Jan - cardioloog - Spoed Eisende Hulp", "Bakker, Jan - cardioloog"),
        ("Jan Bakker gesprek vóór 2026-12-18", "Jan Bakker"),
        ("Jan Bakker, voor 18-12-2026", "Jan Bakker"),
        ("Jan Bakker rush", "Jan Bakker"),
        ("Spoedstra", "Spoedstra"),
        ("Piet Voorthuizen", "Piet Voorthuizen"),
        ("spoed", ""),
    ],
)
def test_no_option_is_left(name: str, kept: str) -> None:
    assert without_options(name) == kept
    assert OPTIONS.search(kept) is None

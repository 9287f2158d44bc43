"""Requests under the AVG: none is missed, and what only sounds like one is none (measured over random wordings)."""

from __future__ import annotations

import random

import pytest
from support.cost import at_most
from support.requests import NO_REQUESTS, no_request, request

from bot.core.words.privacy import Right, asked, asks_under_avg

SEED, MANY = 20261127, 1500


def test_no_request_is_missed_and_each_is_of_its_kind() -> None:
    rng = random.Random(SEED)
    said = [request(rng) for _ in range(MANY)]
    assert {one.sentence for one in said if one.right not in asked(one.text)} == set()


def test_what_only_sounds_like_a_request_is_none() -> None:
    rng = random.Random(SEED)
    assert {text for _ in range(MANY) if asks_under_avg(text := no_request(rng))} == set()
    assert [text for text in NO_REQUESTS if asks_under_avg(text)] == []


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        pytest.param("Verwijder mijn gegevens.", {Right.ERASURE}, id="erased, not a form taken back"),
        pytest.param("Verwijder mijn formulier.", set(), id="a form taken back"),
        pytest.param("Ik wil inzage in mijn gegevens. Daarna wil ik dat u ze wist.", {Right.ACCESS}, id="access first"),
        pytest.param(
            "Ik wil inzage in mijn gegevens. Verwijder daarna al mijn gegevens.",
            {Right.ACCESS, Right.ERASURE},
            id="two things",
        ),
        pytest.param("Hierbij maak ik op grond van de AVG bezwaar.", {Right.OBJECTION}, id="under the law"),
        pytest.param("Ik doe een verzoek op grond van de AVG.", {Right.OTHER}, id="for what is not said"),
    ],
)
def test_what_is_asked_for(text: str, rights: set[Right]) -> None:
    assert asked(text) == rights


@pytest.mark.parametrize(
    "unit", ["inzage mijn gegevens ", "welke gegevens u van ", "wat u ", "bezwaar tegen ", "mijn "]
)
def test_what_nobody_types_is_not_read_to_its_end(unit: str) -> None:
    assert at_most(4, lambda: asked(unit * 5000), lambda: asked(unit * 500))

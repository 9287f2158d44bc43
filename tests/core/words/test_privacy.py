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


@pytest.mark.parametrize(
    "text",
    [
        "Nee dank u. Ik eis dat alles wordt uitgewist.",
        "Haal me van de lijst en vertel me wat u van mij hebt.",
        "I decline. Please forget everything about me.",
        "Nee. Schrap mijn naam en adres uit uw bestand.",
        "Ik doe niet mee. Alles over mij moet weg.",
        "U schendt mijn privacy, ik dien een klacht in bij de AP.",
        "Graag na afloop alles van mij uitwissen.",
        "Ik wil dat u al mijn gegevens wist.",
        "Maar wist al mijn gegevens uit het vorige traject (AVG).",
    ],
)
def test_a_request_beside_a_refusal_or_in_another_form_of_the_verb(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hij vertelt alles over zijn patiënten aan mij.",
        "Ik wist niet dat dit zo lang was.",
        "Wist je dat hij ook opleider is?",
        "Zij vergeet nooit iets over haar patiënten.",
        "Alles van mij mag in het verslag.",
    ],
)
def test_what_only_sounds_like_one(text: str) -> None:
    assert not asked(text)

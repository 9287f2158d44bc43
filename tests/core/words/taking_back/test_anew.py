"""A form that is taken back while another is promised, asked for or enclosed: both are heard."""

from __future__ import annotations

import random

import pytest

from bot.core.words.taking_back.anew import comes_anew, encloses_new_one, wants_new_form
from bot.core.words.taking_back.withdrawal import plainly_withdraws, withdraws

WISHES = (
    "ik trek mijn formulier in", "hierbij trek ik mijn antwoorden in", "ik wil mijn formulier intrekken",
    "verwijder mijn formulier", "gooi mijn formulier maar weg", "please delete my form",
)  # fmt: skip
PROMISES = (
    "ik stuur morgen een nieuw", "morgen stuur ik u een nieuw formulier", "er komt een nieuw",
    "ik stuur volgende week een verbeterde versie", "ik vul het maandag opnieuw in", "u krijgt later het juiste formulier",
    "i will send a new one tomorrow",
)  # fmt: skip
REQUESTS = (
    "stuurt u mij een leeg formulier?", "kunt u mij een nieuw formulier sturen?", "mag ik een blanco formulier?",
    "graag ontvang ik een nieuw formulier", "could you send me a new form?",
)  # fmt: skip
ENCLOSED = (
    "hierbij een nieuw",
    "bijgaand een verbeterde versie",
    "hier is het nieuwe",
    "ik stuur u een nieuw formulier",
)
NOTHING_NEW = (
    "ik hoef geen nieuw formulier", "ik stuur geen nieuw formulier meer", "er komt een nieuwe collega",
    "ik stuur morgen een mail met uitleg", "een nieuw formulier stuur ik niet",
)  # fmt: skip
BETWEEN = (". ", ", ", " en ", "; ", " want ", ", maar ")


def _letters(others: tuple[str, ...]) -> list[str]:
    chosen = random.Random(8)
    first = (f"{chosen.choice(WISHES)}{between}{other}" for other in others for between in BETWEEN)
    return [*first, *(f"{other.rstrip('?')}. {chosen.choice(WISHES)}" for other in others if "?" not in other)]


@pytest.mark.parametrize("text", _letters((*PROMISES, *REQUESTS)))
def test_both_are_heard(text: str) -> None:
    assert withdraws(text), text
    assert plainly_withdraws(text), text
    assert comes_anew(text), text


@pytest.mark.parametrize("text", _letters(REQUESTS))
def test_a_request_is_told_from_a_promise(text: str) -> None:
    assert wants_new_form(text)
    assert not encloses_new_one(text)


@pytest.mark.parametrize("text", _letters(PROMISES))
def test_a_promise_asks_for_nothing(text: str) -> None:
    assert not wants_new_form(text)


@pytest.mark.parametrize("text", _letters(ENCLOSED))
def test_what_comes_along_is_the_other_one(text: str) -> None:
    assert encloses_new_one(text)


@pytest.mark.parametrize("text", _letters(NOTHING_NEW))
def test_nothing_new_is_heard_where_none_comes(text: str) -> None:
    assert withdraws(text), text
    assert not comes_anew(text), text


@pytest.mark.parametrize(
    "text",
    [
        "Als u mij een nieuw formulier stuurt, trek ik mijn formulier in.",
        "Mocht er een nieuw formulier komen, dan trek ik mijn formulier in.",
        "Misschien stuur ik later een nieuw, ik trek mijn formulier in.",
    ],
)
def test_a_condition_beside_it_is_hers_to_judge(text: str) -> None:
    assert withdraws(text)
    assert not plainly_withdraws(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil het formulier dat ik vanochtend stuurde intrekken. Graag vernietigen.",
        "Graag zou ik het formulier weer willen intrekken.",
        "Kan ik het formulier dat ik u gaf nog terugtrekken?",
    ],
)
def test_whoever_wants_to_take_it_back_asks_for_none(text: str) -> None:
    assert not wants_new_form(text)
    assert not comes_anew(text)

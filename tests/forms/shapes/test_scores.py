"""Scores as people write them."""

from __future__ import annotations

import pytest

from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.shapes.scores import parse

SCALE = questionnaire("ifms360").scale


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        pytest.param("4", "4", "", id="bare"),
        pytest.param("4 – goed", "4", "", id="our own list"),
        pytest.param("4 - goed", "4", "", id="typed after our list"),
        pytest.param("4=goed", "4", "", id="equals its label"),
        pytest.param("goed", "4", "", id="label only"),
        pytest.param("Excellent", "5", "", id="English label"),
        pytest.param("vier", "4", "", id="in words"),
        pytest.param("één", "1", "", id="one, with accents"),
        pytest.param("4/5", "4", "", id="of five"),
        pytest.param("4 / 5", "4", "", id="of five, spaced"),
        pytest.param("4 van de 5", "4", "", id="of five in words"),
        pytest.param("(4)", "4", "", id="in brackets"),
        pytest.param("*4*", "4", "", id="in bold"),
        pytest.param("een dikke 4, fijn mens", "4", "fijn mens", id="a solid four"),
        pytest.param("4 goede collega", "4", "goede collega", id="explanation behind it"),
        pytest.param("5. Uitstekend in overleg", "5", "Uitstekend in overleg", id="label is part of more"),
        pytest.param("4\nLuistert goed.", "4", "Luistert goed.", id="explanation below it"),
        pytest.param("n.v.t.", "-", "", id="nvt"),
        pytest.param("g.o.", "-", "", id="g.o."),
        pytest.param("geen oordeel", "-", "", id="no opinion"),
        pytest.param("Geen oordeel, werk niet samen", "-", "werk niet samen", id="no opinion explained"),
        pytest.param("kan ik niet beoordelen", "-", "", id="cannot judge"),
        pytest.param("N/A", "-", "", id="n/a"),
        pytest.param("-", "-", "", id="dash"),
        pytest.param("7", "", "7", id="impossible stays text"),
        pytest.param("45", "", "45", id="two digits"),
        pytest.param("10", "", "10", id="ten"),
        pytest.param("3,5", "", "3,5", id="between two steps"),
        pytest.param("3-4", "", "3-4", id="a range"),
        pytest.param("4/10", "", "4/10", id="another scale"),
        pytest.param("een goede collega", "", "een goede collega", id="an article is no score"),
        pytest.param("gooit met deuren", "", "gooit met deuren", id="go is not g.o."),
        pytest.param("", "", "", id="empty"),
    ],
)
def test_parse(text: str, value: str, rest: str) -> None:
    assert parse(text, SCALE) == (value, rest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("4, prettig", "4", id="punctuation behind it"),
        pytest.param("2 keer per week zie ik hem", "", id="an amount"),
    ],
)
def test_an_explanation_opens_with_a_score_only_when_it_is_set_apart(text: str, value: str) -> None:
    assert parse(text, SCALE, strict=True)[0] == value

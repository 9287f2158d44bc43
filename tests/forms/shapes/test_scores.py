"""Scores as people write them."""

from __future__ import annotations

import pytest

from bot.forms import filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.shapes.scores import read

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
        pytest.param("3/5", "3", "", id="of five"),
        pytest.param("4.0", "", "4.0", id="a decimal"),
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
def test_what_is_read(text: str, value: str, rest: str) -> None:
    score = read(text, SCALE)
    assert (score.value, score.rest) == (value, rest)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        *(pytest.param(text, ("3", "4"), id=text) for text in (
            *("3 à 4", "3-4", "3 - 4", "3–4", "3/4", "3 / 4", "3 of 4", "3 tot 4", "3 a 4", "4-3", "*3-4*", "*3* à *4*"),
            *("tussen 3 en 4", "tussen de 3 en de 4", "ergens tussen een 3 en een 4", "between 3 and 4", "drie à vier"),
            *("3,5", "3.5", "3,8", "3½", "3 1/2", "3 en een half", "drieënhalf", "voldoende tot goed", "voldoende/goed"),
            *("3 à 4, wisselend", "3 of 4\nHangt van de dag af.", "voldoende - 4", "een 3 of een 4"),
        )),
        *(pytest.param(text, ("4", "5"), id=text) for text in ("4/5", "4 / 5", "4 of 5", "*4/5*", "4,5", "goed tot uitstekend")),
        *(pytest.param(text, (text,), id=text) for text in (
            *("zeer goed", "heel goed", "prima", "ruim voldoende", "7", "7,5", "8/10", "4?", "4+", "4-", "4 plus", "?"),
            *("4 (soms 3)", "4, soms 3", "bijna 4", "4/4"),
        )),
        pytest.param("zeer goed\n-", ("zeer goed",), id="with a dash below"),
        *(pytest.param(text, (), id=text) for text in (
            *("4", "4 – goed", "goed", "4 van de 5", "3/5", "5/5", "-", "*-*", "g.o.", "4!", "goed - luistert", ""),
            *("4, 3 keer per week", "4 goede collega", "5. Uitstekend in overleg", "4 - Voldoende tijd voor patiënten"),
            "Hij legt altijd rustig uit wat er gaat gebeuren en neemt de tijd.",
        )),
    ],
)  # fmt: skip
def test_what_nobody_may_choose(text: str, doubt: tuple[str, ...]) -> None:
    score = read(text, SCALE)
    assert score.doubt == doubt
    assert (score.value == "") or not doubt
    assert not doubt or score.rest == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("4, prettig", "4", id="punctuation behind it"),
        pytest.param("2 keer per week zie ik hem", "", id="an amount"),
    ],
)
def test_an_explanation_opens_with_a_score_only_when_it_is_set_apart(text: str, value: str) -> None:
    assert read(text, SCALE, strict=True).value == value


@pytest.mark.parametrize(
    "said", ["kundig", "uitmuntend", "★★★★", "****", "++", "IV", "A", "zie toelichting", "4, 5", "8", "vierr"]
)
def test_what_is_no_score_where_a_score_belongs_is_doubtful(said: str) -> None:
    body = f"1. Medisch handelen\nScore: {said}\nToelichting: rustig\n2. Communicatie\nScore: 4\nToelichting:"
    form = filled_text(body, body)
    assert form is not None
    assert "medisch_handelen.score" in dict(form.doubtful)
    assert {one.question for one in form.answers} == {"medisch_handelen.toelichting", "communicatie.score"}


@pytest.mark.parametrize(
    ("sender", "last", "expected"),
    [
        pytest.param("Piet de Vries p.devries@x.example", "Rust\n\nPiet", "Rust", id="a first name"),
        pytest.param("Piet de Vries p.devries@x.example", "Rust\nPiet de Vries", "Rust", id="below the answer"),
        pytest.param("Piet de Vries p.devries@x.example", "Rust\n\nHumor", "Rust\n\nHumor", id="another word"),
        pytest.param("", "Rust\n\nPiet", "Rust\n\nPiet", id="nobody knows who"),
        pytest.param("Piet de Vries p.devries@x.example", "Piet", "Piet", id="nothing else"),
    ],
)
def test_the_senders_name_below_the_last_answer_is_a_signature(sender: str, last: str, expected: str) -> None:
    body = f"1. Medisch handelen\nScore: 4\n\n10. Welke ene tip geeft u deze specialist mee?\nAntwoord: {last}"
    form = filled_text(body, body, sender)
    assert form is not None
    assert {one.question: one.value for one in form.answers}["tip"] == expected

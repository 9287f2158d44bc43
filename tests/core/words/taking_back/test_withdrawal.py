"""Taking an answer back in plain words: what is carried out cannot be undone, so only what is plain is."""

from __future__ import annotations

import random

import pytest

from bot.core.words.taking_back.withdrawal import hesitates, plainly_withdraws, withdraws

OWN = (
    "mijn formulier",
    "mijn antwoorden",
    "mijn feedback over Jan",
    "het formulier",
    "de vragenlijst",
    "mijn inzending",
)
WISHES = (
    "ik trek {} in", "{} trek ik in", "{} trek ik bij deze terug", "hierbij trek ik {} in", "ik trek {} bij nader inzien weer in", "ik wil {} intrekken",
    "graag {} verwijderen", "kunt u {} weggooien", "wilt u {} niet gebruiken", "haal {} er alstublieft uit",
    "gooi {} maar weg", "ik verzoek u {} te vernietigen", "gelieve {} als niet verzonden te beschouwen",
    "gebruik {} alstublieft niet", "verwijder {}", "{} graag niet meer meetellen", "ik wil graag dat {} verwijderd wordt",
)  # fmt: skip
DENIED = (
    "ik trek {} niet in", "{} trek ik niet in", "ik wil {} niet intrekken", "u hoeft {} niet te verwijderen", "verwijder {} niet",
    "gooi {} niet weg", "ik heb nooit gezegd dat ik {} wil intrekken", "er is geen reden om {} in te trekken",
)  # fmt: skip
CONDITIONS = (
    "anders {}", "mijn vrouw vindt dat ik niets moet zeggen en {}", "{}, de rest mag blijven staan", "Jan vroeg: {}",
    "als Jan het te weten komt, {}", "indien het niet anoniem is, {}", "misschien moet ik dit anders doen: {}",
    "mocht hij het lezen, {}", "{}, tenzij u dat onhandig vindt", "zodra hij dit leest, {}",
)  # fmt: skip
BEFORE = ("", "Beste mevrouw De Vries,\n\n", "Toch maar niet, ", "Bij nader inzien: ", "Ik heb mij bedacht. ")
AFTER = (
    ".",
    "!",
    ". Met excuus voor het ongemak.",
    ", want ik was te boos.",
    " omdat ik hem te kort ken.",
    ".\n\nGroet,\nPiet",
)


def _one(chosen: random.Random, wordings: tuple[str, ...]) -> str:
    return chosen.choice(wordings).format(chosen.choice(OWN))


@pytest.mark.parametrize("seed", range(100))
def test_what_is_plain_is_carried_out(seed: int) -> None:
    chosen = random.Random(seed)
    text = chosen.choice(BEFORE) + _one(chosen, WISHES) + chosen.choice(AFTER)
    assert withdraws(text), text
    assert plainly_withdraws(text), text


@pytest.mark.parametrize("seed", range(60))
def test_the_contrary_takes_nothing_back(seed: int) -> None:
    chosen = random.Random(seed)
    text = chosen.choice(BEFORE) + _one(chosen, DENIED) + chosen.choice((".", "!", ", wat mijn collega ook zegt."))
    assert not withdraws(text), text


@pytest.mark.parametrize("seed", range(60))
def test_a_condition_is_hers_to_judge(seed: int) -> None:
    chosen = random.Random(seed)
    text = chosen.choice(CONDITIONS).format(_one(chosen, WISHES)) + "."
    assert not plainly_withdraws(text), text


@pytest.mark.parametrize(
    "text",
    [
        "Ik trek de conclusie dat hij goed in zijn vel zit.",
        "Ik trek me soms terug in overleg omdat hij dominant is.",
        "Verbeterpunt: zich minder terugtrekken.",
        "Hij moet het EPD niet meer gebruiken tijdens de visite.",
        "Zij verwijdert de reacties van patiënten uit de app.",
        "Ik heb bezwaar tegen zijn manier van werken.",
        "Hij trekt zijn eigen plan en neemt feedback niet mee.",
        "Neem de feedback van verpleegkundigen serieus.",
        "Gooi het kind niet met het badwater weg.",
        "Vervang mijn formulier door deze nieuwe versie.",
        "Hoe kan ik mijn antwoord intrekken?",
        "Kan ik mijn formulier nog intrekken?",
        "Ik heb geen bezwaar.",
        "Bijgaand mijn formulier.",
        "I do not want to withdraw my form.",
        "Please don't delete my answers.",
        "",
    ],
)
def test_other_words_take_nothing_back(text: str) -> None:
    assert not withdraws(text)


@pytest.mark.parametrize(
    "text",
    [
        "Please withdraw my answers.",
        "I would like to withdraw my form.",
        "Please delete my answers.",
        "I hereby retract my feedback.",
    ],
)
def test_english(text: str) -> None:
    assert plainly_withdraws(text)


def test_a_long_letter_is_asked_about() -> None:
    letter = "Ik trek mijn formulier in. " + "Wij werken al jaren samen op de afdeling en dat gaat best goed. " * 5
    assert withdraws(letter)
    assert not plainly_withdraws(letter)
    assert not hesitates(letter)


@pytest.mark.parametrize(
    "text", ["Ik trek mijn antwoord op vraag 3 in.", "Ik trek de beoordeling van communicatie in."]
)
def test_a_part_of_a_form_is_hers_to_judge(text: str) -> None:
    assert withdraws(text)
    assert hesitates(text)

"""Plain words in Dutch and English, each meaning what a person means by them."""

from __future__ import annotations

import pytest

from bot.core.words.phrases import (
    affirms,
    asks_for_traject,
    asks_status,
    declines,
    negates,
)


@pytest.mark.parametrize(
    "text",
    [
        "nee",
        "Nee, bedankt.",
        "afmelden",
        "Liever niet, dank u wel.",
        "Beste mevrouw De Vries,\n\nNee, liever niet.",
        "Helaas lukt het mij niet.",
        "Ik doe niet mee.",
        "Helaas ben ik niet in de gelegenheid de vragenlijst in te vullen.",
        "Ik zie hiervan af.",
        "Ik wil er ook niets mee te maken hebben.",
        "Laat mij met rust!",
        "Laat mij hierbuiten.",
        "Ik wil hier liever buiten blijven.",
        "Please leave me out of this.",
        "Ik heb hier geen tijd voor.",
        "Ik ken hem onvoldoende om hem te kunnen beoordelen.",
        "Kunt u mij afmelden?",
        "Wilt u mij van de lijst verwijderen?",
        "Ik meld mij hierbij af.",
        "no",
        "No thank you",
        "I'd rather not.",
        "I am unable to complete the form.",
        "I would prefer not to participate.",
    ],
)
def test_declines(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wanneer is de deadline? Ik kan nu niet",
        "Het lukt mij niet om de bijlage te openen.",
        "Het lukt deze week niet, volgende week wel.",
        "Bijgaand mijn formulier.",
        "Nee, ik heb geen vragen meer.",
        "Ik vul het volgende week in.",
        "Hierbij het ingevulde formulier. Sorry, geen tijd gehad eerder.",
        "Moet ik dit invullen?",
        "Jan is een fijne collega. Ik heb niets aan te merken.",
        "I can't open the attachment.",
        "Hij laat mij met rust werken.",
        "Zijn gedrag buiten de OK heeft niets met zijn kennis te maken.",
        "",
        pytest.param(
            "1. Communicatie: 4\nIk kan dit niet beoordelen. " + "Hij werkt hard en goed samen. " * 20, id="a-form"
        ),
    ],
)
def test_does_not_decline(text: str) -> None:
    assert not declines(text)


@pytest.mark.parametrize(
    "text", ["ja", "Ja, graag", "Akkoord.", "bevestigd", "Yes", "OK", "oké", "Doe maar", "Ja, vernietig maar"]
)
def test_affirms(text: str) -> None:
    assert affirms(text)
    assert not negates(text)


@pytest.mark.parametrize("text", ["nee", "Toch niet", "annuleer", "No.", "niet akkoord"])
def test_negates(text: str) -> None:
    assert negates(text)
    assert not affirms(text)


@pytest.mark.parametrize("text", ["ja, maar wacht nog even", "ja?", "Ja, maar eerst het verslag", "Janssen belde", ""])
def test_a_yes_with_a_reservation_is_none(text: str) -> None:
    assert not affirms(text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "IFMS",
            "Volgend jaar moet ik mij herregistreren en daarvoor wil ik een IFMS-traject doorlopen. Kunnen we bellen?",
        ),
        ("Herregistratie", "Volgend jaar ben ik toe aan herregistratie. Zouden we kunnen bellen?"),
        ("Vraag", "Ik ben op zoek naar iemand die mijn IFMS-gesprek kan doen. Wat zijn de kosten?"),
        (
            "Evaluation",
            "I am a surgeon and need my individual performance evaluated for re-registration. Could you call me?",
        ),
        ("360 graden feedback", "Graag zou ik een traject starten voor mijn herregistratie."),
        ("Aanmelding", "Hierbij wil ik mij aanmelden voor een IFMS-traject."),
    ],
)
def test_asks_for_a_traject(subject: str, text: str) -> None:
    assert asks_for_traject(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Coaching", "Ik zou graag een coachtraject starten, kunnen we bellen?"),
        ("Supervisie", "Kunnen we een afspraak maken voor supervisie?"),
        ("Nieuwsbrief", "Lees alles over IFMS in onze nieuwsbrief."),
        ("Factuur 2026-11", "Bijgaand onze factuur voor het IFMS-traject, graag betalen."),
        ("Coaching na IFMS", "Naar aanleiding van mijn IFMS wil ik graag coaching."),
        ("Lunch", "Zullen we volgende week lunchen? Ik bel je."),
        ("Webinar IFMS", "Schrijf u nu in voor ons webinar over IFMS. Ik zie u graag."),
        ("Punten", "Uw herregistratiepunten zijn bijgeschreven."),
        ("Verwijzing", "Ik verwijs u mijn patiënt, graag een intake."),
        ("360", "Met onze software wordt 360 graden feedback eenvoudig. Plan een demo!"),
        ("Afspraak", "Ik wil graag een afspraak maken voor een gesprek."),
        ("Training", "Ik geef een training over het IFMS-gesprek, graag zie ik u."),
    ],
)
def test_her_other_mail_is_hers(subject: str, text: str) -> None:
    assert not asks_for_traject(subject, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoe staat het ermee?", True),
        ("Hoeveel formulieren zijn er al binnen?", True),
        ("How many forms have come in?", True),
        ("status?", True),
        ("Bijgaand de lijst.", False),
        ("Hoe laat is het gesprek?", False),
    ],
)
def test_asks_status(text: str, expected: bool) -> None:
    assert asks_status(text) is expected

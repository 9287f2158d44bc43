"""A respondent tells that a form in their name is not theirs."""

from __future__ import annotations

import pytest

from bot.core.words.disowning import disowns


@pytest.mark.parametrize(
    "text",
    [
        "niet van mij",
        "Nee, niet van mij!",
        "Dit formulier is niet van mij.",
        "Dit formulier heb ik niet gestuurd.",
        "Ik heb u geen formulier gestuurd",
        "Beste mevrouw De Vries,\n\nDit is niet door mij ingevuld.\n\nGroet, Piet",
        "Dat formulier komt echt niet van mij, ik heb niets gestuurd.",
        "Deze mail heb ik nooit verstuurd",
        "not mine",
        "No, this is not mine.",
        "I did not send this.",
        "I never sent this form.",
        "This was not sent by me",
    ],
)
def test_disowns(text: str) -> None:
    assert disowns(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dank u wel.",
        "Ik heb het formulier nog niet gestuurd, het komt vrijdag.",
        "Heeft u mijn formulier niet ontvangen?",
        "Ik kan het formulier niet openen.",
        "Ik heb vraag 3 niet ingevuld.",
        "Dit formulier heb ik niet volledig ingevuld.",
        "Sorry, I have not sent this form yet.",
        "Niet van mij. " + "Wel wil ik dit nog kwijt over de samenwerking. " * 12,
    ],
)
def test_does_not_disown(text: str) -> None:
    assert not disowns(text)

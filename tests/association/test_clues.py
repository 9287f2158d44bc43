"""About whom a mail is, as its own words say."""

from __future__ import annotations

import pytest
from support.world import mail

from bot.association.clues import gather


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("Hierbij mijn formulier over Eva Groen.", "Eva Groen", id="a name"),
        pytest.param("hierbij mijn formulier over eva groen", "eva groen", id="in small letters"),
        pytest.param(
            "de evaluatie van het eigen functioneren van medisch specialisten. Dr. A.", "", id="our own words"
        ),
        pytest.param("for an IFMS traject, the evaluation of medical specialists of the hospital", "", id="in English"),
        pytest.param("Jan Bakker has asked you to give feedback for an IFMS traject, the evaluation", "", id="asked"),
        pytest.param("Mijn feedback over collega's in het algemeen", "", id="colleagues in general"),
        pytest.param("Het formulier voor arts-assistenten kwam niet aan.", "", id="a function"),
    ],
)
def test_only_a_person_is_whom_a_mail_is_about(text: str, about: str) -> None:
    assert gather(mail("p.devries@ziekenhuis.example", text=text)).about == about

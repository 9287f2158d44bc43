"""A patient who seems to be recognisable in a text (h103)."""

from __future__ import annotations

import pytest

from bot.reports.signals import names_a_patient


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("De patiënt Jansen wachtte een uur.", True, id="h103 patient and surname"),
        pytest.param("patiënte mevrouw de Wit was tevreden", True, id="h103 title and particle"),
        pytest.param("Onze cliënt J. Pietersen belde.", True, id="h103 initial"),
        pytest.param("De moeder van Sanne was boos.", True, id="h103 a relative"),
        pytest.param("Zie patiëntnummer 1234567.", True, id="h103 number"),
        pytest.param("Een man, geb. 12-03-1950, kwam te laat.", True, id="h103 date of birth"),
        pytest.param("The patient Smith was satisfied.", True, id="h103 English"),
        pytest.param("Heeft oog voor patiënten en hun familie.", False, id="patients in general"),
        pytest.param("Mevrouw De Vries is een fijne collega.", False, id="a colleague"),
        pytest.param("De patiënt. Hij luistert goed.", False, id="next sentence"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_names_a_patient(text: str, expected: bool) -> None:
    assert names_a_patient(text) is expected

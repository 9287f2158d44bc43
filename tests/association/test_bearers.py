"""Several forms in one mail: whose they are."""

from __future__ import annotations

import pytest

from bot.association.bearers import of_person
from bot.core.filled import FilledForm


def form(name: str) -> FilledForm:
    return FilledForm("ifms360", name=name)


RIA, WIM, NOBODY = form("Ria Brouwer"), form("Wim Dekker"), form("")


@pytest.mark.parametrize(
    ("forms", "name", "expected"),
    [
        pytest.param((RIA, WIM), "Ria Brouwer", (RIA,), id="hers by name"),
        pytest.param((NOBODY, WIM), "Ria Brouwer", (NOBODY,), id="hers typed, a colleague's attached"),
        pytest.param((NOBODY, WIM), "Wim Dekker", (WIM,), id="the colleague's"),
        pytest.param((form("R. Brouwer"), NOBODY), "Ria Brouwer", (form("R. Brouwer"),), id="initials"),
        pytest.param((WIM,), "Ria Brouwer", (WIM,), id="another name, by the practitioner's word"),
        pytest.param((NOBODY, NOBODY), "Ria Brouwer", (NOBODY, NOBODY), id="two without a name"),
        pytest.param((), "Ria Brouwer", (), id="none"),
    ],
)
def test_whose_forms_these_are(forms: tuple[FilledForm, ...], name: str, expected: tuple[FilledForm, ...]) -> None:
    assert of_person(forms, name) == expected

"""The words that all blank forms share are complete in both languages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest

from bot import resources
from bot.forms.questionnaires.catalogue import form_words, sheet_words
from bot.forms.questionnaires.header import retention
from bot.forms.questionnaires.questionnaire import texts
from bot.forms.questionnaires.words import FormWords, SheetWords


@pytest.mark.parametrize("words", [pytest.param(form_words, id="form"), pytest.param(sheet_words, id="sheet")])
def test_every_word_is_there_in_both_languages_with_the_same_slots(words: type[FormWords | SheetWords]) -> None:
    found = words()
    for word in (getattr(found, field.name) for field in fields(found)):
        assert word.nl
        assert word.en
        assert re.findall(r"\{\w+\}", word.nl) == re.findall(r"\{\w+\}", word.en)


def test_the_file_has_no_other_tables() -> None:
    source = (resources.documents() / "forms.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(source)) == {"form", "sheet"}


@pytest.mark.parametrize(
    ("table", "error"),
    [
        pytest.param({"name": {"nl": "Naam"}}, KeyError, id="no English"),
        pytest.param({"name": "x"}, TypeError, id="no languages"),
    ],
)
def test_a_word_without_a_language_is_refused(table: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        texts(table)


@pytest.mark.parametrize(
    ("days", "language", "expected"),
    [
        pytest.param(1825, "nl", "tot de herregistratie is afgerond, ten hoogste 5 jaar", id="Dutch"),
        pytest.param(1825, "en", "until the re-registration has been completed, at most 5 years", id="English"),
        pytest.param(400, "en", "until the re-registration has been completed, at most 1 year", id="one year"),
        pytest.param(1, "nl", "tot de herregistratie is afgerond, ten hoogste 1 jaar", id="at least a year"),
    ],
)
def test_how_long_forms_are_kept(days: int, language: str, expected: str) -> None:
    assert retention(days, language) == expected

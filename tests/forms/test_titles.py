"""Every file that goes out has a title in both languages, and the kenmerk in its name."""

from __future__ import annotations

import pytest

from bot.forms.questionnaires.catalogue import questionnaires, titles
from bot.forms.titles import FileTitle, file_name


def test_every_file_has_a_title_and_every_title_a_file() -> None:
    assert set(titles()) == set(FileTitle)
    assert all(title.nl and title.en for title in titles().values())


def test_every_questionnaire_has_a_title() -> None:
    assert {one.key for one in questionnaires()} <= set(FileTitle)


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        pytest.param(FileTitle.FEEDBACK, "nl", "Feedbackformulier T-7KQFK.pdf", id="Dutch"),
        pytest.param(FileTitle.FEEDBACK, "en", "Feedback form T-7KQFK.pdf", id="English"),
        pytest.param(FileTitle.STATEMENT, "fr", "Verklaring van deelname T-7KQFK.pdf", id="another language"),
    ],
)
def test_a_name_holds_title_kenmerk_and_ending(title: FileTitle, language: str, expected: str) -> None:
    assert file_name(title, language, "T-7KQFK", "pdf") == expected

"""Template files that are wrong are the operator's to mend, and the message says which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.mails import BY, example, one_line, render

from bot.core.errors import OperatorError
from bot.core.views import Phrase
from bot.shell.letters.examples import PRACTICE, PRACTITIONER
from bot.shell.letters.templates import Templates


def directory(tmp_path: Path, template: str, phrases: str = "") -> Templates:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "progress.md").write_text(template, "utf-8")
    (tmp_path / "nl" / "_footer.md").write_text("x", "utf-8")
    (tmp_path / "nl" / "phrases.toml").write_text(phrases or "months = []\ndays = []\n", "utf-8")
    (tmp_path / "base.html").write_text("{{ body|safe }}", "utf-8")
    return Templates(tmp_path)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        pytest.param("Subject: x\n\n{{ nobody }}", "nobody", id="a field that the view has not"),
        pytest.param("Subject: x\n\n{% if %}", "progress", id="a syntax error"),
        pytest.param("Hello\n", "subject", id="no subject"),
        pytest.param("Subject: x\n\n{{ name.__class__.__mro__ }}", "__class__", id="h40 out of the sandbox"),
        pytest.param("Subject: x\n\n{% include '../../secret.md' %}", "secret", id="h66 out of the folder"),
        pytest.param("Subject: x\n\n{{ groups|phrase }}", "progress", id="a filter on the wrong field"),
    ],
)
def test_a_template_that_is_wrong_is_the_operators_to_mend(tmp_path: Path, template: str, problem: str) -> None:
    with pytest.raises(OperatorError, match=problem):
        directory(tmp_path, template).render(example("progress"), "nl", PRACTICE, PRACTITIONER, by=BY)


@pytest.mark.parametrize(
    "phrases", [pytest.param("months = [", id="broken"), pytest.param("x = 1", id="months missing")]
)
def test_a_phrases_file_that_is_wrong_is_the_operators_to_mend(tmp_path: Path, phrases: str) -> None:
    with pytest.raises(OperatorError, match="phrases"):
        directory(tmp_path, "Subject: x\n\ny", phrases).render(example("progress"), "nl", PRACTICE, PRACTITIONER, by=BY)


def test_a_language_that_is_missing_is_named() -> None:
    with pytest.raises(OperatorError, match="fr"):
        render(example("progress"), "fr")


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param(Phrase("no-such-code"), id="no sentence"),
        pytest.param(Phrase("problem.unsent", (("kind", "progress"),)), id="no value for it"),
    ],
)
def test_a_sentence_that_cannot_be_said_costs_its_own_line(phrase: Phrase) -> None:
    said = Phrase("problem.parked", (("id", "31"),))
    mail = render(replace(example("digest"), problems=(phrase, said)))
    assert f"Hier ontbreekt een zin van het programma ({phrase.code})." in one_line(mail.text)
    assert "(nummer 31)" in one_line(mail.text)

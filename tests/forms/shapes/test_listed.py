"""Answers typed in a mail without the questions: by number, in a row, under short headings, with a signature below."""

from __future__ import annotations

import random

import pytest

from bot.forms import filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.questionnaire import Kind

FORM = questionnaire("ifms360")
SCORED = tuple(question for question in FORM.questions if question.kind is Kind.SCORE)
OPENINGS = ("", "Beste mevrouw De Vries,\n\n", "Hierbij mijn antwoorden.\n\n", "Dag,\n\nMijn scores:\n")
SIGNATURES = (
    "",
    "\n\nMet vriendelijke groet,\nPiet de Vries\ncardioloog",
    "\n\nGroet, Piet",
    "\n\nPiet de Vries\ncardioloog\nZuidland Ziekenhuis",
    "\n\nMet collegiale groet, dr. P. de Vries, internist-hematoloog",
    "\n-- \nPiet de Vries",
    "\n\nHoogachtend,\nP. de Vries",
)
HEADINGS = {
    "behouden": ("Blijven doen", "Zo blijven doen", "Behouden", "Sterk punt", "*Blijven doen*", "Sterke punten"),
    "ontwikkelen": ("Verbeterpunt", "Verbeterpunten", "Ontwikkelpunt", "Kan beter", "Aandachtspunt", "Leerpunt"),
    "tip": ("Tip", "TIP", "- Tip", "Mijn tip", "Advies"),
}
REMARKS = ("meer delegeren", "Rust bewaren.", "vaker naar de OK komen", "Hij luistert goed; dat moet zo blijven.")


def _numbered(scores: list[str], rng: random.Random) -> str:
    mark, apart = rng.choice((". ", ": ", ") ", "=", " = ")), rng.choice((" ", ", ", "; ", "  ", "\n"))
    return apart.join(f"{number}{mark}{score}" for number, score in enumerate(scores, 1))


def _row(scores: list[str], rng: random.Random) -> str:
    return rng.choice((", ", ",", " ", "; ", " | ", "   ")).join(scores)


@pytest.mark.parametrize("seed", range(60))
def test_scores_on_one_line_and_answers_under_headings(seed: int) -> None:
    rng = random.Random(seed)
    scores = [rng.choice("12345") for _ in SCORED]
    opened = {key: rng.choice(REMARKS) for key in HEADINGS if rng.random() < 0.7}
    lines = "".join(f"\n{rng.choice(HEADINGS[key])}: {said}" for key, said in opened.items())
    body = rng.choice((_numbered, _row))(scores, rng)
    text = rng.choice(OPENINGS) + body + lines + rng.choice(SIGNATURES)
    form = filled_text(text, text)
    assert form is not None, text
    truth = {question.score_key: score for question, score in zip(SCORED, scores, strict=True)} | opened
    assert {answer.question: answer.value for answer in form.answers} == truth, text
    assert (form.doubtful, form.unread) == ((), 0), text


@pytest.mark.parametrize("seed", range(30))
def test_titles_with_scores_and_headings(seed: int) -> None:
    rng = random.Random(seed)
    scores = {question: rng.choice(("1", "2", "3", "4", "5", "3 à 4", "4/5", "zeer goed")) for question in SCORED[:4]}
    said = {key: rng.choice(REMARKS) for key in HEADINGS}
    lines = [f"{question.title.nl}: {score}" for question, score in scores.items()]
    lines += [f"{rng.choice(HEADINGS[key])}: {one}" for key, one in said.items()]
    text = "\n".join(lines) + rng.choice(SIGNATURES)
    form = filled_text(text, text)
    assert form is not None
    answers = {answer.question: answer.value for answer in form.answers}
    assert {key: answers.get(key) for key in HEADINGS} == said, text
    assert {question: answers.get(question.score_key, "") for question in scores} == {
        question: score if len(score) == 1 else "" for question, score in scores.items()
    }
    assert {key for key, _ in form.doubtful} == {q.score_key for q, score in scores.items() if len(score) > 1}


def test_a_row_of_another_length_is_for_her_eyes() -> None:
    form = filled_text("4, 3, 5, 4, 4, 3", "4, 3, 5, 4, 4, 3")
    assert form is not None
    assert (form.answers, form.unread) == ((), 1)


def test_what_stands_below_a_row_is_counted() -> None:
    text = "4, 3-4, 5, 4, 4, 3, 5\n\nHij is erg kundig.\n\nGroet, Piet"
    form = filled_text(text, text)
    assert form is not None
    assert (len(form.answers), form.doubtful, form.unread) == (7, (("communicatie.score", ("3", "4")),), 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ik kan:\n1. maandag 2. dinsdag 3. woensdag", id="days on one line"),
        pytest.param("Tip: bel mij even.\n\nGroet, Piet", id="one heading"),
        pytest.param("Kamers 1, 2, 3 en 4 zijn vrij.", id="numbers in a sentence"),
        pytest.param("Bereikbaar op 1 2 3 4", id="a few digits"),
    ],
)
def test_an_ordinary_mail_is_no_form(text: str) -> None:
    assert filled_text(text, text) is None

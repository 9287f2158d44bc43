"""Answers typed above a quotation of our own mail: random ones, in the ways people type and programs quote."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bot.core.mail.reply.quotation import new_text, parted
from bot.forms import filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import Kind
from bot.forms.writers import text

Header = Callable[..., FormHeader]
FORM = questionnaire("ifms360")
SCORED = [question for question in FORM.questions if question.kind is Kind.SCORE]
SCORES = ("1", "2", "3", "4", "5", "4 van de 5", "-", "g.o.", "3 à 4", "3,5", "4-", "zeer goed")
PLAIN = {"4 van de 5": "4", "g.o.": "-"}
DOUBTFUL = {"3 à 4": ("3", "4"), "3,5": ("3", "4"), "4-": ("4-",), "zeer goed": ("zeer goed",)}
REMARKS = ("rustig", "helder aan de telefoon", "mag vaker overleggen", "kent zijn vak")
ABOVE = ("", "Beste mevrouw De Vries,\n\nHierbij.\n\n", "Excuses voor het wachten.\n\n")
BELOW = ("", "\n\nMet vriendelijke groet,\nPiet de Vries\ncardioloog", "\n\nVerstuurd vanaf mijn iPhone")


def _marked(body: str) -> str:
    lines = "".join(f"> {line}".rstrip() + "\n" for line in body.splitlines())
    return "Op ma 2 nov. 2026 om 09:10 schreef Praktijk De Vries <info@praktijk.example>:\n" + lines


def _bare(body: str) -> str:
    return (
        "Van: Praktijk De Vries <info@praktijk.example>\nVerzonden: maandag 2 november 2026 09:10\n"
        "Aan: Piet de Vries\nOnderwerp: [T-7KQFK] Jan Bakker vraagt u om feedback\n\n" + body
    )


def _bracketed(body: str) -> str:
    return "-----Oorspronkelijk bericht-----\n" + _bare(body)


QUOTED = (_marked, _bare, _bracketed)


def _typed(chosen: random.Random) -> tuple[str, dict[str, str], dict[str, tuple[str, ...]]]:
    """What somebody typed, the answers in it, and the doubts."""
    asked = chosen.sample(SCORED, chosen.randint(3, len(SCORED)))
    said = {question: chosen.choice(SCORES) for question in asked}
    one_line = chosen.random() < 0.3
    if one_line:
        said = {question: chosen.choice(SCORES[:8]) for question in asked}
    joined = chosen.choice((": ", " ")) if one_line else ": "
    lines = [f"{question.title.nl}{joined}{score}" for question, score in said.items()]
    if one_line:
        names = [q.title.nl.split()[0] if chosen.random() < 0.5 else q.title.nl for q in said]
        short = [f"{name}{joined}{score}" for name, score in zip(names, said.values(), strict=True)]
        lines = [", ".join([short[0], *(line[:1].lower() + line[1:] for line in short[1:])])]
    tip = chosen.choice(("", *REMARKS))
    answers = {q.score_key: PLAIN.get(s, s) for q, s in said.items() if s not in DOUBTFUL}
    doubts = {q.score_key: DOUBTFUL[s] for q, s in said.items() if s in DOUBTFUL}
    return "\n".join([*lines, *([f"Tip: {tip}"] if tip else [])]), answers | ({"tip": tip} if tip else {}), doubts


@pytest.mark.parametrize("seed", range(150))
def test_no_word_of_the_quotation_answers_what_was_typed_above_it(header: Header, seed: int) -> None:
    chosen = random.Random(seed)
    typed, answers, doubts = _typed(chosen)
    mail = "Geachte Piet de Vries,\n\nJan Bakker heeft u om feedback gevraagd.\n\nDe vragen\n---------\n\n"
    mail += text.write(FORM, header("nl"), "nl", only_questions=True)
    whole = chosen.choice(ABOVE) + typed + chosen.choice(BELOW) + "\n\n" + chosen.choice(QUOTED)(mail)
    form = filled_text(whole, new_text(whole))
    assert form is not None
    read = {answer.question: answer.value for answer in form.answers}
    assert {key: value for key, value in read.items() if not key.endswith(".toelichting")} == answers
    assert dict(form.doubtful) == doubts
    words = {value for key, value in read.items() if key.endswith(".toelichting")}
    assert words <= set(DOUBTFUL), words


def test_what_is_typed_above_and_between_is_read_together(header: Header) -> None:
    mail = text.write(FORM, header("nl"), "nl", only_questions=True)
    between = mail.replace("Score: \n", "Score: 4\n", 2).replace("Antwoord: \n", "Antwoord: vaak overleggen\n", 1)
    whole = "Communicatie: 3\nSamenwerking: 5\nTip: meer rust\n\n" + _marked(between)
    form = filled_text(whole, new_text(whole))
    assert form is not None
    read = {answer.question: answer.value for answer in form.answers}
    assert read == {
        "medisch_handelen.score": "4",
        "samenwerking.score": "5",
        "behouden": "vaak overleggen",
        "tip": "meer rust",
    }
    assert dict(form.doubtful) == {"communicatie.score": ("4", "3")}


def test_the_legend_is_no_score(header: Header) -> None:
    blank = text.write(FORM, header("nl"), "nl", only_questions=True)
    whole = "Tip: blijf zo\nCommunicatie: 4\nSamenwerking: prima kerel\n\nDe vragen\n\n" + blank.split("1. ")[0]
    form = filled_text(whole, whole)
    assert form is not None
    assert {a.question: a.value for a in form.answers}["communicatie.score"] == "4"
    assert "samenwerking.score" not in {a.question for a in form.answers}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "Nee, ik ben het niet vergeten! Hierbij: 4, 4, 4, 5, 4, 3, 4. Tip: blijf zo.", id="a row amid words"
        ),
        pytest.param(
            "Medisch 4, communicatie 4, samenwerking 4, kennis 5, maatschappelijk 4, organisatie 3 en "
            "professionaliteit 4. Tip: blijf zo.",
            id="names amid words",
        ),
        pytest.param("Scores: 4/4/4/5/4/3/4\nTip: blijf zo.", id="slashes"),
        pytest.param("4-4-4-5-4-3-4\nTip: blijf zo.", id="dashes"),
        pytest.param("Hier dan eindelijk mijn scores:\n4, 4, 4, 5, 4, 3, 4\nTip: blijf zo.", id="a row on its line"),
    ],
)
def test_scores_amid_words(words: str) -> None:
    form = filled_text(words, words)
    assert form is not None
    assert [a.value for a in form.answers] == ["4", "4", "4", "5", "4", "3", "4", "blijf zo."]
    assert form.for_eyes == 0


def test_parted_keeps_everything() -> None:
    whole = "a\nb\n\n" + _marked("c\nd")
    assert "\n".join(parted(whole)) == whole
    assert parted("a\nb") == ("a\nb", "")


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        pytest.param("2 → 4", ("2", "4"), id="arrow"),
        pytest.param("2 -> 4", ("2", "4"), id="typed-arrow"),
        pytest.param("2\n\nNee wacht, toch 4.", ("2", "4"), id="taken-back"),
        pytest.param("★★★★", ("★★★★",), id="stars"),
        pytest.param("++", ("++",), id="plusses"),
        pytest.param("+/-", ("+/-",), id="so-so"),
    ],
)
def test_a_second_thought_is_no_score(said: str, doubt: tuple[str, ...]) -> None:
    words = f"Communicatie: {said}\n\nSamenwerking: 4\nOrganisatie: 3"
    form = filled_text(words, words)
    assert form is not None
    assert dict(form.doubtful)["communicatie.score"] == doubt
    assert "communicatie.score" not in {a.question for a in form.answers}

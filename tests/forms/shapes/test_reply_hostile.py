"""Answers between quoted questions that look like the questions' own words: none is lost, moved or guessed."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bot.forms import filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import text

FORM = questionnaire("ifms360")
TEXTS = (
    *("Hij overlegt prettig.", "Communicatie en samenwerking gaan goed", "2. Communicatie\nkan soms korter"),
    *("1. rust\n2. humor", "Organisatie", "Professionaliteit:\nals altijd", "Einde van de dienst is lastig"),
    *("Wat moet deze specialist vooral zo blijven doen? Luisteren.", "Zie vraag 2", "4 van de 5 keer op tijd"),
    *("Hij zegt: typ hier uw antwoord, en dan lacht hij", "De score is hoog", "Goed"),
)
SCORES = {"4 (goed)": "4", "vier": "4", "n.v.t.": "-", "5 – uitstekend": "5", "tussen 3 en 4": "", "kundig": "", "": ""}


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_moved_or_guessed(seed: int, mark: str, header: Callable[..., FormHeader]) -> None:
    draw, expected, doubts = random.Random(seed), dict[str, str](), set[str]()
    lines = []
    blocks = text.write(FORM, header(), "nl", only_questions=True).rstrip().split("\n\n")
    for block, question in zip(blocks[1:-1], FORM.questions, strict=True):
        scored = question.score_key in question.answer_keys
        score, said = draw.choice([*SCORES]) if scored else "", draw.choice(TEXTS)
        expected |= {question.score_key: SCORES[score]} if SCORES[score] else {}
        doubts |= {question.score_key} if scored and not SCORES[score] and (score or said == "Goed") else set()
        expected[question.text_key] = said if SCORES[score] or not score else f"{score}\n{said}"
        asked = block.replace("Score: ", f"Score: {score}", 1)
        lines += [f"{mark}{line}" for line in (asked + said).split("\n")]
    body = "\n".join((*lines, "", f"{mark}{blocks[-1]}"))
    form = filled_text(f"Op maandag schreef Praktijk:\n{body}", "")
    assert form is not None
    assert ({one.question: one.value for one in form.answers}, set(dict(form.doubtful))) == (expected, doubts)

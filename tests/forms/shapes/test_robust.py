"""The readers of replies hold for any mixture of answers, quotation and width, and take no more time than the text is long."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.effort import growth

from bot.core.documents import Document
from bot.forms import filled, filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import Kind
from bot.forms.writers import text

FORM = questionnaire("ifms360")
REMARKS = st.sampled_from(
    (
        "",
        "Prima.",
        "De communicatie is goed, de samenwerking ook.",
        "2 keer per week zie ik hem; dan is hij altijd op tijd, vriendelijk en goed voorbereid op de bespreking.",
        "Hij zegt: “ik kom eraan”, en komt dan ook > altijd.",
        "Zie vraag 3.",
        "Dat is 100% professionaliteit!",
        "Ik heb er geen oordeel over (zie boven).",
    )
)
SCORES = st.sampled_from(("", "1", "2", "3", "4", "5", "geen oordeel"))
ANSWERS = st.fixed_dictionaries({key: SCORES if key.endswith(".score") else REMARKS for key in FORM.answer_keys})


def _written(header: FormHeader, answers: dict[str, str], mark: str, width: int) -> str:
    blocks = text.write(FORM, header, "nl", only_questions=True).split("\n\n")
    out = [blocks[0]]
    for block, question in zip(blocks[1:-1], FORM.questions, strict=True):
        if question.kind is Kind.SCORE:
            block = block.replace("Score: ", f"Score: {answers[question.score_key]}", 1)
        out.append(block + answers[question.text_key])
    lines = "\n\n".join((*out, blocks[-1])).split("\n")
    return "\n".join(f"{mark}{part}".rstrip() for line in lines for part in textwrap.wrap(line, width) or [""])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS, mark=st.sampled_from(("", "> ", ">> ", "| ")), width=st.sampled_from((64, 72, 200)))
def test_answers_come_back_whatever_the_quotation(
    header: Callable[..., FormHeader], answers: dict[str, str], mark: str, width: int
) -> None:
    body = _written(header(), answers, mark, width)
    form = filled_text(f"Dag,\n\nOp maandag schreef Praktijk:\n{body}", "Dag,\n")
    said = {} if form is None else {a.question: " ".join(a.value.split()) for a in form.answers}
    expected = {key: "-" if value == "geen oordeel" else value for key, value in answers.items() if value}
    assert said == expected


START = "1. Medisch handelen\nScore:\n2. Communicatie\nScore:"


@pytest.mark.parametrize(
    "filler",
    [
        pytest.param(" " * 100_000, id="spaces"),
        pytest.param("\n" * 100_000, id="line ends"),
        pytest.param("> " * 50_000, id="quotation marks"),
        pytest.param("\n> " * 30_000, id="quoted blank lines"),
        pytest.param("1 " * 50_000, id="numbers"),
        pytest.param(("score" + " " * 50) * 2_000, id="labels without a colon"),
        pytest.param("Kenmerk (" * 10_000, id="brackets left open"),
        pytest.param("pagina 1 " * 10_000, id="pages"),
        pytest.param("1. Medisch handelen\nScore:\n" * 3_000, id="a question again and again"),
    ],
)
def test_h84_endless_text_costs_no_more_than_its_length(filler: str) -> None:
    form = filled_text(START + filler, START + filler)
    assert filled(Document("txt", text=START + filler)) is None
    assert form is None or form.questionnaire == "ifms360"
    some, much = START + filler[: len(filler) // 4], START + filler
    assert growth(lambda: filled_text(some, some), lambda: filled_text(much, much), 8) < 8

"""Answers given in the body of a mail, in the shapes in which mail programs leave them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from bot.core.filled import FilledForm
from bot.forms import filled_text
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import text

Header = Callable[..., FormHeader]
OPENING = "Beste mevrouw De Vries,\n\nHierbij mijn antwoorden.\n\n"
ATTRIBUTION = "Op wo 11 nov 2026 om 08:31 schreef Praktijk Voorbeeld <info@praktijk.example>:\n"
ANSWERS = {
    "medisch_handelen.score": "4",
    "medisch_handelen.toelichting": "Kundig, ook in de nacht.",
    "communicatie.score": "-",
    "samenwerking.score": "5",
    "samenwerking.toelichting": "Altijd bereikbaar.",
    "tip": "Meer delegeren.",
}


def _said(form: FilledForm | None) -> dict[str, str]:
    assert form is not None
    return {answer.question: answer.value for answer in form.answers}


def _blank(header: Header, language: str = "nl", *, only_questions: bool = True) -> str:
    return text.write(questionnaire("ifms360"), header(language), language, only_questions=only_questions)


def _answered(blank: str, score: str = "Score") -> str:
    """Types the answers behind the labels."""
    blocks = blank.split("\n\n")
    answers = {
        "1. ": ("4", "Kundig, ook in de nacht."),
        "2. ": ("geen oordeel", ""),
        "3. ": ("5", "Altijd bereikbaar."),
        "10. ": ("", "Meer delegeren."),
    }
    out = []
    for block in blocks:
        said = next((a for n, a in answers.items() if block.startswith(n)), ("", ""))
        block = block.replace(f"{score}: \n", f"{score}: {said[0]}\n")
        out.append(block.removesuffix(" ") + (f" {said[1]}" if said[1] and block.endswith(" ") else ""))
    return "\n\n".join(out)


def _quoted(body: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in body.splitlines())


def _shape_typed_in_quote(header: Header) -> str:
    return OPENING + ATTRIBUTION + _quoted(_answered(_blank(header)))


def _shape_no_quote_marks(header: Header) -> str:
    return "Zie onder.\n\nVan: Praktijk\nOnderwerp: [T-7KQFK] Herinnering\n\n" + _answered(_blank(header))


def _shape_between_quotes(header: Header) -> str:
    out = []
    for block in _blank(header).split("\n\n"):
        out.append(_quoted(block))
        if block.startswith("1. "):
            out.append("4\nKundig, ook in de nacht.\n")
        if block.startswith("2. "):
            out.append("g.o.\n")
        if block.startswith("3. "):
            out.append("5 - Altijd bereikbaar.\n")
        if block.startswith("10. "):
            out.append("Meer delegeren.\n\nMet vriendelijke groet,\n\nPiet de Vries\ncardioloog\n")
    return OPENING + ATTRIBUTION + "\n".join(out)


def _shape_rewrapped(header: Header) -> str:
    body = _answered(_blank(header))
    narrow = "\n".join("\n".join(textwrap.wrap(line, 46)) for line in body.splitlines())
    return OPENING + ATTRIBUTION + _quoted(narrow, "> > ")


def _shape_labels_gone(header: Header) -> str:
    lines = ("1. Medisch handelen: 4, Kundig, ook in de nacht.", "2. Communicatie: n.v.t.")
    return OPENING + "\n".join(
        (
            *lines,
            "3. Samenwerking: 5 Altijd bereikbaar.",
            "10. Welke ene tip geeft u deze specialist mee? Meer delegeren.",
        )
    )


def _shape_list(header: Header) -> str:
    return OPENING + "1: 4 Kundig, ook in de nacht.\n2: geen oordeel\n3: 5, Altijd bereikbaar.\n10: Meer delegeren.\n"


def _shape_list_above_quote(header: Header) -> str:
    listed = "1) 4 Kundig, ook in de nacht.\n2) -\n3) 5 Altijd bereikbaar.\n10) Meer delegeren.\n\nGroet,\nPiet\n\n"
    return OPENING + listed + ATTRIBUTION + _quoted(_blank(header))


SHAPES = [
    pytest.param(_shape_typed_in_quote, id="typed behind quoted labels"),
    pytest.param(_shape_no_quote_marks, id="Outlook, nothing is marked as quoted"),
    pytest.param(_shape_between_quotes, id="typed between quoted questions"),
    pytest.param(_shape_rewrapped, id="quoted twice and wrapped anew"),
    pytest.param(_shape_labels_gone, id="only titles left"),
    pytest.param(_shape_list, id="numbered list"),
    pytest.param(_shape_list_above_quote, id="numbered list above the quoted questionnaire"),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_answers(shape: Callable[[Header], str], header: Header) -> None:
    whole = shape(header)
    new = whole.split(ATTRIBUTION)[0]
    form = filled_text(whole, new)
    assert _said(form) == ANSWERS
    assert form is not None
    assert form.questionnaire == "ifms360"


def test_the_full_text_form_tells_who_filled_it_in(header: Header) -> None:
    body = _answered(_blank(header, only_questions=False))
    body = body.replace("Uw naam: \n", "Uw naam: Piet de Vries\n").replace("Datum:", "Datum: 6-11-2026")
    form = filled_text(body, body)
    assert form is not None
    assert (form.reference, form.specialist, form.name, form.group, form.date) == (
        "T-7KQFK",
        "dr. Jan Bakker",
        "Piet de Vries",
        "",
        "6-11-2026",
    )


def test_english_answers_are_read_too(header: Header) -> None:
    body = _blank(header, "en").replace("Score: \n", "Score: 3\n").replace("Explanation: \n", "Explanation: fine\n", 1)
    said = _said(filled_text(_quoted(body), ""))
    assert [value for key, value in said.items() if key.endswith(".score")] == ["3"] * 7
    assert said["medisch_handelen.toelichting"] == "fine"


def test_an_impossible_score_is_kept_as_text(header: Header) -> None:
    body = _blank(header).replace("Score: \n", "Score: 7\n", 1)
    assert _said(filled_text(body, body)) == {"medisch_handelen.toelichting": "7"}


def test_a_wrapped_explanation_becomes_one_line_and_a_list_stays_a_list(header: Header) -> None:
    long = "Hij legt altijd rustig uit wat er gaat gebeuren en neemt de tijd,\nook op de drukke poli.\n- lijstje een\n- lijstje twee"
    body = _blank(header).replace("Toelichting: \n", f"Toelichting: {long}\n", 1)
    said = _said(filled_text(body, body))["medisch_handelen.toelichting"]
    assert said.startswith("Hij legt altijd rustig uit wat er gaat gebeuren en neemt de tijd, ook op de drukke poli.")
    assert said.endswith("\n- lijstje een\n- lijstje twee")


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("Zie bijlage.\n\n", id="see the attachment"),
        pytest.param("Helaas doe ik niet mee.\n\n", id="declines"),
        pytest.param("", id="nothing"),
    ],
)
def test_h69_a_quoted_blank_questionnaire_is_no_answer(new: str, header: Header) -> None:
    assert filled_text(new + ATTRIBUTION + _quoted(_blank(header)), new) is None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Ik kan:\n1. maandag\n2. dinsdag\n3. woensdag\n", id="a list of days"),
        pytest.param("De communicatie is goed, en de samenwerking ook.", id="the words in a sentence"),
        pytest.param("Tel. 06 1234\n1 2 3\n", id="digits"),
    ],
)
def test_an_ordinary_mail_is_no_form(body: str) -> None:
    assert filled_text(body, body) is None

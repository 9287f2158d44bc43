"""Forms recognised by their fields, and what a document by hand must not be taken for."""

from __future__ import annotations

import pytest

from bot.core.documents import Document, Field
from bot.core.filled import Answer
from bot.forms import filled


def _field(name: str, value: str) -> Field:
    return Field(name, value=value, filled=bool(value))


def test_fields_give_answers_and_claims() -> None:
    document = Document(
        "pdf",
        fields=(
            _field("name", "Piet de Vries"),
            _field("group", "Artsen"),
            _field("communicatie.score", "4 – goed"),
            _field("communicatie.toelichting", "helder"),
            _field("samenwerking.score", "geen oordeel"),
            _field("organisatie.score", "7"),
            _field("tip", ""),
        ),
        properties=(("kenmerk", "T-7KQFK"), ("questionnaire", "ifms360"), ("specialist", "dr. Jan Bakker")),
    )
    form = filled(document)
    assert form is not None
    assert form.answers == (
        Answer("communicatie.score", "4"),
        Answer("communicatie.toelichting", "helder"),
        Answer("samenwerking.score", "-"),
        Answer("organisatie.toelichting", "7"),
    )
    assert (form.reference, form.specialist, form.name, form.group) == (
        "T-7KQFK",
        "dr. Jan Bakker",
        "Piet de Vries",
        "Artsen",
    )


def test_h69_a_blank_form_is_a_form_without_answers() -> None:
    form = filled(Document("docx", fields=(_field("communicatie.score", ""), _field("tip", ""))))
    assert form is not None
    assert form.filled == 0


def test_the_visible_kenmerk_outweighs_the_property() -> None:
    document = Document(
        "docx", text="Kenmerk: T-00000", fields=(_field("tip", "x"),), properties=(("kenmerk", "T-7KQFK"),)
    )
    form = filled(document)
    assert form is not None
    assert form.reference == "T-00000"


@pytest.mark.parametrize(
    ("names", "claimed", "expected"),
    [
        pytest.param(("communicatie.score", "trots"), "", "selfevaluation", id="its own question"),
        pytest.param(("communicatie.score",), "selfevaluation", "selfevaluation", id="the property decides"),
        pytest.param(("communicatie.score",), "", "ifms360", id="the respondents' form by default"),
        pytest.param(("doel1_wat",), "ifms360", "pop", id="a property that does not fit"),
    ],
)
def test_which_questionnaire(names: tuple[str, ...], claimed: str, expected: str) -> None:
    fields = tuple(_field(name, "4") for name in names)
    form = filled(Document("docx", fields=fields, properties=(("questionnaire", claimed),)))
    assert form is not None
    assert form.questionnaire == expected


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            Document("docx", text="Communicatie\ngoed\nSamenwerking\nredelijk\nOrganisatie\n4"), id="another form"
        ),
        pytest.param(Document("docx", fields=(_field("Tekst1", "4"),)), id="other fields"),
        pytest.param(Document("png", picture=True), id="a picture"),
        pytest.param(Document("txt"), id="nothing"),
    ],
)
def test_what_is_not_our_form_is_none(document: Document) -> None:
    assert filled(document) is None


BLANK = """Kenmerk: T-7KQFK
Betreft dr. Jan Bakker
Uw naam{name}
Uw groep
Datum
Wie leest dit Alleen dr. A. de Vries (Praktijk Voorbeeld) leest uw antwoorden.
1. Medisch handelen Score:{first}
Kennis, vaardigheid en oordeel in de patiëntenzorg; kent de eigen grenzen en roept op
tijd hulp in.
Toelichting:
2. Communicatie Score:
Luistert, legt begrijpelijk uit, draagt zorgvuldig over en legt vast wat anderen moeten weten.
Toelichting:
Praktijk Voorbeeld · T-7KQFK pagina 1 van 2
{behind}8. Wat moet deze specialist vooral zo blijven doen?
Antwoord:
9. Wat kan deze specialist verder ontwikkelen?
Antwoord:
(Einde van de vragenlijst)
"""


def test_a_printed_page_is_read_by_its_lines() -> None:
    form = filled(Document("pdf", text=BLANK.format(name=" Piet de Vries", first=" 4 – goed", behind="")))
    assert form is not None
    assert form.answers == (Answer("medisch_handelen.score", "4"),)
    assert (form.reference, form.specialist, form.name) == ("T-7KQFK", "dr. Jan Bakker", "Piet de Vries")
    assert (form.group, form.date) == ("", "")


def test_values_written_behind_the_page_belong_to_no_question() -> None:
    assert filled(Document("pdf", text=BLANK.format(name="", first="", behind="Piet de Vries\n4 – goed\n"))) is None

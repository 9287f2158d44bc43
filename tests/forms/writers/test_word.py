"""The Word form: written, filled in, read back, also after other programs saved or printed it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from bot.core.documents import Document, FieldKind
from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.questionnaires.catalogue import questionnaire, questionnaires
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import word
from bot.readers import read

Header = Callable[..., FormHeader]
SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = {
    "medisch_handelen.score": "4",
    "medisch_handelen.toelichting": "Kent zijn grenzen, en vraagt ook in de nachtdienst hulp als het druk is en er "
    "niemand anders bereikbaar is.",
    "communicatie.score": "-",
    "samenwerking.score": "5",
    "behouden": "De rust.",
    "tip": "Meer delegeren.",
}


def _said(form: FilledForm | None) -> dict[str, str]:
    assert form is not None
    return {answer.question: answer.value for answer in form.answers}


def _visible(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(p.text for p in document.paragraphs), *cells))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", [one.key for one in questionnaires()])
def test_every_question_has_a_control_with_its_key(key: str, language: str, header: Header) -> None:
    document = read(word.write(questionnaire(key), header(language), language), "form.docx")
    names = [field.name for field in document.fields]
    assert [name for name in names if name in questionnaire(key).answer_keys] == list(questionnaire(key).answer_keys)
    assert not [f.name for f in document.fields if f.filled and f.name in questionnaire(key).answer_keys]


def test_scores_are_chosen_from_the_scale_or_no_opinion(header: Header) -> None:
    document = read(word.write(questionnaire("ifms360"), header(), "nl"))
    score = next(field for field in document.fields if field.name == "tip" or field.name == "communicatie.score")
    assert score.kind is FieldKind.CHOICE
    assert score.choices[0] == "1 – onvoldoende"
    assert score.choices[-1] == "geen oordeel"


def test_kenmerk_specialist_and_notice_are_visible_and_in_the_properties(header: Header) -> None:
    data = word.write(questionnaire("ifms360"), header(), "nl")
    document = read(data)
    properties = dict(document.properties)
    assert (properties["kenmerk"], properties["questionnaire"]) == ("T-7KQFK", "ifms360")
    assert "Kenmerk: T-7KQFK" in document.text
    assert "info@praktijk.example" in document.text
    assert "nooit te zien" in _visible(data)
    assert "ten hoogste 5 jaar" in _visible(data)


def test_the_file_is_the_same_for_the_same_header(header: Header) -> None:
    first, second = (word.write(questionnaire("ifms360"), header(), "nl") for _ in range(2))
    assert first == second


def test_h91_the_file_names_no_program_or_person_as_author(header: Header) -> None:
    data = word.write(questionnaire("ifms360"), header(), "nl")
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "Praktijk Voorbeeld" in core


def test_h40_h41_names_are_text_and_nothing_else(header: Header) -> None:
    evil = '<w:p/>&{{ 7*7 }} "{reference}" \x07'
    head = header(name=evil)
    document = read(word.write(questionnaire("ifms360"), head, "nl"))
    name = next(field for field in document.fields if field.name == "name")
    assert name.value == evil.replace("\x07", "").strip()


def test_a_filled_in_form_reads_back(header: Header, fill_in: Callable[[bytes, dict[str, str]], bytes]) -> None:
    values = {
        "name": "Piet de Vries",
        "group": "Collega's van dezelfde discipline",
        "date": "6-11-2026",
        "medisch_handelen.score": "4 – goed",
        "communicatie.score": "geen oordeel",
        "organisatie.toelichting": "Eerste regel\ntweede regel",
    }
    form = filled(read(fill_in(word.write(questionnaire("ifms360"), header(), "nl"), values)))
    assert form is not None
    assert _said(form) == {
        "medisch_handelen.score": "4",
        "communicatie.score": "-",
        "organisatie.toelichting": "Eerste regel\ntweede regel",
    }
    assert (form.reference, form.specialist, form.name) == ("T-7KQFK", "dr. Jan Bakker", "Piet de Vries")
    assert (form.group, form.date) == ("Collega's van dezelfde discipline", "6-11-2026")


@pytest.mark.parametrize("key", ["selfevaluation", "pop"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_specialists_own_forms_read_back(
    key: str, language: str, header: Header, fill_in: Callable[[bytes, dict[str, str]], bytes]
) -> None:
    last = questionnaire(key).questions[-1].key
    form = filled(read(fill_in(word.write(questionnaire(key), header(language), language), {last: "Rust"})))
    assert form is not None
    assert (form.questionnaire, _said(form)) == (key, {last: "Rust"})


def test_answers_typed_beside_the_controls_are_found(header: Header) -> None:
    written = read(word.write(questionnaire("ifms360"), header(), "nl"))
    text = written.text.replace("2. Communicatie", "2. Communicatie\n4, altijd helder")
    form = filled(Document("docx", text=text, fields=written.fields, properties=written.properties))
    assert _said(form) == {"communicatie.score": "4", "communicatie.toelichting": "altijd helder"}


SAVED = [pytest.param(name, id=name) for name in ("answered.pdf", "answered.odt", "answered.doc", "answered.rtf")]


@pytest.mark.parametrize("name", SAVED)
def test_a_form_saved_or_printed_by_libreoffice_reads_back(name: str) -> None:
    document = read((SAMPLES / name).read_bytes(), name)
    form = filled(document)
    assert _said(form) == EXPECTED
    assert form is not None
    assert (form.reference, form.specialist, form.name) == ("T-7KQFK", "dr. Jan Bakker", "Piet de Vries")
    assert (form.group, form.date) == ("Collega's van dezelfde discipline", "6-11-2026")


@pytest.mark.parametrize("name", ["blank.pdf", "blank.odt"])
def test_h69_a_blank_form_stays_blank_in_other_formats(name: str) -> None:
    form = filled(read((SAMPLES / name).read_bytes(), name))
    assert form is not None
    assert (form.filled, form.name, form.group, form.reference) == (0, "", "", "T-7KQFK")

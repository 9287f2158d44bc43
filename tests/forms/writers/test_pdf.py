"""The fillable PDF: written, filled in by a program that knows PDF forms, read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from bot.core.documents import FieldKind
from bot.forms import filled
from bot.forms.questionnaires.catalogue import questionnaire, questionnaires
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import pdf
from bot.readers import read

Header = Callable[..., FormHeader]


def _typed(data: bytes, values: dict[str, str]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", [one.key for one in questionnaires()])
def test_every_question_has_a_field_inside_its_page(key: str, language: str, header: Header) -> None:
    data = pdf.write(questionnaire(key), header(language), language)
    names = [field.name for field in read(data).fields]
    assert [name for name in names if name in questionnaire(key).answer_keys] == list(questionnaire(key).answer_keys)
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for annotation in page.get("/Annots") or ():
            left, bottom, right, top = (float(side) for side in annotation.get_object()["/Rect"])
            assert 0 < left < right < float(page.mediabox.right)
            assert 0 < bottom < top < float(page.mediabox.top)


def test_scores_are_chosen_and_explanations_take_several_lines(header: Header) -> None:
    data = pdf.write(questionnaire("ifms360"), header(), "nl")
    by_name = {field.name: field for field in read(data).fields}
    assert by_name["communicatie.score"].kind is FieldKind.CHOICE
    assert by_name["communicatie.score"].choices[1:] == (
        "1 – onvoldoende",
        "2 – matig",
        "3 – voldoende",
        "4 – goed",
        "5 – uitstekend",
        "geen oordeel",
    )
    flags = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    assert int(flags["tip"]["/Ff"]) & 1 << 12


def test_a_filled_in_form_reads_back(header: Header) -> None:
    values = {
        "name": "Fatma Yıldız",
        "group": "Collega's van dezelfde discipline",
        "date": "6-11-2026",
        "communicatie.score": "4 – goed",
        "samenwerking.score": "geen oordeel",
        "organisatie.toelichting": "Eerste regel\ntweede regel",
        "tip": "Meer delegeren.",
    }
    form = filled(read(_typed(pdf.write(questionnaire("ifms360"), header(), "nl"), values)))
    assert form is not None
    assert {answer.question: answer.value for answer in form.answers} == {
        "communicatie.score": "4",
        "samenwerking.score": "-",
        "organisatie.toelichting": "Eerste regel\ntweede regel",
        "tip": "Meer delegeren.",
    }
    assert (form.reference, form.specialist, form.name) == ("T-7KQFK", "dr. Jan Bakker", "Fatma Yıldız")
    assert (form.group, form.date) == ("Collega's van dezelfde discipline", "6-11-2026")


@pytest.mark.parametrize("key", [one.key for one in questionnaires()])
def test_h69_a_blank_pdf_has_no_answer_not_even_its_page_numbers(key: str, header: Header) -> None:
    document = read(pdf.write(questionnaire(key), header(), "nl"))
    for one in (document, replace(document, fields=())):
        form = filled(one)
        assert form is not None
        assert (form.questionnaire, form.filled) == (key, 0)


def test_kenmerk_and_questionnaire_stand_in_the_properties_and_on_the_page(header: Header) -> None:
    document = read(pdf.write(questionnaire("ifms360"), header(), "nl"))
    properties = dict(document.properties)
    assert (properties["kenmerk"], properties["questionnaire"]) == ("T-7KQFK", "ifms360")
    assert "Kenmerk: T-7KQFK" in document.text


def test_the_file_is_the_same_for_the_same_header(header: Header) -> None:
    assert pdf.write(questionnaire("pop"), header(), "nl") == pdf.write(questionnaire("pop"), header(), "nl")

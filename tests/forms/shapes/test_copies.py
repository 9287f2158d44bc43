"""The forms of two respondents in one file never become one form."""

from __future__ import annotations

import io

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from support.pdf_forms import Values, Way, as_text, blank, filled_in, flattened

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.readers import read

HANNA = {"name": "Hanna Kok", "medisch_handelen.score": "4 – goed", "tip": "Meer delegeren"}
OTTO = {"name": "Otto Lam", "communicatie.score": "2 – matig", "behouden": "De rust"}


def by_pypdf(files: list[bytes]) -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for one in files:
        writer.append(io.BytesIO(one))
    writer.write(out)
    return out.getvalue()


def by_pdfium(files: list[bytes]) -> bytes:
    book, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for one in files:
        book.import_pages(pypdfium2.PdfDocument(one))
    book.save(out)
    return out.getvalue()


def _form(data: bytes) -> FilledForm:
    form = filled(read(data, "formulieren.pdf"))
    assert form is not None
    return form


@pytest.mark.parametrize("merge", [by_pypdf, by_pdfium])
@pytest.mark.parametrize("way", [flattened, as_text])
def test_two_peoples_forms_are_for_her_eyes(way: Way, merge: object) -> None:
    assert callable(merge)
    form = _form(merge([filled_in(way, one, blank()) for one in (HANNA, OTTO)]))
    assert (form.readable, form.unread > 3, form.reference, form.name) == (0, True, "T-7KQFK", "")


@pytest.mark.parametrize("merge", [by_pypdf, by_pdfium])
@pytest.mark.parametrize(
    "others",
    [
        pytest.param([HANNA, {}], id="a blank one behind"),
        pytest.param([{}, HANNA], id="a blank one before"),
        pytest.param([HANNA, HANNA], id="twice the same"),
    ],
)
def test_one_persons_form_stays_one(others: list[Values], merge: object) -> None:
    assert callable(merge)
    form = _form(merge([filled_in(flattened, one, blank()) for one in others]))
    assert {one.question: one.value for one in form.answers} == {"medisch_handelen.score": "4", "tip": "Meer delegeren"}
    assert (form.name, form.for_eyes) == ("Hanna Kok", 0)


def test_a_question_quoted_in_an_answer_is_no_second_form() -> None:
    said = {"tip": "Rust", "behouden": "1. Medisch handelen gaat goed"}
    form = _form(filled_in(as_text, said, blank()))
    assert {one.question: one.value for one in form.answers} == said

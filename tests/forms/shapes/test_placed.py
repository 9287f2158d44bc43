"""Our PDF form comes back in many ways and means the same; what nobody can read is never called empty."""

from __future__ import annotations

from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject
from support import pdf_forms
from support.pdf_forms import Values, Way, annotated, blank, draw, filled_in, put, random_values, widgets

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.shape import looks_like_answer
from bot.readers import read


def form_of(data: bytes) -> FilledForm:
    form = filled(read(data, "formulier.pdf"))
    assert form is not None
    return form


def answers(form: FilledForm) -> dict[str, str]:
    return {one.question: " ".join(one.value.split()) for one in form.answers}


def turned(writer: pypdf.PdfWriter, values: Values) -> None:
    annotated("FreeText")(writer, values)
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(180)


WAYS = {
    "fields": pdf_forms.as_text,
    "names": pdf_forms.as_name,
    "arrays": pdf_forms.as_array,
    "bytes": pdf_forms.as_bytes,
    "streams": pdf_forms.as_stream,
    "empty list of fields": pdf_forms.no_fields,
    "no form, only widgets": pdf_forms.no_form,
    "value on the kid": pdf_forms.on_the_kid,
    "renamed": pdf_forms.renamed,
    "typed onto the page": annotated("FreeText"),
    "sticky notes": annotated("Text"),
    "comments on a highlight": annotated("Highlight"),
    "flattened": pdf_forms.flattened,
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_way_gives_the_same_answers(way: Way, seed: int) -> None:
    key, language = (("ifms360", "nl"), ("selfevaluation", "en"), ("pop", "nl"))[seed]
    typed, meant = random_values(seed, key, language)
    form = form_of(filled_in(way, typed, blank(key, language)))
    assert (form.questionnaire, answers(form), form.for_eyes) == (
        key,
        {name: " ".join(value.split()) for name, value in meant.items()},
        0,
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_printed_form_is_read_by_position(seed: int) -> None:
    typed, meant = random_values(seed)

    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for page in writer.pages:
            writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)

    form = form_of(pdf_forms.printed(filled_in(way, typed | {"name": "Piet de Vries"}, blank())))
    assert (answers(form), form.name, form.for_eyes) == (
        {name: " ".join(value.split()) for name, value in meant.items()},
        "Piet de Vries",
        0,
    )


def looks_filled_in(writer: pypdf.PdfWriter, values: Values) -> None:
    pdf_forms.as_looks(writer, dict.fromkeys(values, "goed"))


MARKS = {
    "ink": annotated("Ink"),
    "fields that only look filled in": looks_filled_in,
    "stamp": annotated("Stamp"),
    "circle": annotated("Circle"),
    "line": annotated("Line"),
    "highlight": annotated("Highlight"),
}


@pytest.mark.parametrize("way", MARKS.values(), ids=MARKS)
def test_what_is_drawn_at_a_question_is_for_her_eyes(way: Way) -> None:
    typed, _ = random_values(7)
    data = filled_in(way, dict.fromkeys(typed, ""), blank())
    form = form_of(data)
    assert (answers(form), set(form.handwritten), form.unread) == ({}, set(typed), 0)
    assert looks_like_answer(read(data))


def stroke(left: float, bottom: float) -> bytes:
    """A cross in one go, as a pen draws it when a program makes it part of the page."""
    points = ((left + 9 * n, bottom + 9 * (n % 2)) for n in range(1, 6))
    return f"{left} {bottom} m {' '.join(f'{x} {y} l' for x, y in points)} S\n".encode()


def inked(writer: pypdf.PdfWriter, values: Values) -> None:
    for page, field, _ in [*widgets(writer, values)]:
        left, bottom, *_ = (float(side) for side in field["/Rect"])
        draw(writer, page, stroke(left, bottom))


def test_strokes_that_are_part_of_the_page_are_seen() -> None:
    typed, _ = random_values(8)
    assert set(form_of(filled_in(inked, typed, blank())).handwritten) == set(typed)


@pytest.mark.parametrize("key", ["ifms360", "selfevaluation", "pop"])
def test_h69_a_blank_form_is_blank(key: str) -> None:
    form = form_of(blank(key))
    assert (form.filled, looks_like_answer(read(blank(key)))) == (0, False)


def test_a_scan_with_words_recognised_in_it_is_never_empty() -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for page in writer.pages:
            pdf_forms.picture(writer, page, 0, 0, 595, 842)

    form = form_of(filled_in(way, {}, blank()))
    assert (form.readable, form.unread) == (0, 2)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param((60, 790, 100, 830), 0, id="a logo at the top"),
        pytest.param((80, 380, 120, 400), 1, id="a picture in an answer"),
    ],
)
def test_pictures_in_the_page(place: tuple[float, float, float, float], expected: int) -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        pdf_forms.picture(writer, writer.pages[0], *place)

    assert form_of(filled_in(way, {}, blank())).filled == expected


def note(*sides: float, kind: str = "FreeText", words: str = "zie mijn brief", **entries: Any) -> Way:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        pdf_forms.as_text(writer, values)
        put(writer, writer.pages[0], kind, sides, words, **entries)

    return way


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        pytest.param(note(60, 700, 200, 715), ((), 1), id="above all questions"),
        pytest.param(note(60, 100, 200, 500), ((), 1), id="over several questions"),
        pytest.param(note(400, 300, 420, 320, kind="Ink", words=""), (("communicatie.toelichting",), 0), id="ink"),
        pytest.param(note(60, 700, 200, 715, F=NumberObject(2)), ((), 0), id="hidden"),
        pytest.param(note(60, 700, 200, 715, kind="Popup"), ((), 0), id="the window of a note"),
        pytest.param(note(60, 700, 200, 715, words=""), ((), 0), id="an empty note"),
        pytest.param(note(60, 700, 80, 720, kind="Text", StateModel=TextStringObject("Review")), ((), 0), id="a state"),
    ],
)
def test_what_is_added_beside_answers_is_counted(way: Way, expected: tuple[tuple[str, ...], int]) -> None:
    form = form_of(filled_in(way, {"tip": "rust"}, blank()))
    assert (answers(form), (form.handwritten, form.unread)) == ({"tip": "rust"}, expected)


def test_a_name_typed_onto_the_page_is_the_name() -> None:
    form = form_of(filled_in(annotated("FreeText"), {"name": "Piet de Vries"}, blank()))
    assert (form.name, form.filled) == ("Piet de Vries", 0)


def test_two_scores_at_one_question_are_for_her_to_judge() -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        pdf_forms.as_text(writer, values)
        annotated("FreeText")(writer, {"communicatie.score": "2"})

    form = form_of(filled_in(way, {"communicatie.score": "4 – goed"}, blank()))
    assert (form.answers, form.doubtful) == ((), (("communicatie.score", ("4", "2")),))


def test_a_note_beside_an_explanation_belongs_to_it() -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        pdf_forms.as_text(writer, values)
        annotated("Text")(writer, {"communicatie.toelichting": "en rustig"})

    form = form_of(filled_in(way, {"communicatie.toelichting": "helder"}, blank()))
    assert answers(form) == {"communicatie.toelichting": "helder en rustig"}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("", ({"communicatie.score": "4"}, ()), id="a blank copy"),
        pytest.param("4", ({"communicatie.score": "4"}, ()), id="the same"),
        pytest.param("2 – matig", ({}, (("communicatie.score", ("4", "2")),)), id="another score"),
    ],
)
def test_a_page_that_is_there_twice(second: str, expected: tuple[dict[str, str], tuple[object, ...]]) -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        pdf_forms.as_text(writer, {"communicatie.score": "4 – goed"})
        put(
            writer,
            writer.pages[1],
            "Widget",
            (1, 1, 9, 9),
            FT=NameObject("/Tx"),
            T=TextStringObject("communicatie.score"),
            V=TextStringObject(second),
        )

    form = form_of(filled_in(way, {}, blank()))
    assert (answers(form), form.doubtful) == expected


def test_two_choices_in_one_list_are_for_her_to_judge() -> None:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for _, field, _ in widgets(writer, {"communicatie.score": ""}):
            field[NameObject("/V")] = ArrayObject([TextStringObject("3 – voldoende"), TextStringObject("4 – goed")])

    form = form_of(filled_in(way, {}, blank()))
    assert (answers(form), form.doubtful) == ({}, (("communicatie.score", ("3", "4")),))

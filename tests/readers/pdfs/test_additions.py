"""What was added to a PDF, where it stands, and files that go round in circles."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject
from support.pdf_forms import annotated, as_text, blank, filled_in, put, widgets

from bot.core.documents import Document, Read
from bot.readers import read

Change = Callable[[pypdf.PdfWriter], None]


def changed(change: Change) -> Document:
    """Our form with an answer, after a change."""

    def way(writer: pypdf.PdfWriter, values: object) -> None:
        as_text(writer, {"communicatie.score": "4"})
        change(writer)

    return read(filled_in(way, {}, blank()))


def kid_of_itself(writer: pypdf.PdfWriter) -> None:
    for _, field, _ in widgets(writer, {"communicatie.score": ""}):
        own = field.indirect_reference
        field[NameObject("/Parent")], field[NameObject("/Kids")] = own, ArrayObject([own])


def each_others_parent(writer: pypdf.PdfWriter) -> None:
    pair = [field for _, field, _ in widgets(writer, dict.fromkeys(("communicatie.score", "name"), ""))]
    for one, other in (pair, pair[::-1]):
        one[NameObject("/Parent")] = other.indirect_reference
        one[NameObject("/Kids")] = ArrayObject([other.indirect_reference])


def fields_are_a_number(writer: pypdf.PdfWriter) -> None:
    writer.root_object["/AcroForm"][NameObject("/Fields")] = NumberObject(4)  # type: ignore[index]


def form_is_an_array(writer: pypdf.PdfWriter) -> None:
    writer.root_object[NameObject("/AcroForm")] = ArrayObject()


def a_turn_that_is_a_name(writer: pypdf.PdfWriter) -> None:
    for page in writer.pages:
        page[NameObject("/Rotate")] = NameObject("/x")


def widgets_without_a_place(writer: pypdf.PdfWriter) -> None:
    for _, field, _ in widgets(writer, {"communicatie.score": ""}):
        field[NameObject("/Rect")] = ArrayObject([FloatObject(1), NameObject("/x")])


def a_widget_named_ten_thousand_times(writer: pypdf.PdfWriter) -> None:
    on_page = writer.pages[0]["/Annots"]
    on_page.extend([on_page[0]] * 10_000)  # type: ignore[attr-defined,index]


@pytest.mark.parametrize(
    "change",
    [
        kid_of_itself,
        each_others_parent,
        fields_are_a_number,
        form_is_an_array,
        a_turn_that_is_a_name,
        widgets_without_a_place,
        a_widget_named_ten_thousand_times,
    ],
)
def test_h83_a_value_is_found_in_a_form_that_is_wrongly_made(change: Change) -> None:
    found = changed(change)
    assert [field.value for field in found.fields if field.filled] == ["4"]


def test_fields_that_cannot_be_read_may_hold_answers() -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        for _, field, _ in widgets(writer, {"tip": ""}):
            field[NameObject("/Rect")] = ArrayObject([FloatObject(1e300)])

    found = changed(change)
    assert (bool(found.problem), len(found.additions)) == (True, 1)


def test_thousands_of_notes_are_counted_up_to_a_limit() -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        for _ in range(2_000):
            put(writer, writer.pages[0], "Ink", (60, 370, 90, 390))

    assert len(changed(change).additions) == 501


def test_a_note_stands_behind_the_label_above_it() -> None:
    found = read(filled_in(annotated("FreeText"), {"communicatie.toelichting": "helder"}, blank()))
    (note,) = found.additions
    before = found.printed[: note.at].split("\n")
    assert (note.text, before[-1], before[-3]) == ("helder", "Toelichting:", "2. Communicatie Score:")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(turn: int) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(turn)
            page.transfer_rotation_to_content()
            page.rotate(-turn)

    assert changed(change).printed == changed(lambda _: None).printed


def test_words_of_a_comment_that_repeat_what_is_marked_are_no_answer() -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        put(writer, writer.pages[0], "Highlight", (56, 330, 200, 360), "Communicatie")
        put(writer, writer.pages[0], "Highlight", (56, 330, 200, 360), "dit is goed")

    assert [one.text for one in changed(change).additions] == ["", "dit is goed"]


def test_a_formatted_note_has_words_too() -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        rich = TextStringObject("<body><p>Prettige <b>collega</b></p></body>")
        put(writer, writer.pages[0], "FreeText", (60, 370, 90, 390), RC=rich)

    assert [one.text for one in changed(change).additions] == ["Prettige collega"]


def test_a_page_of_lines_without_words_is_a_picture() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    made = pypdf.generic.StreamObject()
    made.set_data(b"10 10 m 90 90 l 170 10 l S")
    page[NameObject("/Contents")] = writer._add_object(made)
    out = io.BytesIO()
    writer.write(out)
    found = read(out.getvalue())
    assert (found.read, found.picture) == (Read.OK, True)

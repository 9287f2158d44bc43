"""Hands that fill in our PDF form: one way each, as the programs of respondents do it, with the same truth."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bot.core.traject.rules import DEFAULT_GROUPS
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader, retention
from bot.forms.writers import pdf

Values = Mapping[str, str]
Way = Callable[[pypdf.PdfWriter, Values], None]
WORDS = [
    "werkt",
    "prettig",
    "samen,",
    "neemt",
    "de",
    "tijd",
    "voor",
    "overleg;",
    "kent",
    "zijn",
    "grenzen",
    "(ook",
    "'s",
    "nachts)",
    "–",
    "legt",
    "rustig",
    "uit",
    "wat",
    "er",
    "moet",
    "gebeuren",
    "en",
    "vraagt",
    "2",
    "keer",
    "per",
    "week",
    "hulp.",
    "Soms",
    "mag",
    "het",
    "korter!",
    "Goede",
    "collega,",
    "altijd",
    "bereikbaar",
]


@cache
def blank(key: str = "ifms360", language: str = "nl") -> bytes:
    """The form as it goes out."""
    header = FormHeader(
        reference="T-7KQFK",
        specialist="dr. Jan Bakker",
        practitioner="dr. A. de Vries",
        practice="Praktijk Voorbeeld",
        address="info@praktijk.example",
        retention=retention(1825, language),
        groups=tuple(group.label(language) for group in DEFAULT_GROUPS),
    )
    return pdf.write(questionnaire(key), header, language)


def random_values(seed: int, key: str = "ifms360", language: str = "nl") -> tuple[dict[str, str], dict[str, str]]:
    """What goes into the fields, and the answers that this means."""
    dice, typed, meant = random.Random(seed), {}, {}
    form = questionnaire(key)
    steps = {f"{step.value} – {step.label.in_(language)}": step.value for step in form.scale}
    for question in form.questions:
        if question.score_key in question.answer_keys and dice.random() < 0.8:
            typed[question.score_key] = shown = dice.choice(list(steps))
            meant[question.score_key] = steps[shown]
        if dice.random() < 0.7:
            lines = (" ".join(dice.choices(WORDS, k=dice.choice((1, 3, 9)))) for _ in range(dice.choice((1, 1, 2))))
            typed[question.text_key] = meant[question.text_key] = "\n".join(lines)
    return typed, meant


def filled_in(way: Way, values: Values, data: bytes) -> bytes:
    """The form after one way of filling it in."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    way(writer, values)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def widgets(writer: pypdf.PdfWriter, values: Values) -> Iterator[tuple[Any, Any, str]]:
    """Page, field and value of everything that is to be filled in."""
    for page in writer.pages:
        for one in [reference.get_object() for reference in page["/Annots"]]:  # type: ignore[attr-defined]
            if str(one.get("/T")) in values:
                yield page, one, values[str(one["/T"])]


def _set(make: Callable[[Any, str], Any]) -> Way:
    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for _, field, value in widgets(writer, values):
            field[NameObject("/V")] = make(field, value)

    return way


def stream(value: str) -> StreamObject:
    """A value that is kept as a stream, as Acrobat does with long ones."""
    made = StreamObject()
    made.set_data(value.encode("utf-8"))
    return made


as_text = _set(lambda _, value: TextStringObject(value))
as_name = _set(lambda _, value: NameObject(f"/{value}"))
as_array = _set(lambda _, value: ArrayObject([TextStringObject(value)]))
as_bytes = _set(lambda _, value: ByteStringObject(b"\xfe\xff" + value.encode("utf-16-be")))
as_stream = _set(lambda _, value: stream(value))


def as_looks(writer: pypdf.PdfWriter, values: Values) -> None:
    """Only what the fields look like, no value in them."""
    for _, field, value in widgets(writer, values):
        looks = StreamObject()
        looks.set_data(b"/Tx BMC BT /Helv 9 Tf (" + value.encode("cp1252") + b") Tj ET EMC")
        field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(looks)})


def no_fields(writer: pypdf.PdfWriter, values: Values) -> None:
    """A program that copied the pages and forgot the form's own list."""
    as_text(writer, values)
    writer.root_object["/AcroForm"][NameObject("/Fields")] = ArrayObject()  # type: ignore[index]


def no_form(writer: pypdf.PdfWriter, values: Values) -> None:
    """The form itself is gone, its widgets are not."""
    as_text(writer, values)
    del writer.root_object["/AcroForm"]


def renamed(writer: pypdf.PdfWriter, values: Values) -> None:
    """A program that gave all fields names of its own."""
    as_text(writer, values)
    for page in writer.pages:
        for number, one in enumerate(page["/Annots"]):  # type: ignore[arg-type,var-annotated]
            one.get_object()[NameObject("/T")] = TextStringObject(f"Tekst {page.page_number}-{number}")


def on_the_kid(writer: pypdf.PdfWriter, values: Values) -> None:
    """Each widget below a field of its own, and the value on the widget."""
    for _, widget, value in widgets(writer, values):
        reference = widget.indirect_reference
        names = ("/T", "/FT", "/Ff", "/Opt", "/TU")
        above = DictionaryObject({NameObject(name): widget[name] for name in names if name in widget})
        above[NameObject("/Kids")] = ArrayObject([reference])
        parent = writer._add_object(above)
        for name in names:
            widget.pop(name, None)
        widget[NameObject("/Parent")], widget[NameObject("/V")] = parent, TextStringObject(value)
        listed = writer.root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
        listed[listed.index(reference)] = parent


def annotated(kind: str, **entries: Any) -> Way:
    """Something put onto the page where each field is."""

    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for page, field, value in [*widgets(writer, values)]:
            put(writer, page, kind, field["/Rect"], value, **entries)

    return way


def put(writer: pypdf.PdfWriter, page: Any, kind: str, sides: Any, words: str = "", **entries: Any) -> None:
    """One annotation."""
    made = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{kind}")})
    made[NameObject("/Rect")] = ArrayObject(FloatObject(float(side)) for side in sides)
    made[NameObject("/F")] = NumberObject(4)
    if words:
        made[NameObject("/Contents")] = TextStringObject(words)
    made |= {NameObject(f"/{name}"): value for name, value in entries.items()}
    page["/Annots"].append(writer._add_object(made))


def flattened(writer: pypdf.PdfWriter, values: Values) -> None:
    """The values become part of the pages, behind everything else."""
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False, flatten=True)
    writer.remove_annotations(subtypes="/Widget")


def printed(data: bytes) -> bytes:
    """What a browser prints: pdfium draws everything into the page."""
    book = pypdfium2.PdfDocument(data)
    book.init_forms()
    for number in range(len(book)):
        page = book[number]
        page.flatten()
        page.close()
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


def draw(writer: pypdf.PdfWriter, page: Any, operators: bytes) -> None:
    """Operators behind those of the page."""
    before = page.get_contents()
    made = StreamObject()
    made.set_data(b"q\n" + before.get_data() + b"\nQ\n" + operators)
    page[NameObject("/Contents")] = writer._add_object(made)


def picture(writer: pypdf.PdfWriter, page: Any, left: float, bottom: float, right: float, top: float) -> None:
    """A picture in the page."""
    image = StreamObject()
    image.set_data(bytes(3))
    sizes = {"/Width": NumberObject(1), "/Height": NumberObject(1), "/BitsPerComponent": NumberObject(8)}
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB"}
    image |= {NameObject(name): NameObject(value) for name, value in names.items()}
    image |= {NameObject(name): value for name, value in sizes.items()}
    page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/Scan"): writer._add_object(image)})
    draw(writer, page, f"q {right - left} 0 0 {top - bottom} {left} {bottom} cm /Scan Do Q".encode())

"""PDF: text, tables, fields, scans, passwords, and what hostile ones try."""

from __future__ import annotations

import io
import json
import random
import zlib
from email.message import EmailMessage

import pypdf
import pytest
import typst
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bot.association.leaves import Leaf, known_by, leaves
from bot.core.documents import Document, Field, FieldKind, Read
from bot.readers import read

PAGE = b"""#set page(width: 15cm, height: 10cm)
= Formulier
Naam: Piet de Vries

#table(columns: 2, [Vraag], [Score], [Communicatie], [4], [Adres], [p.devries\\@\\
ziekenhuis.example])"""


def made(source: bytes = PAGE) -> bytes:
    return bytes(typst.compile(source))


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def form(*fields: dict[str, object]) -> bytes:
    """A PDF with these fields on its only page."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    kids = ArrayObject()
    for one in fields:
        entries = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"), **one}
        kids.append(writer._add_object(DictionaryObject({NameObject(key): value for key, value in entries.items()})))  # type: ignore[misc]
    page[NameObject("/Annots")] = kids
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): kids})
    return written(writer)


def text(value: str) -> TextStringObject:
    return TextStringObject(value)


def states(*names: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/N"): DictionaryObject({NameObject(name): StreamObject() for name in names})})


def test_text_and_ruled_table() -> None:
    found = read(made())
    assert "Naam: Piet de Vries" in found.text
    assert found.tables[0].rows == (
        ("Vraag", "Score"),
        ("Communicatie", "4"),
        ("Adres", "p.devries@ziekenhuis.example"),
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"/FT": NameObject("/Tx"), "/T": text("naam"), "/TU": text("Uw naam"), "/V": text("Piet")},
            Field("naam", "Uw naam", value="Piet", filled=True),
            id="text",
        ),
        pytest.param({"/FT": NameObject("/Tx"), "/T": text("naam")}, Field("naam"), id="text not filled"),
        pytest.param(
            {"/FT": NameObject("/Btn"), "/T": text("ja"), "/AS": NameObject("/Ja"), "/AP": states("/Ja", "/Off")},
            Field("ja", "", FieldKind.CHECKBOX, "x", (), True),
            id="checkbox with /AS only",
        ),
        pytest.param(
            {"/FT": NameObject("/Btn"), "/T": text("ja"), "/V": NameObject("/Off"), "/AP": states("/Ja")},
            Field("ja", "", FieldKind.CHECKBOX),
            id="checkbox off",
        ),
        pytest.param(
            {
                "/FT": NameObject("/Ch"),
                "/T": text("q"),
                "/V": text("4"),
                "/Opt": ArrayObject(
                    [ArrayObject([text("4"), text("4 goed")]), ArrayObject([text("5"), text("5 best")])]
                ),
            },
            Field("q", "", FieldKind.CHOICE, "4 goed", ("4 goed", "5 best"), True),
            id="choice",
        ),
        pytest.param(
            {
                "/FT": NameObject("/Btn"),
                "/T": text("r"),
                "/Ff": NumberObject(1 << 15),
                "/V": NameObject("/3"),
                "/AP": states("/3"),
            },
            Field("r", "", FieldKind.RADIO, "3", ("3",), True),
            id="radio",
        ),
    ],
)
def test_field(given: dict[str, object], expected: Field) -> None:
    assert read(form(given)).fields == (expected,)


def test_typed_on_text_is_read() -> None:
    note = {"/Subtype": NameObject("/FreeText"), "/Contents": text("Naam: Piet")}
    assert read(form(note)).text == "Naam: Piet"


def protected(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made()))
    writer.encrypt(user, "eigenaar", algorithm="AES-256")
    return written(writer)


def test_empty_password_opens() -> None:
    found = read(protected(""))
    assert (found.read, "Piet" in found.text) == (Read.OK, True)


def test_password_h85_is_told() -> None:
    found = read(protected("geheim"))
    assert (found.read, found.text) == (Read.ENCRYPTED, "")


def scan() -> Document:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    image = StreamObject()
    image.set_data(bytes(300))
    for key, value in {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(10),
        "/Height": NumberObject(10),
        "/BitsPerComponent": NumberObject(8),
        "/ColorSpace": NameObject("/DeviceRGB"),
    }.items():
        image[NameObject(key)] = value
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/I"): writer._add_object(image)})}
    )
    content = StreamObject()
    content.set_data(b"300 0 0 300 0 0 cm /I Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    return read(written(writer))


def test_scan_h85_is_a_picture() -> None:
    found = scan()
    assert (found.read, found.picture, found.text) == (Read.OK, True, "")


def test_scripts_and_embedded_files_h86_are_flagged() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made()))
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): text("app.alert(1)")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_attachment("evil.exe", b"MZ")
    found = read(written(writer))
    assert set(found.flags) == {"javascript", "embedded"}
    assert found.parts == ()


def carrying(data: bytes, name: str, how: str) -> bytes:
    """A PDF with this file in it: as an attachment, or pinned to a page."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made()))
    if how != "pinned":
        writer.add_attachment(name, data)
    if how == "pinned":
        stream = StreamObject()
        stream.set_data(data)
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
        held = DictionaryObject({NameObject("/F"): writer._add_object(stream.flate_encode())})
        told = DictionaryObject({NameObject("/Type"): NameObject("/Filespec"), NameObject("/F"): text(name)})
        told[NameObject("/EF")] = held
        note = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/FileAttachment"), "/FS": told}
        note["/Rect"] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        entries = DictionaryObject({NameObject(key): value for key, value in note.items()})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(entries)])
    return written(writer)


@pytest.mark.parametrize("how", ["attached", "pinned"])
def test_documents_within_are_read_and_what_is_for_programs_is_not(how: str) -> None:
    found = read(carrying(made(PAGE.replace(b"Piet", b"Kees")), "f.pdf", how))
    assert [(name, "Kees" in part.text) for name, part in found.parts] == [("f.pdf", True)]
    assert "Piet" in found.text
    assert read(carrying(b"<?xml version='1.0'?><Invoice>1</Invoice>", "factur-x.xml", how)).parts == ()


@pytest.mark.parametrize("how", ["attached", "pinned"])
def test_a_mail_is_known_by_what_a_pdf_carries(how: str) -> None:
    data = random.Random(how).randbytes(3000)
    assert known_by(data)[0] in found_in(carrying(data, "f.bin", how))


def test_a_photograph_in_a_pdf_is_known_and_nothing_else_by_it() -> None:
    photograph = b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(3000).replace(b"endstream", b"") + b"\xff\xd9"
    for end in (b"\n", b"\r\n", b""):
        raw = b"%PDF-1.4\n4 0 obj<</Filter/DCTDecode>>stream\r\n" + photograph + end + b"endstream endobj\n"
        (_, found) = found_in(raw)
        assert (found.digest, found.decorates) == (known_by(photograph)[0].digest, True)


def found_in(data: bytes) -> tuple[Leaf, ...]:
    mail = EmailMessage()
    mail.add_attachment(data, maintype="application", subtype="pdf", filename="map.pdf")
    return leaves(bytes(mail)).files


@pytest.mark.parametrize(
    ("datasets", "verdict"),
    [
        pytest.param(
            b"<d:datasets xmlns:d='x'><d:data><form><naam>Piet</naam></form></d:data></d:datasets>", Read.OK, id="data"
        ),
        pytest.param(b"", Read.UNSUPPORTED, id="without data"),
    ],
)
def test_xfa(datasets: bytes, verdict: Read) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    stream = StreamObject()
    stream.set_data(datasets)
    parts = ArrayObject([text("datasets"), writer._add_object(stream)])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): parts, NameObject("/NeedAppearances"): BooleanObject(True)}
    )
    found = read(written(writer))
    assert found.read is verdict
    assert found.fields == ((Field("naam", value="Piet", filled=True),) if datasets else ())


def bomb() -> bytes:
    packed = zlib.compress(b" " * 80_000_000, 9)
    return (
        made()
        + b"\n99 0 obj <</Filter /FlateDecode /Length %d>> stream\n" % len(packed)
        + packed
        + b"\nendstream endobj\n"
    )


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        pytest.param(bomb(), Read.TOO_LARGE, id="h82 flate bomb"),
        pytest.param(
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9>>startxref\n9\n%%EOF",
            Read.DAMAGED,
            id="h83 cycles",
        ),
        pytest.param(b"%PDF-1.7\n" + bytes(50), Read.DAMAGED, id="nothing inside"),
        pytest.param(made()[:900], Read.DAMAGED, id="h61 cut off"),
    ],
)
def test_broken(data: bytes, verdict: Read) -> None:
    found = read(data)
    assert (found.read, bool(found.problem)) == (verdict, True)


def test_200k_operators_h84_are_read_in_time() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made()))
    content = StreamObject()
    content.set_data(b"0 0 m 9 9 l S\n" * 200_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    assert read(written(writer)).read in (Read.OK, Read.EMPTY)


def test_form_values_survive_json() -> None:
    found = read(form({"/FT": NameObject("/Tx"), "/T": text("a"), "/V": text("regel 1\rregel 2")}))
    assert json.loads(json.dumps(found.fields[0].value)) == "regel 1\nregel 2"

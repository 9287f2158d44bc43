"""Spreadsheets of every kind say the same, and no sheet is larger than it may be."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import openpyxl
import pytest
from support.office_files import compound, odf, xlsx

from bot.core.documents import Read
from bot.readers import read

SAMPLES = Path(__file__).parents[1] / "samples"
ROWS = (
    ("Naam", "E-mail", "Aantal", "Datum"),
    ("Piet de Vries", "p.devries@ziekenhuis.example", "5", "2026-11-06"),
    ("Fatma Yıldız", "f.yildiz@ziekenhuis.example", "2.5", "2026-11-06 14:30"),
)
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = [f'<c r="{openpyxl.utils.get_column_letter(n)}1"><v>1</v></c>' for n in range(1, 3_000)]
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods"])
def test_same_list_from_every_program(name: str) -> None:
    found = read((SAMPLES / name).read_bytes(), "renamed.bin")
    assert [(one.name, one.rows) for one in found.tables] == [("Vakgenoten", ROWS)]
    assert found.flags == ("hidden-sheets",), "h88"
    assert "geheim" not in found.text


@pytest.mark.parametrize("name", ["marks.xlsx", "marks.xls", "marks.ods"])
def test_what_formatting_means_in_every_program(name: str) -> None:
    found = read((SAMPLES / name).read_bytes())
    assert found.tables[0].rows == (
        ("Groep", "Naam", "E-mail", "Functie"),
        ("Vakgenoten", "Piet de Vries <p.devries@z.example>", "", "cardioloog"),
        ("Artsen", "Jan Smit", "j.smit@z.example", "internist"),
        ("", "Tol Tolman", "t@z.example", "internist"),
        ("Niet-artsen", "Kim Vos", "mail <k.vos@z.example>", "secretaresse"),
    ), "k5 links of a cell and of a formula, k6 a struck-out person between the first two"
    assert found.tables[0].hidden_rows == (3,)
    assert found.hidden[0].rows == (("Naam", "E-mail"), ("Oude Man", "oude@z.example"))
    assert "Oude Man" not in found.text


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        pytest.param(ONE, Read.OK, id="one cell"),
        pytest.param(FAR, Read.OK, id="h78 value at the far corner"),
        pytest.param(FAR.replace('"', "'"), Read.OK, id="h78 single quotes"),
        pytest.param(FAR.replace("<c ", "<c\t"), Read.TOO_LARGE, id="h78 written unlike anybody"),
        pytest.param(
            "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 999_999, 4)),
            Read.TOO_LARGE,
            id="h78 rows",
        ),
        pytest.param(f'<row r="1">{"".join(WIDE)}</row>', Read.TOO_LARGE, id="h78 columns"),
        pytest.param(
            '<row r="1">' + "<c><v>1</v></c>" * 3000 + '</row><row r="1048576"><c><v>1</v></c></row>',
            Read.TOO_LARGE,
            id="h78 no references",
        ),
        pytest.param(
            ONE + '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
            Read.OK,
            id="h78 only formatting at the far corner",
        ),
        pytest.param("", Read.EMPTY, id="empty"),
    ],
)
def test_bounds(rows: str, verdict: Read) -> None:
    assert read(xlsx(rows)).read is verdict


def two_people(*more: str, far: str = "A1048576") -> bytes:
    """A sheet with one name in its first cell and one in its last, and what is given between them."""
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Piet</t></is></c></row>'
    last = f'<row r="1048576"><c r="{far}" t="inlineStr"><is><t>Kees</t></is></c></row>'
    return xlsx(cells + "".join(more) + last)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(two_people(), id="the last row"),
        pytest.param(two_people(far="XFD1048576"), id="the last cell"),
        pytest.param(
            two_people(*(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 60_000))), id="styled rows"
        ),
        pytest.param(
            two_people(*(f'<row r="{n}"><c r="B{n}" t="str"><f>C{n}</f><v></v></c></row>' for n in range(2, 60_000))),
            id="formulas that say nothing",
        ),
    ],
)
def test_sheets_that_reach_to_the_end_are_read(data: bytes) -> None:
    found = read(data)
    assert [cell for row in found.tables[0].rows for cell in row if cell] == ["Piet", "Kees"]
    assert len(found.tables[0].rows) < 5, "what is empty takes no room"


def test_formula_h79_is_text() -> None:
    book = openpyxl.Workbook()
    book.active.append(["=cmd|' /C calc'!A0", "tekst"])
    book.active["A1"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).tables[0].rows == (("=cmd|' /C calc'!A0", "tekst"),)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(
            '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>',
            ("5",),
            id="as shown",
        ),
        pytest.param(
            '<table:table-cell office:value-type="date" office:date-value="2026-11-06"><text:p>06-11-26</text:p></table:table-cell>',
            ("2026-11-06",),
            id="date",
        ),
        pytest.param(
            '<table:table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>',
            ("", "x", "x"),
            id="repeated",
        ),
        pytest.param(
            '<table:table-cell><office:annotation><text:p>geheim</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>',
            ("a  b",),
            id="h88 note left out",
        ),
    ],
)
def test_ods_cells(cells: str, expected: tuple[str, ...]) -> None:
    body = f'<table:table table:name="Blad"><table:table-row>{cells}</table:table-row></table:table>'
    assert read(odf("spreadsheet", body)).tables[0].rows == (expected,)


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        pytest.param(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>',
            Read.EMPTY,
            id="empty rows cost nothing",
        ),
        pytest.param(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>',
            Read.TOO_LARGE,
            id="h78 repeated rows",
        ),
        pytest.param(
            '<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>',
            Read.TOO_LARGE,
            id="h78 repeated columns",
        ),
    ],
)
def test_ods_bounds(rows: str, verdict: Read) -> None:
    assert read(odf("spreadsheet", f"<table:table>{rows}</table:table>")).read is verdict


def test_xls_sparse_h78_is_refused_before_it_is_unpacked() -> None:
    far = b"\x03\x02\x0e\x00" + b"\xff\xff\xff\x00" + bytes(10)
    near = b"\x03\x02\x0e\x00" + bytes(14)
    stream = b"\x09\x08\x10\x00" + bytes(16) + near + far + b"\x0a\x00\x00\x00"
    assert read(compound({"Workbook": stream})).read is Read.TOO_LARGE


def test_xls_with_password() -> None:
    assert read(compound({"Workbook": b"\x2f\x00\x02\x00\x00\x00"})).read is Read.ENCRYPTED


def biff(*dimensions: int) -> bytes:
    """A stream whose only sheet announces this block, and has the number 0 in its first cell."""
    start = b"\x09\x08\x10\x00\x00\x06{}\x00" + bytes(12)
    sheet = b"\x85\x00\x08\x00" + struct.pack("<IHBB", 37, 0, 1, 0) + b"A"
    cells = struct.pack("<HHIIHHH", 0x200, 14, *dimensions, 0) + b"\x03\x02\x0e\x00" + bytes(14)
    end = b"\x0a\x00\x00\x00"
    return (
        start.replace(b"{}", b"\x05")
        + sheet.replace(b"\x08", b"\x09", 1)
        + end
        + start.replace(b"{}", b"\x10")
        + cells
        + end
    )


@pytest.mark.parametrize(
    "dimensions",
    [
        pytest.param((0, 1, 0, 1), id="honest"),
        pytest.param((0x8F000000, 1, 0, 1), id="h78 fewer than none"),
        pytest.param((0, 1 << 24, 0, 256), id="h78 announces too much"),
    ],
)
def test_xls_announcements_are_not_believed(dimensions: tuple[int, ...]) -> None:
    assert read(compound({"Workbook": biff(*dimensions)})).tables[0].rows == (("0",),)


def test_xls_with_a_chain_that_goes_round_h83() -> None:
    data = bytearray(compound({"Workbook": biff(0, 1, 0, 1)}))
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    assert read(bytes(data)).problem.endswith("circle.")


def test_xls_that_makes_the_library_panic_is_damaged() -> None:
    short = b"\x09\x08\x10\x00" + bytes(16) + b"\xfc\x00\x02\x00\x00\x00\x0a\x00\x00\x00"
    assert read(compound({"Workbook": short})).read is Read.DAMAGED

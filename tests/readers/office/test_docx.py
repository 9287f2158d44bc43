"""Word documents: reading order, controls of every kind, tracked changes, text boxes, what is left alone."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as python_docx
import pytest
from support.office_files import WORD, control, docx, form_field, paragraph, relations, run

from bot.core.documents import Field, FieldKind
from bot.readers import read

TICK = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
MENU = '<w:dropDownList><w:listItem w:displayText="4 goed" w:value="4"/><w:listItem w:displayText="5" w:value="5"/></w:dropDownList>'
BOX = "<w:txbxContent><w:p><w:r><w:t>in de doos</w:t></w:r></w:p></w:txbxContent>"


def cell(inner: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner}</w:tc>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            control("n", "Naam", run("Piet")), Field("n", "Naam", FieldKind.TEXT, "Piet", (), True), id="text"
        ),
        pytest.param(control("n", "Naam", run("Klik"), "<w:showingPlcHdr/>"), Field("n", "Naam"), id="placeholder"),
        pytest.param(
            control("n", "Naam", run("Klik of tik om tekst in te voeren.")),
            Field("n", "Naam"),
            id="forgotten placeholder",
        ),
        pytest.param(
            run("Afdeling: ") + control("n", "", run("IC")),
            Field("n", "Afdeling", value="IC", filled=True),
            id="label from the text",
        ),
        pytest.param(
            control("q", "Q", run("4 goed"), MENU),
            Field("q", "Q", FieldKind.CHOICE, "4 goed", ("4 goed", "5"), True),
            id="dropdown",
        ),
        pytest.param(
            control("q", "Q", run("Kies een item."), MENU + "<w:showingPlcHdr/>"),
            Field("q", "Q", FieldKind.CHOICE, "", ("4 goed", "5")),
            id="dropdown not chosen",
        ),
        pytest.param(
            control("j", "Ja", run("☒"), TICK.format(1)),
            Field("j", "Ja", FieldKind.CHECKBOX, "x", (), True),
            id="ticked",
        ),
        pytest.param(
            control("j", "Ja", run("☐"), TICK.format(0)), Field("j", "Ja", FieldKind.CHECKBOX), id="not ticked"
        ),
        pytest.param(
            control("d", "Datum", run("6 november"), '<w:date w:fullDate="2026-11-06T00:00:00Z"/>'),
            Field("d", "Datum", FieldKind.DATE, "2026-11-06", (), True),
            id="date",
        ),
        pytest.param(
            form_field('<w:name w:val="T"/><w:helpText w:val="Naam"/><w:textInput/>', run("Piet")),
            Field("T", "Naam", value="Piet", filled=True),
            id="FORMTEXT",
        ),
        pytest.param(
            form_field('<w:name w:val="T"/><w:textInput/>', run("\u2002\u2002\u2002")), Field("T"), id="FORMTEXT empty"
        ),
        pytest.param(
            form_field('<w:name w:val="T"/><w:textInput><w:default w:val="tekst"/></w:textInput>', run("tekst")),
            Field("T"),
            id="FORMTEXT default",
        ),
        pytest.param(
            form_field('<w:name w:val="K"/><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'),
            Field("K", "", FieldKind.CHECKBOX, "x", (), True),
            id="FORMCHECKBOX",
        ),
        pytest.param(
            form_field('<w:name w:val="K"/><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
            Field("K", "", FieldKind.CHECKBOX),
            id="FORMCHECKBOX taken away",
        ),
        pytest.param(
            form_field(
                '<w:name w:val="D"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>'
            ),
            Field("D", "", FieldKind.CHOICE, "b", ("a", "b"), True),
            id="FORMDROPDOWN",
        ),
    ],
)
def test_control(body: str, expected: Field) -> None:
    assert tuple(replace(one, at=-1) for one in read(docx(paragraph(body))).fields) == (expected,)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            paragraph(run("a"), "<w:r><w:tab/><w:br/></w:r>", run("b")),
            "a\n\nb".replace("\n\n", "\n"),
            id="tab and break",
        ),
        pytest.param(
            paragraph(
                run("in"),
                f'<w:ins w:id="1">{run(" erbij")}</w:ins><w:del w:id="2"><w:r><w:delText>weg</w:delText></w:r></w:del>',
            ),
            "in erbij",
            id="h88 insertion in, deletion out",
        ),
        pytest.param(
            paragraph(f'<w:moveTo w:id="1">{run("hier")}</w:moveTo><w:moveFrom w:id="2">{run("daar")}</w:moveFrom>'),
            "hier",
            id="h88 moved",
        ),
        pytest.param(
            paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>onzichtbaar</w:t></w:r>", run("zichtbaar")),
            "zichtbaar",
            id="hidden text",
        ),
        pytest.param(
            paragraph(
                f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                run("tekst"),
            ),
            "tekst\nin de doos",
            id="text box once",
        ),
        pytest.param(
            paragraph(
                run("ja "),
                control("j", "", run("x"), TICK.format(1)),
                run(" nee "),
                control("n", "", run("x"), TICK.format(0)),
            ),
            "ja ☒ nee ☐",
            id="boxes as shown",
        ),
        pytest.param(
            paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run(" ja")), "☒ ja", id="Wingdings"
        ),
        pytest.param(
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                run("7"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            "7",
            id="field result, not instruction",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('blok'))}</w:sdtContent></w:sdt>",
            "blok",
            id="block control",
        ),
    ],
)
def test_text(body: str, text: str) -> None:
    assert read(docx(body)).text == text


def test_cells_wrapped_in_controls() -> None:
    rows = (
        f"<w:tr>{cell(paragraph(run('Communicatie')))}{control('q1', 'Score', cell(paragraph(run('4'))), MENU)}</w:tr>"
    )
    rows += f"<w:sdt><w:sdtContent><w:tr>{cell(paragraph(run('breed')), '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr></w:sdtContent></w:sdt>"
    found = read(docx(f"<w:tbl>{rows}</w:tbl>"))
    assert found.tables[0].rows == (("Communicatie", "4"), ("breed", ""))
    assert [(one.name, one.value) for one in found.fields] == [("q1", "4")]
    assert found.text == "Communicatie\t4\nbreed"


def test_deleted_row_h88_is_left_out() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(paragraph(run("weg")))}</w:tr>'
    found = read(docx(f"<w:tbl><w:tr>{cell(paragraph(run('blijft')))}</w:tr>{gone}</w:tbl>"))
    assert found.tables[0].rows == (("blijft",),)
    assert found.flags == ("tracked-changes",)


def test_header_comments_macros_and_links_outside() -> None:
    related = relations(
        ("r1", "header", "header1.xml", False),
        ("r2", "comments", "comments.xml", False),
        ("r3", "hyperlink", "mailto:p.devries@ziekenhuis.example?subject=x", True),
        ("r4", "attachedTemplate", "http://evil.example/t.dotm", True),
    )
    more: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": related,
        "word/header1.xml": f"<w:hdr {WORD}>{paragraph(run('Kenmerk T-7KQFK'))}</w:hdr>",
        "word/comments.xml": f"<w:comments {WORD}><w:comment>{paragraph(run('geheim'))}</w:comment></w:comments>",
        "word/vbaProject.bin": b"macro",
    }
    found = read(docx(paragraph(f'<w:hyperlink r:id="r3">{run("Piet")}</w:hyperlink>'), more))
    assert found.text == "Kenmerk T-7KQFK\n\nPiet <p.devries@ziekenhuis.example>"
    assert set(found.flags) == {"comments", "macros", "external"}, "h76, h77, h88"


def test_properties_without_the_author_h91() -> None:
    made = python_docx.Document()
    made.add_paragraph("Dag")
    made.core_properties.title, made.core_properties.author = "Formulier T-7KQFK", "J. Geheim"
    made.add_table(1, 2).rows[0].cells[1].text = "x"
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue())
    assert dict(found.properties)["title"] == "Formulier T-7KQFK"
    assert "Geheim" not in str(found)
    assert found.tables[0].rows == (("", "x"),)


def test_nesting_without_end_h54_is_damaged() -> None:
    assert read(docx("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100)).read == "damaged"

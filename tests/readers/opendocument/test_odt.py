"""OpenDocument texts: what LibreOffice makes of a Word form, and its own controls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.office_files import odf

from bot.core.documents import Field, FieldKind, Read
from bot.readers import read

SAMPLES = Path(__file__).parents[1] / "samples"


def unplaced(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(replace(one, at=-1) for one in fields)


def test_form_saved_by_libreoffice() -> None:
    found = read((SAMPLES / "form.odt").read_bytes(), "form.doc")
    assert (found.format, found.read, found.flags) == ("odt", Read.OK, ("tracked-changes",))
    assert "weg" not in found.text, "h88"
    assert unplaced(found.fields[:2]) == (Field("", "Naam", value="Piet", filled=True), Field("", "Afdeling"))
    ticks = [one.value for one in found.fields if one.kind is FieldKind.CHECKBOX]
    assert ticks == ["x", ""]


@pytest.mark.parametrize(
    ("inline", "text", "field"),
    [
        pytest.param(
            '<text:content-control text:checkbox="true" text:checked="true" text:alias="Ja">☒</text:content-control>',
            "☒",
            Field("Ja", "Ja", FieldKind.CHECKBOX, "x", (), True),
            id="ticked",
        ),
        pytest.param(
            '<text:content-control text:showing-place-holder="true" text:tag="n">Kies</text:content-control>',
            "",
            Field("n", ""),
            id="placeholder",
        ),
        pytest.param(
            '<text:drop-down text:name="q"><text:label text:value="4"/><text:label text:value="5" text:current-selected="true"/>5</text:drop-down>',
            "5",
            Field("q", "", FieldKind.CHOICE, "5", ("4", "5"), True),
            id="drop-down",
        ),
        pytest.param(
            '<text:text-input text:description="Naam">Piet</text:text-input>',
            "Piet",
            Field("Naam", "Naam", value="Piet", filled=True),
            id="input field",
        ),
        pytest.param(
            '<text:text-input text:description="Naam">Naam</text:text-input>',
            "",
            Field("Naam", "Naam"),
            id="input field not filled",
        ),
    ],
)
def test_control(inline: str, text: str, field: Field) -> None:
    found = read(odf("text", f"<text:p>{inline}</text:p>"))
    assert (found.text, unplaced(found.fields)) == (text, (field,))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc", id="tab and break"),
        pytest.param(
            "<text:p>a<office:annotation><text:p>geheim</text:p></office:annotation>b</text:p>",
            "ab",
            id="h88 comment left out",
        ),
        pytest.param("<text:list><text:list-item><text:p>een</text:p></text:list-item></text:list>", "een", id="list"),
        pytest.param(
            "<text:p>x<draw:frame><draw:text-box><text:p>doos</text:p></draw:text-box></draw:frame></text:p>",
            "x\ndoos",
            id="text box",
        ),
        pytest.param(
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            "a\tb",
            id="table",
        ),
    ],
)
def test_text(body: str, text: str) -> None:
    assert read(odf("text", body)).text == text


def test_form_elements_stand_where_they_are_placed() -> None:
    forms = '<office:forms><form:form><form:checkbox form:id="c1" form:name="ja" form:label="Ja" form:current-state="checked"/></form:form></office:forms>'
    found = read(odf("text", f'{forms}<text:p>Kiest u? <draw:control draw:control="c1"/></text:p>'))
    assert (found.text, unplaced(found.fields)) == (
        "Kiest u? ☒",
        (Field("ja", "Ja", FieldKind.CHECKBOX, "x", (), True),),
    )


def test_password() -> None:
    manifest = "<m><encryption-data/></m>"
    assert read(odf("text", "", {"META-INF/manifest.xml": manifest})).read is Read.ENCRYPTED

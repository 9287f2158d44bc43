"""The parts of a Word form that python-docx does not know: content controls, shading, custom properties."""

from __future__ import annotations

from itertools import count
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PLACEHOLDER = "DefaultPlaceholder_-1854013440"  # the one that every Word has, shown when an answer is cleared


def element(tag: str, *children: Any, text: str = "", **attributes: str) -> Any:
    """An element such as w:tag with w: attributes, children and text; lxml does the escaping."""
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    if text:
        made.text = text
    return made


class Controls:
    """Makes content controls, numbered in order."""

    def __init__(self) -> None:
        self._ids = count(1001)

    def text(
        self, into: Paragraph, tag: str, label: str, placeholder: str, value: str = "", long: bool = False
    ) -> None:
        """Append a plain-text control; a long one takes line breaks."""
        kind = element("w:text", multiLine="1") if long else element("w:text")
        self._append(into, tag, label, placeholder, value, kind)

    def choice(
        self, into: Paragraph, tag: str, label: str, prompt: str, items: tuple[str, ...], value: str = ""
    ) -> None:
        """Append a drop-down list."""
        listed = (element("w:listItem", displayText=item, value=item) for item in items)
        self._append(into, tag, label, prompt, value, element("w:dropDownList", *listed))

    def _append(self, into: Paragraph, tag: str, label: str, prompt: str, value: str, kind: Any) -> None:
        properties = element(
            "w:sdtPr",
            element("w:alias", val=label),
            element("w:tag", val=tag),
            element("w:id", val=str(next(self._ids))),
            element("w:lock", val="sdtLocked"),
            element("w:placeholder", element("w:docPart", val=_PLACEHOLDER)),
            *(() if value else (element("w:showingPlcHdr"),)),
            kind,
        )
        grey = element("w:rPr", element("w:rStyle", val="PlaceholderText"), element("w:color", val="8A9AA1"))
        style = () if value else (grey,)
        run = element("w:r", *style, element("w:t", text=value or prompt))
        into._p.append(element("w:sdt", properties, element("w:sdtContent", run)))


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a background."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def borders(table: Any, colour: str, *sides: str) -> None:
    """Draw thin lines on the named sides of a table ("top", "insideH", …)."""
    lines = (element(f"w:{side}", val="single", sz="4", space="0", color=colour) for side in sides)
    _place(table, element("w:tblBorders", *lines), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def padding(table: Any, twips: int) -> None:
    """Give every cell of a table some air."""
    sides = (element(f"w:{side}", w=str(twips), type="dxa") for side in ("top", "left", "bottom", "right"))
    _place(table, element("w:tblCellMar", *sides), "w:tblLook")


def _place(table: Any, made: Any, *successors: str) -> None:
    """Word refuses a file whose table properties stand in another order than the schema's."""
    table._tbl.tblPr.insert_element_before(made, *successors)


def keep_row(row: Any) -> None:
    """Do not break a row over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def custom_properties(document: Document, values: tuple[tuple[str, str], ...]) -> None:
    """Write the file's own properties, which survive when the visible text is edited."""
    rows = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{quoteattr(value)[1:-1]}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>'
    )
    package = document.part.package
    assert package is not None
    part = Part(PackURI("/docProps/custom.xml"), _PROPERTIES_TYPE, xml.encode(), package)
    package.relate_to(part, _PROPERTIES_RELATION)

"""Filling in what was mailed, as people do: the Word form's fields, the empty list, the questions in a reply."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUESTION = re.compile(r"^(\d{1,2})\. ")


def fields_of(docx: bytes) -> tuple[str, ...]:
    """The fields of a Word form, by the label that stands beside them."""
    return tuple(_label(control) for control in _body(docx).iter(f"{_W}sdt"))


def filled_form(docx: bytes, answers: Mapping[str, str]) -> bytes:
    """The form with these fields filled in; a field with a list takes the item that begins with the answer."""
    body = _body(docx)
    for control in body.iter(f"{_W}sdt"):
        if answer := answers.get(_label(control), ""):
            _type(control, answer)
    return _replaced(docx, etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True))


def _body(docx: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _label(control: Any) -> str:
    found = control.find(f"{_W}sdtPr/{_W}alias")
    return "" if found is None else str(found.get(f"{_W}val"))


def _type(control: Any, answer: str) -> None:
    """As Word does it: the placeholder goes, the text comes in its stead."""
    properties = control.find(f"{_W}sdtPr")
    for placeholder in properties.findall(f"{_W}showingPlcHdr"):
        properties.remove(placeholder)
    items = [str(item.get(f"{_W}displayText")) for item in properties.iter(f"{_W}listItem")]
    content = control.find(f"{_W}sdtContent")
    run = content.find(f"{_W}r")
    for style in run.findall(f"{_W}rPr"):
        run.remove(style)
    run.find(f"{_W}t").text = next((item for item in items if item.startswith(answer)), answer)


def _replaced(docx: bytes, document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, document if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def filled_list(xlsx: bytes, rows: Iterable[tuple[str, ...]]) -> bytes:
    """The empty list with these rows under its headings; a group is chosen from the list's own menu by its position."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx))
    sheet: Any = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def groups_offered(xlsx: bytes) -> tuple[str, ...]:
    """The groups of the list's menu."""
    from openpyxl import load_workbook

    menu: Any = load_workbook(io.BytesIO(xlsx)).worksheets[1]
    return tuple(str(row[0].value) for row in menu.iter_rows())


def answered_between(text: str, answers: Mapping[int, tuple[str, str]], *, below: bool) -> str:
    """A mail quoted, with score and explanation typed behind the quoted labels of each question, or below them."""
    lines, asked = [], 0
    for line in text.splitlines():
        number = _QUESTION.match(line)
        asked = int(number[1]) if number else asked
        score, explanation = answers.get(asked, ("", ""))
        said = {"Score:": score, "Toelichting:": explanation, "Antwoord:": explanation}.get(line.strip(), "")
        lines.append(f"> {line}".rstrip() + (f"\n{said}" if below and said else f" {said}" if said else ""))
    return "\n".join(lines)

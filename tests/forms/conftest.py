"""What the tests of the forms share: a header, and a hand that fills in the Word form as Word does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from bot.core.traject.rules import DEFAULT_GROUPS
from bot.forms.questionnaires.header import FormHeader, retention

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def header() -> Callable[..., FormHeader]:
    """Makes a header in a language."""

    def made(language: str = "nl", **changes: str) -> FormHeader:
        return FormHeader(
            reference="T-7KQFK",
            specialist="dr. Jan Bakker",
            practitioner="dr. A. de Vries",
            practice="Praktijk Voorbeeld",
            address="info@praktijk.example",
            retention=retention(1825, language),
            groups=tuple(group.label(language) for group in DEFAULT_GROUPS),
            **changes,
        )

    return made


@pytest.fixture
def fill_in() -> Callable[..., bytes]:
    """Types values into content controls by tag; `marked` leaves the mark that the placeholder is shown."""
    return _filled


def _filled(data: bytes, values: dict[str, str], marked: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _typed(content, values, marked) if name == "word/document.xml" else content)
    return out.getvalue()


def _typed(xml: bytes, values: dict[str, str], marked: bool) -> bytes:
    root = etree.fromstring(xml)
    for control in root.iter(f"{_W}sdt"):
        about, content = control.find(f"{_W}sdtPr"), control.find(f"{_W}sdtContent")
        tag = about.find(f"{_W}tag").get(f"{_W}val")
        if tag not in values:
            continue
        for placeholder in () if marked else about.findall(f"{_W}showingPlcHdr"):
            about.remove(placeholder)
        content[:] = [_run(values[tag])]
    return bytes(etree.tostring(root))


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{_W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{_W}br")
        etree.SubElement(run, f"{_W}t").text = line
    return run

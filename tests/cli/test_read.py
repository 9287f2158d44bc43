"""`read` on documents, as a user calls it: what the bot sees in them, one object a line."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.shell_command import HOME, invoked, trajectbot
from support.stories.people import fill, scores, sheet

from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import pdf, word

HEADER = FormHeader("T-7KQFK", "Jan Bakker", "dr. A. de Vries", "Praktijk", "info@praktijk.example", "vijf jaar")
FIELDS = {"file": str, "format": str, "read": str, "text": str, "tables": list, "fields": list, "problem": str}
CONTROL = {"name": str, "label": str, "kind": str, "value": str, "choices": list, "filled": bool}
READ = {"ok", "empty", "encrypted", "damaged", "unsupported", "too-large", "timeout"}
SAMPLES = ("form.odt", "form.pdf", "list.ods", "list.xls", "list.xlsx")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def documents() -> dict[str, bytes]:
    questionnaire = catalogue.questionnaire("ifms360")
    return {
        "form.docx": fill(word.write(questionnaire, HEADER, "nl"), scores("Met Zoë.")),
        "form-named.doc": pdf.write(questionnaire, HEADER, "nl"),
        "list.csv": "Naam;E-mail\nZoë;zoe@z.example\n".encode("cp1252"),
        "packed.zip": zipped(a=sheet([["Naam", "E-mail"], ["Kees", "k@z.example"]]), b=b"Hallo daar"),
        "bomb.zip": zipped(a=b"\0" * 60_000_000),
        "empty.txt": b"",
        "noise.xlsx": b"PK\x03\x04" + bytes(range(256)) * 20,
        "photo.docx": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    } | {name: (HOME / "tests/readers/samples" / name).read_bytes() for name in SAMPLES}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of them in one call; by name, "" is the whole answer."""
    folder = tmp_path_factory.mktemp("documents")
    for name, data in documents().items():
        (folder / name).write_bytes(data)
    order = [*documents(), "missing.pdf", "."]
    done = trajectbot("read", "--json", *order, folder=folder, LC_ALL="C")
    objects = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n")[:-1]]
    return {"": (done, order, objects)} | {o["file"]: o for o in objects}


def test_one_object_a_file_with_every_field(seen: dict[str, Any]) -> None:
    done, order, objects = seen[""]
    assert [o["file"] for o in objects] == order
    assert (done.returncode, done.stderr) == (1, b"")
    for answer in objects:
        assert list(answer) == list(FIELDS)
        assert all(isinstance(answer[name], kind) for name, kind in FIELDS.items())
        assert answer["read"] in READ
        for control in answer["fields"]:
            assert {name: type(value) for name, value in control.items()} == CONTROL


@pytest.mark.parametrize(
    ("name", "form", "read"),
    [
        pytest.param("form.docx", "docx", "ok", id="Word"),
        pytest.param("form-named.doc", "pdf", "ok", id="h67 the content decides"),
        pytest.param("list.csv", "csv", "ok", id="Windows-1252"),
        pytest.param("list.xlsx", "xlsx", "ok", id="xlsx of another program"),
        pytest.param("list.xls", "xls", "ok", id="xls of another program"),
        pytest.param("list.ods", "ods", "ok", id="ods of another program"),
        pytest.param("form.odt", "odt", "ok", id="odt of another program"),
        pytest.param("packed.zip", "zip", "ok", id="a zip"),
        pytest.param("bomb.zip", "zip", "too-large", id="h72 bomb"),
        pytest.param("empty.txt", "txt", "empty", id="nothing"),
        pytest.param("photo.docx", "png", "ok", id="a picture"),
        pytest.param("missing.pdf", "", "damaged", id="missing"),
        pytest.param(".", "", "damaged", id="a folder"),
    ],
)
def test_how_far_a_file_is_read(seen: dict[str, Any], name: str, form: str, read: str) -> None:
    assert (seen[name]["format"], seen[name]["read"]) == (form, read)
    assert bool(seen[name]["problem"]) == (read != "ok")


def test_what_is_in_them(seen: dict[str, Any]) -> None:
    assert seen["list.csv"]["tables"] == [[["Naam", "E-mail"], ["Zoë", "zoe@z.example"]]]
    assert seen["packed.zip"]["tables"] == [[["Naam", "E-mail"], ["Kees", "k@z.example"]]]
    assert "Hallo daar" in seen["packed.zip"]["text"]
    filled = {f["name"]: f["value"] for f in seen["form.docx"]["fields"] if f["filled"]}
    assert filled["medisch_handelen.toelichting"] == "Met Zoë."
    assert any(f["kind"] == "choice" and "4" in str(f["choices"]) for f in seen["form-named.doc"]["fields"])


def test_in_words_for_people(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(documents()["list.csv"])
    done = invoked("read", str(tmp_path / "list.csv"))
    assert done.exit_code == 0
    assert "Zoë | zoe@z.example" in done.stdout

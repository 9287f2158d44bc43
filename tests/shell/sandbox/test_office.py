"""LibreOffice with its hands tied: what it converts is read, what it cannot convert is told."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import bot
from bot.core.documents import FieldKind, Read
from bot.readers import read
from bot.shell.sandbox.office import Office, installed
from bot.shell.sandbox.parent import Sandbox

SAMPLES = Path(bot.__file__).parents[1] / "tests" / "readers" / "samples"


@pytest.fixture(scope="module")
def office() -> Office:
    found = installed()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    found.seconds = 600  # what is converted is looked at, not how fast
    return found


@pytest.mark.parametrize("name", ["form.doc", "form.rtf"])
def test_old_form_keeps_its_table_and_loses_its_deletions_h88(office: Office, name: str) -> None:
    with Sandbox(convert=office) as sandbox:
        found = sandbox.read_file((SAMPLES / name).read_bytes(), name)
    assert (found.read, found.format) == (Read.OK, name.rpartition(".")[2])
    assert set(found.flags) >= {"converted", "tracked-changes"}
    assert found.tables[0].rows == (("Communicatie", "4"),)
    assert "erbij" in found.text
    assert "weg" not in found.text
    assert FieldKind.TEXT in {one.kind for one in found.fields}


def test_file_that_libreoffice_cannot_open_is_read_without_it(office: Office) -> None:
    assert read(b"{\\rtf1 Dag", convert=office).text == "Dag"


def script(folder: Path, text: str, seconds: float = 60.0) -> Office:
    """A program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Office(str(program), seconds=seconds)


def test_program_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    assert script(tmp_path, "while :; do :; done", seconds=1.0)(b"x", "doc", "docx") is None


def test_program_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTBOT_IMAP_PASSWORD", "geheim")
    made = script(tmp_path, "mkdir made; env > made/source.docx; pwd >> made/source.docx")(b"x", "doc", "docx")
    assert made is not None
    assert b"geheim" not in made
    assert not os.path.exists(made.decode().splitlines()[-1]), "its folder is gone"


def test_only_known_targets(tmp_path: Path) -> None:
    assert script(tmp_path, "exit 0")(b"x", "doc", "exe") is None


def test_nothing_installed(tmp_path: Path) -> None:
    assert installed(str(tmp_path)) is None

"""Any file becomes a Document: the content decides the format, limits come first and give a reason."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.office_files import compound, control, docx, odf, paragraph, run, xlsx, zipped

from bot.core.documents import Read
from bot.readers import LIMITS, read

SAMPLES = Path(__file__).parent / "samples"
HELLO = docx(paragraph(run("Dag")))
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(80)


def overlapping() -> bytes:
    """Two entries that share their bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"x" * 500)
        archive.writestr("b.txt", b"y" * 500)
    data = bytearray(out.getvalue())
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(data)


def locked_zip() -> bytes:
    """A zip whose entry says that it is encrypted."""
    data = bytearray(zipped({"form.txt": "geheim"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def tarred(files: dict[str, bytes], size: int | None = None) -> bytes:
    """With `size` the last one says that it is so large."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    if size is None:
        return out.getvalue()
    member = tarfile.TarInfo("groot")
    member.size = size
    return member.tobuf() + bytes(1024)


@pytest.mark.parametrize(
    ("data", "name", "format_", "verdict"),
    [
        pytest.param(HELLO, "lijst.xlsx", "docx", Read.OK, id="h67 wrong extension"),
        pytest.param(HELLO, "evil\u202excod.exe", "docx", Read.OK, id="h65 RTL name"),
        pytest.param(
            docx(paragraph(run("x")), kind="wordprocessingml.template.main"), "", "dotx", Read.OK, id="template"
        ),
        pytest.param(docx(""), "form.docx", "docx", Read.EMPTY, id="empty docx"),
        pytest.param(
            docx(control("a", "b", "", "<w:showingPlcHdr/>")), "", "docx", Read.OK, id="unfilled form is no empty file"
        ),
        pytest.param(HELLO[:-200], "form.docx", "docx", Read.DAMAGED, id="h61 truncated docx"),
        pytest.param(b"", "leeg.txt", "txt", Read.EMPTY, id="nothing"),
        pytest.param(b" \r\n ", "leeg.csv", "csv", Read.EMPTY, id="blank csv"),
        pytest.param(PNG, "scan.pdf", "png", Read.OK, id="picture"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(100), "", "jpg", Read.OK, id="jpg"),
        pytest.param(b"\0\0\0\x18ftypheic" + bytes(100), "IMG_1.HEIC", "heic", Read.OK, id="heic"),
        pytest.param(b"II*\0" + bytes(100), "", "tiff", Read.OK, id="tiff"),
        pytest.param(b"GIF89a" + bytes(100), "", "gif", Read.OK, id="gif"),
        pytest.param(b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + bytes(90), "", "bmp", Read.OK, id="bmp"),
        pytest.param(PNG[:20], "", "png", Read.DAMAGED, id="picture cut off"),
        pytest.param(
            compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
            "form.docx",
            "docx",
            Read.ENCRYPTED,
            id="password",
        ),
        pytest.param(compound({"Contents?": b"x"}), "", "ole", Read.UNSUPPORTED, id="unknown ole"),
        pytest.param(locked_zip(), "a.zip", "zip", Read.ENCRYPTED, id="zip with password"),
        pytest.param(overlapping(), "a.zip", "zip", Read.DAMAGED, id="h73 overlapping entries"),
        pytest.param(zipped({"a": b"0" * 30_000_000}), "a.zip", "zip", Read.TOO_LARGE, id="h72 zip bomb ratio"),
        pytest.param(zipped({f"{n}": b"" for n in range(3001)}), "a.zip", "zip", Read.TOO_LARGE, id="h72 entries"),
        pytest.param(
            docx("", {"word/document.xml": f"{LAUGHS}<x>&b;</x>"}),
            "",
            "docx",
            Read.DAMAGED,
            id="h75 billion laughs in docx",
        ),
        pytest.param(odf("text", "", {"content.xml": f"{LAUGHS}<x/>"}), "", "odt", Read.DAMAGED, id="h87 DTD in odt"),
        pytest.param(
            odf("text", "", {"content.xml": f"{LAUGHS}<x/>".encode("utf-16")}),
            "",
            "odt",
            Read.DAMAGED,
            id="h87 DTD in UTF-16",
        ),
        pytest.param(
            xlsx("", {"xl/sharedStrings.xml": f"{LAUGHS}<sst/>"}), "", "xlsx", Read.DAMAGED, id="h75 DTD in xlsx"
        ),
        pytest.param(gzip.compress(bytes(30_000_000)), "a.gz", "gz", Read.TOO_LARGE, id="gzip bomb"),
        pytest.param(gzip.compress(b"a;b\n1;2")[:-5], "a.csv.gz", "gz", Read.DAMAGED, id="gzip cut off"),
        pytest.param(gzip.compress(b"a") * 2, "a.gz", "gz", Read.DAMAGED, id="gzip with more behind it"),
        pytest.param(bz2.compress(bytes(30_000_000)), "a.bz2", "bz2", Read.TOO_LARGE, id="bzip2 bomb"),
        pytest.param(lzma.compress(bytes(30_000_000)), "a.xz", "xz", Read.TOO_LARGE, id="xz bomb"),
        pytest.param(tarred({"a": b"x"}, size=10**12), "a.tar", "tar", Read.TOO_LARGE, id="tar that says too much"),
        pytest.param(tarred({str(n): b"" for n in range(101)}), "a.tar", "tar", Read.TOO_LARGE, id="tar of many"),
        pytest.param(tarred({"a": b"x" * 2000})[:1500], "a.tar", "tar", Read.DAMAGED, id="tar cut off"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + bytes(50), "a.7z", "7z", Read.UNSUPPORTED, id="7-zip"),
        pytest.param(b"MZ" + bytes(range(256)), "form.docx", "exe", Read.UNSUPPORTED, id="h67 program"),
        pytest.param(bytes(range(256)) * 4, "form.docx", "unknown", Read.UNSUPPORTED, id="noise"),
        pytest.param(zipped({"Index/Document.iwa": b"x"}), "lijst.pages", "pages", Read.UNSUPPORTED, id="Apple Pages"),
    ],
)
def test_verdict(data: bytes, name: str, format_: str, verdict: Read) -> None:
    found = read(data, name)
    assert (found.format, found.read) == (format_, verdict)
    assert bool(found.problem) == (verdict is not Read.OK)


def test_pictures_are_counted_not_read() -> None:
    assert read(PNG).picture


def test_too_large_file_gives_its_size() -> None:
    found = read(b"x" * 2000, "a.txt", replace(LIMITS, size=1000))
    assert found.read is Read.TOO_LARGE
    assert "2000" in found.problem


def test_zip_gives_its_files_without_litter() -> None:
    found = read(zipped({"map/lijst.csv": "a;b\n1;2", "__MACOSX/x": "y", "scan.png": PNG}), "alles.zip")
    assert [(name, part.format) for name, part in found.parts] == [("map/lijst.csv", "csv"), ("scan.png", "png")]


@pytest.mark.parametrize("press", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_is_one_archive_pressed_or_not(press: Callable[[bytes], bytes]) -> None:
    found = read(press(tarred({"map/lijst.csv": b"a;b\n1;2", "scan.png": PNG})), "alles.tgz")
    assert [(name, part.format) for name, part in found.parts] == [("map/lijst.csv", "csv"), ("scan.png", "png")]


def test_a_pressed_file_bears_its_own_name() -> None:
    found = read(gzip.compress(b"a;b\n1;2"), "lijst.csv.gz")
    assert [(name, part.format) for name, part in found.parts] == [("lijst.csv", "csv")]


def test_zip_in_zip_in_zip_h74_is_refused() -> None:
    found = read(zipped({"1.zip": zipped({"2.zip": zipped({"3.txt": "diep"})})}))
    deepest = found.parts[0][1].parts[0][1].parts[0][1]
    assert (deepest.read, deepest.text) == (Read.UNSUPPORTED, "")


@pytest.mark.parametrize("name", sorted(one.name for one in SAMPLES.iterdir()))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
    keep=st.floats(0.2, 1),
)
def test_mutated_files_never_raise(name: str, changes: list[tuple[float, int]], keep: float) -> None:
    data = bytearray((SAMPLES / name).read_bytes())
    for where, byte in changes:
        data[int(where * len(data))] = byte
    if keep < 0.5:
        del data[int(keep * len(data)) :]
    found = read(bytes(data), name)
    assert found.read in Read
    assert found.problem or found.read is Read.OK

"""What Outlook and old Word leave: .msg, winmail.dat, .doc; each in its own container."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from support.office_files import compound

from bot.core.documents import Read
from bot.readers import read
from bot.readers.text.richtext import decompressed

SAMPLES = Path(__file__).parents[1] / "samples"
FILE = "__attach_version1.0_#00000000"
CSV = b"Naam;Groep\nPiet;artsen".ljust(4096, b"\n")


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def message(place: str = "") -> dict[str, bytes]:
    return {
        f"{place}__properties_version1.0": b"x",
        f"{place}__substg1.0_0037001F": wide("Formulier"),
        f"{place}__substg1.0_0C1A001F": wide("Piet de Vries"),
        f"{place}__substg1.0_5D01001F": wide("p.devries@z.example"),
        f"{place}__substg1.0_1000001F": wide("Zie bijlage"),
        f"{place}{FILE}/__substg1.0_3707001F": wide("lijst.csv"),
        f"{place}{FILE}/__substg1.0_37010102": CSV,
    }


def test_msg() -> None:
    found = read(compound(message()), "mail.msg")
    assert (found.format, found.text) == (
        "msg",
        "From: Piet de Vries <p.devries@z.example>\nSubject: Formulier\n\nZie bijlage",
    )
    assert [(name, part.tables[0].rows[1]) for name, part in found.parts] == [("lijst.csv", ("Piet", "artsen"))]


def test_msg_in_msg() -> None:
    inner = f"{FILE}/__substg1.0_3701000D/"
    outer = {"__properties_version1.0": b"x", f"{FILE}/__substg1.0_3001001F": wide("Doorgestuurd"), **message(inner)}
    found = read(compound(outer))
    assert [(name, part.format, part.parts[0][0]) for name, part in found.parts] == [
        ("Doorgestuurd", "msg", "lijst.csv")
    ]


def block(level: int, name: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail() -> bytes:
    parts = block(1, 0x9006, 8, struct.pack("<I", 0x10000)) + block(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    parts += block(1, 0x800C, 2, b"Zie bijlage\0") + block(2, 0x9002, 6, bytes(14))
    return struct.pack("<IH", 0x223E9F78, 1) + parts + block(2, 0x8010, 1, b"lijst.csv\0") + block(2, 0x800F, 6, CSV)


def test_winmail_h63_is_unpacked() -> None:
    found = read(winmail(), "winmail.dat")
    assert (found.format, found.text) == ("tnef", "Zie bijlage")
    assert [(name, part.format) for name, part in found.parts] == [("lijst.csv", "csv")]


def test_winmail_h63_cut_off_is_damaged_or_shorter() -> None:
    assert read(winmail()[:40]).read in (Read.DAMAGED, Read.EMPTY, Read.OK)


def test_doc_without_libreoffice_gives_its_text() -> None:
    found = read((SAMPLES / "form.doc").read_bytes(), "form.docx")
    assert (found.format, found.read) == ("doc", Read.OK)
    assert "Naam: Piet\n" in found.text
    assert "Communicatie\t4\n" in found.text


@pytest.mark.parametrize(
    ("flags", "verdict"), [(0x0100, Read.ENCRYPTED), (0, Read.DAMAGED)], ids=["password", "no text table"]
)
def test_doc_that_cannot_be_read(flags: int, verdict: Read) -> None:
    main = struct.pack("<H8xH", 0xA5EC, flags)
    assert read(compound({"WordDocument": main, "0Table": b"x"})).read is verdict


def test_doc_asks_the_converter_first() -> None:
    asked: list[tuple[str, str]] = []

    def convert(data: bytes, given: str, wanted: str) -> bytes | None:
        asked.append((given, wanted))
        return None

    read((SAMPLES / "form.doc").read_bytes(), convert=convert)
    assert asked == [("doc", "docx")]


@pytest.mark.parametrize(
    ("packed", "plain"),
    [
        pytest.param(
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af8206265 6c09b0206 8656c6c6f".replace(" ", ""),
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hel",
            id="LZFu sample of the specification",
        ),
        pytest.param("14000000040000004d454c4100000000" + b"{\\r}".hex(), b"{\\r}", id="not compressed"),
        pytest.param("00", b"", id="too short"),
    ],
)
def test_compressed_rich_text(packed: str, plain: bytes) -> None:
    assert decompressed(bytes.fromhex(packed)).startswith(plain[:20])

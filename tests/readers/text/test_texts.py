"""Lists, text, pages, cards and mails in whatever encoding and dialect they come."""

from __future__ import annotations

import pytest

from bot.core.documents import Field, FieldKind, Read
from bot.readers import LIMITS, read

LIST = "Naam;Adres\nPiët de Vries;p@z.example\n"
ROWS = (("Naam", "Adres"), ("Piët de Vries", "p@z.example"))
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Piet de Vries\r\nEMAIL;TYPE=work:p.devries@z.example\r\nTITLE:cardioloog\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        pytest.param(LIST.encode("cp1252"), "l.csv", "csv", id="cp1252"),
        pytest.param(LIST.encode("utf-8-sig"), "l.csv", "csv", id="utf-8 with mark"),
        pytest.param(LIST.encode("utf-16"), "l.csv", "csv", id="h81 utf-16"),
        pytest.param(LIST.encode("utf-16-le"), "l.csv", "csv", id="h81 utf-16 without mark"),
        pytest.param(LIST.replace(";", "\t").encode(), "l.tsv", "tsv", id="tabs"),
        pytest.param(LIST.replace(";", "|").encode(), "l.csv", "csv", id="bars"),
        pytest.param(LIST.replace(";", ",").encode(), "l.csv", "csv", id="commas"),
        pytest.param(("sep=;\n" + LIST).encode(), "l.csv", "csv", id="Excel's sep="),
        pytest.param(LIST.replace("\n", "\r").encode(), "l.csv", "csv", id="Mac line ends"),
        pytest.param(LIST.encode(), "", "csv", id="without a name"),
        pytest.param(LIST.encode().replace(b"Naam", b"Na\0am"), "l.csv", "csv", id="h81 NUL"),
        pytest.param(LIST.encode(), "l.txt", "txt", id="txt keeps its name"),
    ],
)
def test_list(data: bytes, name: str, format_: str) -> None:
    found = read(data, name)
    assert (found.format, found.tables[0].rows) == (format_, ROWS)


def test_quoted_cells_keep_their_line_ends() -> None:
    assert read(b'a;b\n"1;\n2";3\n', "l.csv").tables[0].rows == (("a", "b"), ("1;\n2", "3"))


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        pytest.param(b'a;"' + b"x" * (LIMITS.field + 1) + b'";b', Read.DAMAGED, id="h81 huge cell"),
        pytest.param(b"a;" * (LIMITS.columns + 1) + b"\n", Read.TOO_LARGE, id="h81 columns"),
    ],
)
def test_list_limits(data: bytes, verdict: Read) -> None:
    assert read(data, "l.csv").read is verdict


def test_plain_text_is_kept_as_it_stands() -> None:
    found = read("Beste,\r\n\r\nDag\u00a0Jan, café\r\n".encode("cp1252"), "brief.txt")
    assert (found.format, found.text, found.tables) == ("txt", "Beste,\n\nDag Jan, café", ())


def test_html_page() -> None:
    page = "<html><script>alert(1)</script><p>Naam</p><table><tr><td>a<td>b</table><input name=n value=Piet><input type=checkbox name=c checked>"
    found = read(page.encode(), "form.doc")
    assert (found.format, found.tables[0].rows) == ("html", (("a", "b"),))
    assert "alert" not in found.text
    assert found.fields == (Field("n", value="Piet", filled=True), Field("c", "", FieldKind.CHECKBOX, "x", (), True))


@pytest.mark.parametrize(
    ("card", "row"),
    [
        pytest.param(CARD, ("Piet de Vries", "p.devries@z.example", "cardioloog"), id="3.0"),
        pytest.param(
            CARD.replace("VERSION:3.0", "VERSION:2.1").replace("FN:Piet", "FN;ENCODING=QUOTED-PRINTABLE:Pi=C3=ABt"),
            ("Piët de Vries", "p.devries@z.example", "cardioloog"),
            id="2.1 quoted printable",
        ),
        pytest.param(
            "BEGIN:VCARD\nN:Vries;Piet;de;;\nitem1.EMAIL:p@z.example\nEND:VCARD",
            ("Piet de Vries", "p@z.example"),
            id="only N",
        ),
    ],
)
def test_card(card: str, row: tuple[str, ...]) -> None:
    found = read(card.encode(), "x.vcf")
    assert (found.format, found.tables[0].rows[1][: len(row)]) == ("vcf", row)


def test_mail_as_a_file() -> None:
    raw = b"From: Piet <p@z.example>\nTo: i@p.example\nSubject: Formulier\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    raw += b"--b\n\nZie bijlage\n--b\nContent-Disposition: attachment; filename=l.csv\n\na;b\n1;2\n--b--\n"
    found = read(raw, "mail.eml")
    assert found.format == "eml"
    assert "Zie bijlage" in found.text
    assert [(name, part.format) for name, part in found.parts] == [("l.csv", "csv")]


def test_rich_text_without_libreoffice() -> None:
    found = read(rb"{\rtf1\ansi\ansicpg1252 Dag caf\'e9\par tot ziens}", "brief.doc")
    assert (found.format, found.text) == ("rtf", "Dag café\ntot ziens")

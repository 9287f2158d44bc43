"""Bodies and attachments of an outgoing mail come back as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.letters import LETTER, PDF, body, read

from bot.shell.letters.compose import Enclosure, compose


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("Zelfevaluatie T-7KQFK.docx", "Zelfevaluatie T-7KQFK.docx", id="plain"),
        pytest.param("Formulier (Şükrü) 360°.docx", "Formulier (Şükrü) 360°.docx", id="not ASCII"),
        pytest.param("../../etc/passwd", "_.._etc_passwd", id="h66 folders"),
        pytest.param('a".exe"; x="', "a_.exe_; x=_", id="h66 quotes"),
        pytest.param("a\r\nBcc: x.pdf", "a Bcc_ x.pdf", id="h36 line end"),
        pytest.param("", "bijlage", id="nothing"),
        pytest.param("é" * 300 + ".pdf", "é" * 70 + ".pdf", id="h66 long"),
    ],
)
def test_an_attachment_comes_back_under_a_safe_name(name: str, kept: str) -> None:
    raw = compose(replace(LETTER, attachments=(replace(PDF, name=name),)))
    (part,) = read(raw).iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == (kept, "application/pdf", PDF.data)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("mime_type", ["", "x", "text/html\r\nBcc: x", "APPLICATION/PDF;x=y"])
def test_an_odd_type_becomes_an_ordinary_file(mime_type: str) -> None:
    (part,) = read(compose(replace(LETTER, attachments=(replace(PDF, mime_type=mime_type),)))).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


def test_attachments_stand_beside_both_bodies_in_order() -> None:
    message = read(compose(replace(LETTER, attachments=(PDF, Enclosure("leeg.xlsx", "application/zip", b"")))))
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf", "application/zip")
    ]
    assert [part.get_content() for part in message.iter_attachments()] == [PDF.data, b""]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\n.\nb\n..c\n", id="h42 lone dots"),
        pytest.param("From here\n>From there\n", id="From at the start of a line"),
        pytest.param("x" * 5000 + "\n", id="one long line"),
        pytest.param("a \nb\t\n-- \n", id="spaces at the end of a line"),
        pytest.param("--=_a_\n=3D=\n", id="looks like our own markup"),
        pytest.param("é € ■ 👩‍⚕️\n", id="not ASCII"),
    ],
)
def test_a_body_comes_back_as_it_was(text: str) -> None:
    raw = compose(replace(LETTER, text=text, html=text))
    assert (body(read(raw), "plain"), body(read(raw), "html")) == (text, text)
    assert b"\r\n.\r\n" not in raw


def test_h42_bare_line_ends_are_mended() -> None:
    raw = compose(replace(LETTER, text="a\rb\r\nc\nd"))
    assert body(read(raw), "plain") == "a\nb\nc\nd\n"
    assert b"\r" not in raw.replace(b"\r\n", b"")

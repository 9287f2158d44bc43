"""What counts as an answer for the practitioner's eyes, and what kind of document a specialist sends."""

from __future__ import annotations

import pytest

from bot.core.documents import Document, Field, Read
from bot.core.filled import Answer, FilledForm
from bot.forms.shape import document_kind, document_kinds, is_empty, looks_like_answer

LETTER = "Ik werk al tien jaar met hem samen en vind hem een fijne en zeer kundige collega."
FOOTER = "Dit bericht is uitsluitend bestemd voor de geadresseerde en kan vertrouwelijke informatie bevatten."


def _fields(*named: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(name, value=value, filled=bool(value)) for name, value in named)


@pytest.mark.parametrize(
    ("document", "size", "expected"),
    [
        pytest.param(Document("docx", text=LETTER), 0, True, id="a letter"),
        pytest.param(Document("pdf", picture=True), 400_000, True, id="h85 a scan"),
        pytest.param(Document("jpg", picture=True), 2_000_000, True, id="h85 a photograph"),
        pytest.param(Document("heic", picture=True), 0, True, id="h85 a photograph of unknown size"),
        pytest.param(Document("docx", fields=_fields(("Tekst1", "4"))), 0, True, id="another form with fields"),
        pytest.param(
            Document("zip", parts=(("a.docx", Document("docx", text=LETTER)),)), 0, True, id="inside an archive"
        ),
        pytest.param(Document("png", picture=True), 4_000, False, id="a logo"),
        pytest.param(Document("gif", picture=True), 90_000, False, id="an animated banner"),
        pytest.param(Document("vcf", text=LETTER), 0, False, id="a vCard"),
        pytest.param(Document("ics", text=LETTER), 0, False, id="an invitation"),
        pytest.param(Document("txt", text="P. de Vries\ncardioloog\ntel. 020 1234567"), 0, False, id="a signature"),
        pytest.param(Document("txt", text=FOOTER), 0, False, id="a gateway's footer"),
        pytest.param(Document("docx", Read.EMPTY), 0, False, id="h69 an empty document"),
        pytest.param(Document("pdf", Read.ENCRYPTED), 0, False, id="h85 an encrypted PDF"),
        pytest.param(Document("docx", Read.DAMAGED, text=LETTER), 0, False, id="a damaged document"),
        pytest.param(Document("docx", text=LETTER, fields=_fields(("tip", ""))), 0, False, id="h69 our form, blank"),
        pytest.param(Document("docx", text=LETTER, fields=_fields(("tip", "x"))), 0, True, id="our form, answered"),
    ],
)
def test_looks_like_answer(document: Document, size: int, expected: bool) -> None:
    assert looks_like_answer(document, size) is expected


@pytest.mark.parametrize(
    ("document", "name", "subject", "expected"),
    [
        pytest.param(
            Document("docx", fields=_fields(("trots", "veel"))), "x.docx", "POP", "self_evaluation", id="our form"
        ),
        pytest.param(Document("docx", fields=_fields(("doel1_wat", "rust"))), "x.docx", "", "pop", id="our plan"),
        pytest.param(Document("docx", fields=_fields(("doel1_wat", ""))), "POP.docx", "", "", id="h69 our plan, blank"),
        pytest.param(Document("docx", fields=_fields(("tip", "rust"))), "POP.docx", "", "", id="a respondent's form"),
        pytest.param(
            Document("docx", text=LETTER), "Zelf-evaluatie_2026.docx", "POP", "self_evaluation", id="file name"
        ),
        pytest.param(Document("pdf", picture=True), "POP Bakker.pdf", "", "pop", id="a scanned plan"),
        pytest.param(
            Document("docx", text="Persoonlijk Ontwikkelingsplan\nDoel"), "Document1.docx", "", "pop", id="heading"
        ),
        pytest.param(Document("docx", text=LETTER), "Document1.docx", "zelfevaluatie", "self_evaluation", id="subject"),
        pytest.param(Document("docx", text=LETTER), "a.docx", "zelfevaluatie en POP", "", id="subject names two"),
        pytest.param(
            Document("zip", parts=(("a", Document("txt")),)), "Portfolio.zip", "", "portfolio", id="portfolio"
        ),
        pytest.param(Document("docx", text=LETTER), "Gespreksverslag.docx", "", "report", id="report"),
        pytest.param(Document("docx", text=LETTER), "populatie.docx", "", "", id="a word that contains pop"),
        pytest.param(Document("docx", Read.DAMAGED), "POP.docx", "", "", id="damaged"),
    ],
)
def test_document_kind(document: Document, name: str, subject: str, expected: str) -> None:
    assert document_kind(document, name, subject) == expected


def test_a_name_alone_is_no_answer() -> None:
    assert is_empty(FilledForm("ifms360", name="Piet"))
    assert not is_empty(FilledForm("ifms360", (Answer("tip", "rust"),)))


FILLER = "Een tekst van ten minste acht woorden staat hier nu eenmaal altijd. "


@pytest.mark.parametrize(
    ("name", "text", "subject", "kinds"),
    [
        pytest.param("Zelfevaluatie Bakker.docx", "", "", ("self_evaluation",), id="by its name"),
        pytest.param("scan001.pdf", "Persoonlijk ontwikkelingsplan 2026", "", ("pop",), id="by its heading"),
        pytest.param("doc1.docx", "", "Mijn POP", ("pop",), id="by the subject"),
        pytest.param("Bakker.docx", "Reflectie. Ik schrijf over mijn eigen functioneren.", "", ("self_evaluation",), id="by what it is about"),
        pytest.param("bijlage.docx", "Sterke punten: rust. Verbeterpunten: delegeren.", "", ("self_evaluation",), id="strengths and weaknesses"),
        pytest.param("Bakker.docx", "Leerdoelen voor het komend jaar", "", ("pop",), id="goals"),
        pytest.param("portfolio_2026.pdf", "", "", ("portfolio",), id="a portfolio"),
        pytest.param("GAIA-overzicht.pdf", "", "Mijn zelfevaluatie volgt", ("portfolio",), id="a piece of it"),
        pytest.param("CV Bakker.pdf", "", "", ("portfolio",), id="his life"),
        pytest.param("Patiënttevredenheid 2025.pdf", "", "", ("portfolio",), id="what patients say"),
        pytest.param("verslag IFMS 2021.pdf", "", "", ("report",), id="an earlier report"),
        pytest.param("jaargesprek 2024.docx", "", "", ("report",), id="an earlier conversation"),
        pytest.param("Zelfevaluatie en POP.docx", "", "", ("self_evaluation", "pop"), id="both in one"),
        pytest.param("Zelfevaluatie+POP_Bakker.pdf", "", "", ("self_evaluation", "pop"), id="both in one, short"),
        pytest.param("Zelfevaluatie, POP volgt.docx", "", "", (), id="the other one is to come"),
        pytest.param("brief.docx", "", "Vraag", (), id="a letter"),
        pytest.param("popconcert.docx", "", "", (), id="a word that holds it"),
    ],
)  # fmt: skip
def test_document_kinds(name: str, text: str, subject: str, kinds: tuple[str, ...]) -> None:
    assert document_kinds(Document("docx", text=text or FILLER), name, subject) == kinds

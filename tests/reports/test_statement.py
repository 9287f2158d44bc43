"""The statement of participation and the destruction certificate."""

from __future__ import annotations

import dataclasses
import io
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pypdf
import pytest
from PIL import Image

from bot.reports.certificate import CertificateData, StoreOutOfReach, StoreReached, certificate, certificate_in_words
from bot.reports.statement import StatementData, statement

STATEMENT = StatementData(
    reference="T-7KQFK",
    specialist="dr. Jan Bakker",
    practice="Praktijk Voorbeeld",
    address="info@praktijk.example",
    practitioner="dr. A. de Vries",
    held_on=date(2026, 12, 10),
)


def _at(minute: int) -> datetime:
    return datetime(2027, 6, 10, 14, minute, tzinfo=timezone(timedelta(hours=2)))


CERTIFICATE = CertificateData(
    reference="T-7KQFK",
    specialist="dr. Jan Bakker",
    practice="Praktijk Voorbeeld",
    practitioner="dr. A. de Vries",
    asked_at=_at(0),
    confirmed_at=_at(3),
    destroyed_at=_at(5),
    checked_at=_at(6),
    reached=(
        StoreReached("key", _at(4)),
        StoreReached("mailbox", _at(5), removed=17, detail="IFMS/Trajecten/T-7KQFK Jan Bakker"),
        StoreReached("een andere plaats", _at(5), removed=2),
    ),
    out_of_reach=(StoreOutOfReach("backups"), StoreOutOfReach("De archiefkast", detail="kelder")),
)


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param(
            "nl",
            ("Verklaring deelname evaluatie", "10 december 2026", "herregistratie", "POP", "Handtekening"),
            id="nl",
        ),
        pytest.param("en", ("Statement of participation", "10 December 2026", "re-registration", "Signature"), id="en"),
    ],
)
def test_the_statement_holds_the_facts_on_one_page(language: str, words: tuple[str, ...]) -> None:
    pdf = statement(replace(STATEMENT, language=language))
    text = _text(pdf)
    assert [word for word in (*words, "dr. Jan Bakker", "T-7KQFK", "RGS", "BIG") if word not in text] == []
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("employed", [True, False])
def test_a_full_letterhead_and_a_long_name_fit_on_one_page(language: str, employed: bool) -> None:
    data = replace(
        STATEMENT,
        specialist="prof. dr. Anne-Fleur van der Meulen-Hoekstra van Oostenbruggen",
        big_number="19012345601",
        practitioner_big="49012345601",
        place="Utrecht",
        signed_on=date(2026, 12, 11),
        employed=employed,
        logo=_png(600, 200),
        signature=_png(300, 120),
        language=language,
    )
    pdf, bare = statement(data), statement(replace(data, logo=b"", signature=b""))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert (len(reader.pages[0].images), len(pypdf.PdfReader(io.BytesIO(bare)).pages[0].images)) == (2, 0)
    text = _text(pdf)
    assert ("19012345601" in text, "49012345601" in text, "Utrecht, 11 " in text) == (True, True, True)
    assert (("werkgever" in text) or ("employer" in text)) is employed


def _png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


def test_the_statement_lists_only_the_parts_that_took_place() -> None:
    text = _text(statement(replace(STATEMENT, parts=("feedback", "conversation"), place="Utrecht")))
    assert "zelfevaluatie" not in text
    assert "Utrecht" in text


def test_h95_a_statement_cannot_carry_an_answer_or_a_count() -> None:
    names = {field.name for field in dataclasses.fields(StatementData)}
    assert names.isdisjoint({"forms", "answers", "groups", "scores", "received"})


@pytest.mark.parametrize(
    "make", [lambda: statement(STATEMENT), lambda: certificate(CERTIFICATE)], ids=["statement", "certificate"]
)
def test_the_same_data_give_the_same_file(make: object) -> None:
    assert callable(make)
    assert make() == make()


def test_the_certificate_names_every_store_and_what_was_found() -> None:
    text = _text(certificate(CERTIFICATE))
    assert "is niets meer aangetroffen" in text
    assert "Mailbox, map IFMS/Trajecten/T-7KQFK Jan Bakker 17 niets 10 juni 2027, 14:05" in text
    assert "een andere plaats 2 niets" in text
    assert "Reservekopieën van de administratie" in text
    assert "De archiefkast kelder" in text
    assert "Bevestigd op 10 juni 2027, 14:03" in text


def test_the_certificate_explains_its_numbers_and_says_what_is_left_and_kept() -> None:
    more = {
        "asked": 14,
        "there": 17,
        "kinds": (("forms", 6), ("ours", 0)),
        "clean": ("INBOX", "Sent"),
        "standing": (("Archive", 2),),
    }
    data = replace(CERTIFICATE, kept_until=date(2031, 12, 9), **more)
    text = certificate_in_words(data)
    for line in (
        "Mails in de vraag om bevestiging: 14\nDaarna bijgekomen: 3 (de vraag zelf,",
        "Mails bij de uitvoering: 17\nEen mail die in meer mappen lag, telt in deze aantallen één keer",
        "uit verwijderd en het is nu niet doorzocht.",
        "\n- Mails met een formulier: 6\n\n",
        "niets van dit traject gevonden\n- INBOX, Sent\n",
        "en blijft staan\n- Archive: 2\n",
        "uiterlijk tot 9 december 2031.",
        "WAL",
        "Logboek:",
        "Tijdelijke bestanden:",
    ):
        assert line in text, line


def test_the_certificate_admits_what_was_left() -> None:
    left = replace(CERTIFICATE.reached[1], found=2)
    text = _text(certificate(replace(CERTIFICATE, reached=(left,), confirmed_at=None)))
    assert "Niet alles is vernietigd" in text
    assert "2 onderdelen" in text
    assert "niets meer aangetroffen" not in text
    assert "Bevestigd op" not in text


@pytest.mark.parametrize("found", [0, 2])
@pytest.mark.parametrize("stay", [0, 1, 5])
@pytest.mark.parametrize("closed", [0, 1])
def test_the_headline_is_true_of_all_that_is_left(found: int, stay: int, closed: int) -> None:
    left = replace(CERTIFICATE.reached[1], found=found)
    head = certificate_in_words(replace(CERTIFICATE, reached=(left,), stay=stay, closed=closed)).split("\n\n")[1]
    assert ("niets meer aangetroffen" in head) is (found == 0)
    assert ("Alle onderstaande opslag is geleegd" in head) is (found == stay == closed == 0)
    assert (f"blijft staan: {stay} mail{'s' if stay != 1 else ''}." in head) is (stay > 0)
    assert ("te lezen: 1 map." in head) is (closed > 0)


def test_the_certificate_in_english() -> None:
    text = _text(certificate(replace(CERTIFICATE, language="en")))
    assert "The check afterwards found nothing." in text
    assert "10 June 2027, 14:06" in text


def test_the_certificate_is_made_to_be_kept() -> None:
    assert b"pdfaid" in certificate(CERTIFICATE)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("left", [0, 3])
def test_the_text_says_all_that_the_certificate_says(language: str, left: int) -> None:
    keys = {"chain": "0123456789abcdef" * 4, "fingerprint": "a1b2c3d4e5f60718", "version": "0.1.0"}
    reached = (*CERTIFICATE.reached, StoreReached("mailbox", _at(5), removed=1, found=left, detail="Archief"))
    more = {
        "asked": 15 if left else 40,
        "there": 17,
        "kinds": (("forms", 6), ("documents", 3), ("correspondence", 0), ("ours", 9)),
        "clean": ("INBOX", "Sent"),
        "standing": (("Archive", 2),),
        "stay": 2,
        "closed": left,
        "kept_until": date(2031, 12, 9),
    }
    data = replace(CERTIFICATE, language=language, reached=reached, **keys, **more)
    said = certificate_in_words(data).replace(
        keys["chain"], " ".join(keys["chain"][n : n + 16] for n in range(0, 64, 16))
    )
    words = {*re.findall(r"\w+", said), "Opslag", "pagina", "Store", "page"}  # a heading of the table, the footer
    printed = re.findall(r"\w+", _text(certificate(data)).replace("- ", ""))
    assert [word for word in printed if word not in words] == []
    assert len(printed) > 150

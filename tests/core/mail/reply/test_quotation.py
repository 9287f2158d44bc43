"""What the writer typed stays, what stood there already goes."""

from __future__ import annotations

import pytest

from bot.core.mail.reply.quotation import new_text

QUOTED = "> Beste Piet,\n>\n> Wilt u de vragen beantwoorden?\n> Met vriendelijke groet,\n> Praktijk"
BLOCK = "Beste Piet,\n\nWilt u de vragen beantwoorden?\n\nMet vriendelijke groet,\nPraktijk"


@pytest.mark.parametrize(
    "introduction",
    [
        pytest.param("Op ma 2 nov. 2026 om 09:10 schreef Praktijk <info@praktijk.example>:", id="gmail-nl"),
        pytest.param(
            "Op 2 nov 2026, om 09:10 heeft Praktijk <info@praktijk.example> het volgende geschreven:", id="apple-nl"
        ),
        pytest.param("Op ma 2 nov. 2026 om 09:10 schreef Praktijk\n<info@praktijk.example>:", id="gmail-nl-wrapped"),
        pytest.param("On Mon, Nov 2, 2026 at 9:10 AM Praktijk <info@praktijk.example> wrote:", id="gmail-en"),
        pytest.param("Am 02.11.26 um 09:10 schrieb Praktijk:", id="thunderbird-de"),
        pytest.param("Le lun. 2 nov. 2026 à 09:10, Praktijk <info@praktijk.example> a écrit :", id="gmail-fr"),
        pytest.param(
            "Van: Praktijk\nVerzonden: maandag 2 november 2026 09:10\nAan: Piet\nOnderwerp: Vragen\n", id="outlook-nl"
        ),
        pytest.param("From: Praktijk\nSent: Monday\nTo: Piet\nSubject: Vragen\n", id="outlook-en"),
        pytest.param("*Von:* Praktijk\n*Gesendet:* Montag\n*An:* Piet\n*Betreff:* Fragen\n", id="outlook-de-bold"),
        pytest.param(
            "________________________________\nDe : Praktijk\nEnvoyé : lundi\nÀ : Piet\nObjet : Questions\n",
            id="outlook-fr",
        ),
        pytest.param("-----Oorspronkelijk bericht-----\nVan: Praktijk", id="outlook-2003-nl"),
        pytest.param("---------- Forwarded message ---------\nFrom: Praktijk", id="gmail-forward"),
        pytest.param("Begin doorgestuurd bericht:", id="apple-forward-nl"),
        pytest.param("2026-11-02 9:10 GMT+01:00 Praktijk <info@praktijk.example>:", id="no-verb"),
        pytest.param(">>> Praktijk Proef <info@praktijk.example> 2-11-2026 09:10 >>>", id="groupwise"),
        pytest.param('>>> "Praktijk Proef" <info@praktijk.example> 11/2/2026 9:10 AM >>>', id="groupwise-en"),
        pytest.param(">>> Praktijk Proef\n<info@praktijk.example> 02.11.26 9.10 Uhr >>>", id="groupwise-wrapped"),
        pytest.param(">>> Anna de Vries 02/11/2026 09:10 >>>", id="groupwise-without-address"),
        pytest.param(
            "Kimden: Praktijk\nGönderildi: 2 Kasım 2026 Pazartesi 09:10\nKime: Piet\nKonu: Sorular\n", id="outlook-tr"
        ),
        pytest.param("Gönderen: Praktijk\nTarih: 2 Kasım 2026\nKime: Piet\nKonu: Sorular\n", id="outlook-tr-other"),
        pytest.param("-----Özgün İleti-----\nKimden: Praktijk", id="outlook-2003-tr"),
        pytest.param("Feladó: Praktijk\nElküldve: hétfő\nCímzett: Piet\nTárgy: Kérdések\n", id="outlook-hu"),
        pytest.param("Από: Praktijk\nΣτάλθηκε: Δευτέρα\nΠρος: Piet\nΘέμα: Ερωτήσεις\n", id="outlook-el"),
        pytest.param("De la: Praktijk\nTrimis: luni\nCătre: Piet\nSubiect: Întrebări\n", id="outlook-ro"),
        pytest.param("发件人: Praktijk\n发送时间: 2026年11月2日\n收件人: Piet\n主题: 问题\n", id="outlook-zh"),
    ],
)
@pytest.mark.parametrize("quotation", [pytest.param(QUOTED, id="marked"), pytest.param(BLOCK, id="unmarked")])
def test_an_answer_above_the_quotation(introduction: str, quotation: str) -> None:
    assert new_text(f"Zie bijlage.\n\n{introduction}\n\n{quotation}") == "Zie bijlage."


def test_marks_of_a_third_quotation_are_no_groupwise() -> None:
    text = "Zie onder.\n\n> Vraag\n>> Eerder\n>>> Nog eerder, 2-11-2026 09:10\n\nKlopt dat?"
    assert new_text(text) == "Zie onder.\n\nKlopt dat?"


def test_an_answer_below_the_quotation() -> None:
    text = f"Op 2 november 2026 09:10 schreef Praktijk <info@praktijk.example>:\n{QUOTED}\n\nZie bijlage.\n"
    assert new_text(text) == "Zie bijlage."


def test_answers_between_the_lines_stay_and_the_questions_go() -> None:
    text = "Zie onder.\n\nOp 2 november 2026 09:10 schreef Praktijk:\n> 1. Communicatie\n5\n> 2. Samenwerking\n>\ngeen oordeel\n> 3. Tip\nblijf zo"
    assert new_text(text).split("\n\n") == ["Zie onder.", "5", "geen oordeel", "blijf zo"]


def test_a_quoted_line_that_was_broken_is_no_answer() -> None:
    long = "> Wilt u de vragen liever binnen een week beantwoorden, en wilt u daarbij toe"
    assert new_text(f"Ja.\n\n{long}\nlichten waarom?\n> Dank") == "Ja."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Akkoord.\n\nMet vriendelijke groet,\n\nPiet de Vries\ncardioloog", "Akkoord.", id="close-nl"),
        pytest.param("Akkoord.\n\nMvg Piet", "Akkoord.", id="close-short"),
        pytest.param("Fine.\n\nKind regards,\nPeter", "Fine.", id="close-en"),
        pytest.param("Gut.\n\nMit freundlichen Grüßen\nPeter", "Gut.", id="close-de"),
        pytest.param("Bien.\n\nCordialement,\nPierre", "Bien.", id="close-fr"),
        pytest.param("Akkoord.\n-- \nPiet\n06-12345678", "Akkoord.", id="delimiter"),
        pytest.param("Akkoord.\n--\nPiet\n06-12345678", "Akkoord.", id="delimiter-without-its-blank"),
        pytest.param("Akkoord.\n\nVerzonden vanaf mijn iPhone", "Akkoord.", id="telephone-nl"),
        pytest.param("Akkoord.\n\nSent from Outlook for iOS<https://aka.example/x>", "Akkoord.", id="telephone-en"),
        pytest.param("Ja.\n\nDit e-mailbericht is uitsluitend bestemd voor de geadresseerde.", "Ja.", id="disclaimer"),
        pytest.param("Sent from my desk, which is easier.", "Sent from my desk, which is easier.", id="a-sentence"),
        pytest.param(
            "De groeten aan Jan, hij doet mee.", "De groeten aan Jan, hij doet mee.", id="greetings-in-a-sentence"
        ),
        pytest.param("Groeten aan Jan", "Groeten aan Jan", id="greetings-to-somebody"),
    ],
)
def test_signatures(text: str, kept: str) -> None:
    assert new_text(text) == kept


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("P.S. Kunt u Fatma ook vragen?", id="postscript"),
        pytest.param("1. 4\n2. 5", id="answers"),
        pytest.param("Piet de Vries, p.devries@x.example\nJan Bakker, j.bakker@x.example", id="list-of-people"),
    ],
)
def test_what_is_typed_below_the_signature_stays(below: str) -> None:
    kept = new_text(f"Zie onder.\n\nMet vriendelijke groet,\nPiet\n\n{below}")
    assert kept.startswith("Zie onder.")
    assert kept.endswith(below)


def test_text_without_any_quotation_is_untouched() -> None:
    text = "Collega's:\nPiet de Vries: p.devries@x.example\n\nVan: onbekend\nTot slot: dank."
    assert new_text(text) == text

"""Machines are told from people, and until when somebody is away."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.mail.headers import Headers
from bot.core.mail.machine.absence import last_day
from bot.core.mail.machine.automatic import MachineVerdict, verdict
from bot.core.mail.message import Automatic

SENT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def judged(
    subject: str = "Re: Vragen", text: str = "Dank u.", *headers: tuple[str, str], files: bool = False
) -> MachineVerdict:
    return verdict(Headers(headers), subject, text, SENT, files=files)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(("auto-submitted", "auto-replied"), id="h25-rfc3834"),
        pytest.param(("auto-submitted", "auto-generated; owner-email=x"), id="h25-generated"),
        pytest.param(("x-autoreply", "yes"), id="x-autoreply"),
        pytest.param(("precedence", "auto_reply"), id="precedence"),
        pytest.param(("x-ms-exchange-generated-message-source", "Mailbox Rules Agent"), id="exchange"),
        pytest.param(("return-path", "<>"), id="null-path"),
        pytest.param(("content-type", "multipart/report; report-type=disposition-notification"), id="h33-read-receipt"),
    ],
)
def test_headers_of_machines(header: tuple[str, str]) -> None:
    assert judged("Re: Vragen", "Dank u.", header).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "header",
    [pytest.param(("list-id", "<x>"), id="h29-list"), pytest.param(("precedence", "bulk"), id="h29-bulk")],
)
def test_bulk(header: tuple[str, str]) -> None:
    assert judged("Nieuws", "Nieuws.", header).automatic is Automatic.BULK


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        pytest.param("Automatisch antwoord: Vragen", "Afwezig.", id="h28-outlook-nl"),
        pytest.param("Automatic reply: Questions", "Away.", id="h28-outlook-en"),
        pytest.param("Automatische Antwort: Fragen", "Weg.", id="h28-outlook-de"),
        pytest.param("Réponse automatique : Questions", "Absent.", id="h28-outlook-fr"),
        pytest.param(
            "Re: Vragen", "Ik ben t/m 20 november met vakantie. Uw mail wordt niet gelezen.", id="h28-body-nl"
        ),
        pytest.param(
            "Re: Vragen",
            "I am out of the office until 20 November. For urgent matters please contact the desk.",
            id="h28-body-en",
        ),
        pytest.param(
            "AW: Fragen",
            "Ich bin bis zum 20. November nicht im Büro. In dringenden Fällen wenden Sie sich an Frau X.",
            id="h28-body-de",
        ),
        pytest.param(
            "Re: Questions", "Je suis absent jusqu'au 20 novembre. En cas d'urgence, appelez le 12.", id="h28-body-fr"
        ),
        pytest.param(
            "Re: Vragen", "Dit is een automatisch gegenereerd bericht. Wij hebben uw mail ontvangen.", id="h30-ticket"
        ),
    ],
)
def test_h28_notices_without_headers(subject: str, text: str) -> None:
    assert judged(subject, text).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        pytest.param(
            "Re: Vragen", "Ik ben tot 20 november met vakantie, daarna vul ik het formulier in.", id="will-answer-later"
        ),
        pytest.param("Re: Automatic reply: Vragen", "Ik kreeg een automatisch antwoord van Piet.", id="about-a-notice"),
        pytest.param("Vraag", "Is mevrouw De Vries volgende week afwezig?", id="question"),
        pytest.param("Re: Vragen", "Bedankt voor uw mail. Neem contact op met Piet, hij weet meer.", id="polite"),
        pytest.param("Auto te koop", "Ik verkoop mijn auto.", id="car"),
    ],
)
def test_people_are_people(subject: str, text: str) -> None:
    assert judged(subject, text).automatic is Automatic.NO


def test_somebody_who_attached_a_file_is_a_person() -> None:
    text = "Ik ben vanaf morgen met vakantie. Bij spoed kunt u bellen."
    assert judged("Re: Vragen", text, files=True).automatic is Automatic.NO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ik ben tot en met 20 november afwezig.", date(2026, 11, 20), id="tot-en-met"),
        pytest.param("Ik ben afwezig t/m vrijdag 20-11-2026.", date(2026, 11, 20), id="numeric"),
        pytest.param("Ik ben weer bereikbaar op 23 november.", date(2026, 11, 22), id="back-on"),
        pytest.param("Vanaf maandag 23 november ben ik weer aanwezig.", date(2026, 11, 22), id="back-from"),
        pytest.param("I am out of the office until Friday 20 November.", date(2026, 11, 20), id="until"),
        pytest.param("I will return on November 23rd.", date(2026, 11, 22), id="return-on"),
        pytest.param("Ik ben van 9 t/m 20 november met verlof.", date(2026, 11, 20), id="range"),
        pytest.param("I am away from 9 November to 20 November 2026.", date(2026, 11, 20), id="range-en"),
        pytest.param("Ich bin bis zum 20. November nicht im Büro.", date(2026, 11, 20), id="bis"),
        pytest.param("Ich bin ab dem 23.11. wieder erreichbar.", date(2026, 11, 22), id="ab"),
        pytest.param("Je suis absent jusqu'au 20 novembre.", date(2026, 11, 20), id="jusqu-au"),
        pytest.param("Ik ben afwezig t/m 4 januari.", date(2027, 1, 4), id="over-the-new-year"),
        pytest.param("Ik ben met vakantie t/m week 47.", date(2026, 11, 22), id="week"),
        pytest.param("Ik ben afwezig t/m vrijdag.", date(2026, 11, 6), id="weekday"),
        pytest.param("Ik ben afwezig tot maandag 23 november.", date(2026, 11, 22), id="tot"),
        pytest.param("Verlof 9 – 20 november 2026", date(2026, 11, 20), id="dash"),
        pytest.param("AFWEZIG T/M VRIJDAG 20 NOVEMBER", date(2026, 11, 20), id="capitals"),
        pytest.param("Return to sender. Back soon, until 2027 maybe.", None, id="leads-without-a-date"),
        pytest.param("Ik ben met zwangerschapsverlof.", None, id="no-date"),
        pytest.param("Ik ben afwezig t/m 31 februari.", None, id="impossible"),
    ],
)
def test_the_last_day_of_an_absence(text: str, expected: date | None) -> None:
    assert last_day(text, SENT.date()) == expected

"""Delivery reports: which address, how final, and which mail of ours came back."""

from __future__ import annotations

import pytest

from bot.core.documents import Document
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.parse import parse

DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: info@praktijk.example\nReturn-Path: <>\n"
RETURNED = "\n--g\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours@praktijk.example>\nTo: p@x.example\n\n--g--\n"


def read(raw: str) -> InboundMail:
    return parse(raw.encode(), lambda data, name: Document("test"))


def report(fields: str, subject: str = "Undelivered Mail Returned to Sender") -> InboundMail:
    head = f"{DAEMON}Subject: {subject}\nContent-Type: multipart/report; report-type=delivery-status; boundary=g\n\n"
    status = f"--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}"
    return read(f"{head}--g\n\nI could not deliver your mail.\n{status}{RETURNED}")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            "Final-Recipient: rfc822; p@x.example\nAction: failed\nStatus: 5.1.1",
            [("p@x.example", "permanent", "5.1.1")],
            id="failed",
        ),
        pytest.param(
            "Original-Recipient: rfc822; p@x.example\nFinal-Recipient: rfc822; q@y.example\nAction: failed\nStatus: 5.0.0",
            [("p@x.example", "permanent", "5.0.0")],
            id="the-address-we-wrote-to",
        ),
        pytest.param(
            "Final-Recipient: rfc822; p@x.example\nAction: delayed\nStatus: 4.4.1",
            [("p@x.example", "delayed", "4.4.1")],
            id="delayed",
        ),
        pytest.param(
            "Final-Recipient: rfc822; p@x.example\nAction: failed\nStatus: 4.4.7",
            [("p@x.example", "temporary", "4.4.7")],
            id="given-up-for-now",
        ),
        pytest.param(
            "Final-Recipient: rfc822; p@x.example\nAction: delivered\nStatus: 2.0.0",
            [("p@x.example", "delivered", "2.0.0")],
            id="delivered",
        ),
        pytest.param(
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n"
            "Final-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.0.0",
            [("a@x.example", "permanent", "5.1.1"), ("b@x.example", "delayed", "4.0.0")],
            id="two-recipients",
        ),
    ],
)
def test_standard_reports(fields: str, expected: list[tuple[str, str, str]]) -> None:
    mail = report(fields)
    assert mail.automatic is Automatic.BOUNCE
    assert [(b.address, b.kind.value, b.status) for b in mail.bounces] == expected
    assert mail.returned_ids == ("ours@praktijk.example",)


ORIGINAL = "\nMessage-ID: <ours@praktijk.example>\nTo: other@x.example\n"


@pytest.mark.parametrize(
    ("subject", "body", "expected"),
    [
        pytest.param(
            "failure notice",
            "Hi. This is the qmail-send program.\n\n<p@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
            f"--- Below this line is a copy of the message.\n{ORIGINAL}",
            ("p@x.example", "permanent"),
            id="qmail",
        ),
        pytest.param(
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered. The following address(es) failed:\n\n  p@x.example\n"
            f"    host mx.x.example: 550 user unknown\n\n------ This is a copy of the message. ------\n{ORIGINAL}",
            ("p@x.example", "permanent"),
            id="exim",
        ),
        pytest.param(
            "Warning: message delayed 24 hours",
            "The address to which the message has not yet been delivered is:\n\n  p@x.example\n\nDelivery attempts will continue.",
            ("p@x.example", "delayed"),
            id="exim-delay",
        ),
        pytest.param(
            "Onbestelbaar: Vragen over dr. Bakker",
            "Bezorging bij de volgende geadresseerden of groepen is mislukt:\n\nPiet de Vries (p@x.example)\n"
            "Het e-mailadres dat u hebt ingevoerd, is niet gevonden.\n\nDiagnostische gegevens voor beheerders:\n",
            ("p@x.example", "permanent"),
            id="exchange-nl",
        ),
        pytest.param(
            "Unzustellbar: Fragen",
            "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\np@x.example\nDie Adresse wurde nicht gefunden.",
            ("p@x.example", "permanent"),
            id="exchange-de",
        ),
        pytest.param(
            "Delivery Status Notification (Failure)",
            "Adres niet gevonden\n\nJe bericht is niet bezorgd aan p@x.example omdat het adres niet is gevonden.",
            ("p@x.example", "permanent"),
            id="gmail-nl",
        ),
        pytest.param(
            "Undeliverable Mail",
            "Delivery failed 20 attempts: p@x.example\n\nOriginal message follows.\n",
            ("p@x.example", "temporary"),
            id="expired",
        ),
        pytest.param(
            "Undelivered Mail Returned to Sender",
            "For further assistance, contact <postmaster@mx.example>\n\n<p@x.example>: host mx.x.example said: 452 4.2.2 mailbox full",
            ("p@x.example", "temporary"),
            id="postfix",
        ),
    ],
)
def test_reports_in_plain_words(subject: str, body: str, expected: tuple[str, str]) -> None:
    mail = read(f"{DAEMON}Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}")
    assert mail.automatic is Automatic.BOUNCE
    assert [(b.address, b.kind.value) for b in mail.bounces] == [expected]


def test_the_mail_that_came_back_is_named() -> None:
    mail = read(f"{DAEMON}Subject: failure notice\n\n<p@x.example>:\nno\n\n--- Below this line is a copy.\n{ORIGINAL}")
    assert mail.returned_ids == ("ours@praktijk.example",)


def test_a_complaint_is_no_failure() -> None:
    head = "From: abuse@x.example\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=g\n\n"
    mail = read(
        f"{head}--g\n\nabuse\n--g\nContent-Type: message/feedback-report\n\nOriginal-Rcpt-To: p@x.example\n{RETURNED}"
    )
    assert [(b.address, b.kind.value) for b in mail.bounces] == [("p@x.example", "complaint")]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param(
            "Subject: Re: Undeliverable: Vragen",
            "Wat betekent dit? Het kon niet worden bezorgd.",
            id="a-person-asks-about-one",
        ),
        pytest.param("Subject: Adres", "Het adres van Piet is p@x.example, het oude is vol.", id="a-correction"),
        pytest.param("Subject: Bericht niet ontvangen", "Ik heb uw formulier niet ontvangen.", id="did-not-receive"),
        pytest.param(
            "Subject: Onbestelbaar",
            "Mijn mail aan piet@x.example is niet bezorgd, hij werkt nu elders.",
            id="tells-of-one",
        ),
        pytest.param("Subject: Mail", "Ik kan u niet bereiken.", id="cannot-reach-you"),
    ],
)
def test_people_are_no_bounces(headers: str, body: str) -> None:
    mail = read(f"From: Piet <p@x.example>\nTo: info@praktijk.example\n{headers}\n\n{body}")
    assert mail.automatic is Automatic.NO
    assert mail.bounces == ()

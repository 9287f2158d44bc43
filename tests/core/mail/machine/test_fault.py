"""What a refusal is about, told by its status and by its words; and by whole notices made at random."""

from __future__ import annotations

import random

import pytest

from bot.core.documents import Document
from bot.core.mail.machine.fault import fault
from bot.core.mail.message import Automatic, BounceKind
from bot.core.mail.parse import parse

ADDRESS, LATE, POLICY = BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.REFUSED


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        pytest.param("5.1.1", "User unknown", ADDRESS, id="user"),
        pytest.param("5.1.2", "Host unknown", ADDRESS, id="host"),
        pytest.param("5.1.10", "RESOLVER.ADR.RecipientNotFound; not found", ADDRESS, id="exchange"),
        pytest.param("5.4.1", "Recipient address rejected: Access denied. AS(201806281)", ADDRESS, id="microsoft-365"),
        pytest.param("5.4.4", "Host or domain name not found", ADDRESS, id="no-such-domain"),
        pytest.param("5.2.1", "The email account that you tried to reach is disabled", ADDRESS, id="disabled"),
        pytest.param("", "550 No such user here", ADDRESS, id="words-only"),
        pytest.param("5.0.0", "This user doesn't have a yahoo.example account", ADDRESS, id="words-yahoo"),
        pytest.param("5.5.0", "Requested action not taken: mailbox unavailable", ADDRESS, id="hotmail"),
        pytest.param("", "", ADDRESS, id="nothing-said"),
        pytest.param("5.2.2", "Mailbox full", LATE, id="full"),
        pytest.param("", "552 quota exceeded", LATE, id="quota-in-words"),
        pytest.param("4.4.1", "Connection timed out", LATE, id="late"),
        pytest.param("5.4.7", "Delivery expired (message too old)", LATE, id="expired-for-good"),
        pytest.param("4.4.7", "#< #4.4.7 QUEUE.Expired; message expired >#", LATE, id="expired-exchange"),
        pytest.param("5.0.0", "retry timeout exceeded", LATE, id="expired-exim"),
        pytest.param("5.0.0", "Delivery expired (message too old): 450 4.1.1 user unknown", LATE, id="expired-unknown"),
        pytest.param("5.1.1", "<info@p.example>: Sender address rejected: User unknown", POLICY, id="sender-unknown"),
        pytest.param("5.1.1", "greylisted, try again later", LATE, id="greylisted-as-unknown"),
        pytest.param("5.1.0", "550 5.1.0 Mail from info@praktijk.example rejected", POLICY, id="mail-from-us"),
        pytest.param("5.1.0", "Delivery expired after 5 days", LATE, id="expired-with-a-status-of-the-address"),
        pytest.param("5.1.1", "User unknown, account expired", ADDRESS, id="an-account-expired"),
        pytest.param("5.7.1", "Unable to relay", POLICY, id="relay"),
        pytest.param("5.7.26", "This mail is unauthenticated", POLICY, id="dmarc"),
        pytest.param("5.7.606", "Access denied, banned sending IP", POLICY, id="banned"),
        pytest.param("4.7.1", "Reputation too low", POLICY, id="reputation"),
        pytest.param("4.7.1", "Greylisted; delivery expired", LATE, id="greylisted-too-long"),
        pytest.param("5.3.4", "Message size exceeds fixed limit", POLICY, id="size"),
        pytest.param("5.2.3", "Message length exceeds administrative limit", POLICY, id="length"),
        pytest.param("5.6.0", "Scored as spam", POLICY, id="content"),
        pytest.param("5.1.8", "Sender address rejected: Domain not found", POLICY, id="our-own-address"),
        pytest.param("5.1.1", "blocked using zen.spamhaus.org", POLICY, id="words-outrank-a-status-of-the-address"),
        pytest.param("5.0.0", "Denied by policy", POLICY, id="policy-in-words"),
        pytest.param("", "554 Relay access denied", POLICY, id="relay-in-words"),
    ],
)
def test_what_a_refusal_is_about(status: str, words: str, expected: BounceKind) -> None:
    assert fault(status, words) is expected


REASONS = {
    ADDRESS: (
        ("5.1.1", "550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table"),
        ("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist."),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {to} not found by SMTP address lookup"),
        ("5.1.2", "550 5.1.2 Bad destination mailbox address: host unknown"),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied."),
        ("5.4.4", "Host or domain name not found. Name service error for name=nergens.example type=MX"),
        ("5.0.0", "550 No such user"),
        ("5.1.6", "550 5.1.6 Recipient no longer on server"),
        ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"),
    ),
    LATE: (
        ("5.2.2", "552 5.2.2 The recipient's mailbox is full"),
        ("4.2.2", "452 4.2.2 Over quota"),
        ("4.4.7", "550 4.4.7 QUEUE.Expired; message expired"),
        ("5.4.7", "554 5.4.7 Delivery expired (message too old)"),
        ("5.1.0", "delivery expired, message too old after 5 days in the queue"),
        ("4.4.1", "connect to mx.ziekenhuis.example[192.0.2.4]:25: Connection timed out"),
        ("4.3.2", "450 4.3.2 System not accepting network messages"),
        ("5.0.0", "all hosts have been failing for a long time and were last tried after this message arrived; retry timeout exceeded"),
    ),
    POLICY: (
        ("5.7.1", "550 5.7.1 Unable to relay"),
        ("5.7.1", "554 5.7.1 <{to}>: Relay access denied"),
        ("5.7.26", "550-5.7.26 This mail is unauthenticated, which poses a security risk"),
        ("5.7.0", "552 5.7.0 This message was blocked because its content presents a potential security issue"),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit"),
        ("5.7.509", "550 5.7.509 Access denied, sending domain does not pass DMARC verification"),
        ("5.0.0", "554 Message rejected: blocked by spam filter"),
        ("5.6.0", "554 5.6.0 message rejected because of an attachment that is not allowed"),
        ("5.7.708", "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP."),
    ),
}  # fmt: skip
HEAD = "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: info@praktijk.example\nReturn-Path: <>\n"
OURS = "Message-ID: <ours@praktijk.example>\nSubject: [T-7KQFK] Vragen\nTo: {to}\n"


def as_report(to: str, status: str, said: str) -> str:
    fields = f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {said}"
    return (
        f"{HEAD}Subject: Undelivered Mail Returned to Sender\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=g\n\n--g\n\nYour mail was not delivered.\n"
        f"--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}\n"
        f"--g\nContent-Type: text/rfc822-headers\n\n{OURS.format(to=to)}\n--g--\n"
    )


def as_qmail(to: str, status: str, said: str) -> str:
    return (
        f"{HEAD}Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        f"This is a permanent error; I've given up. Sorry it didn't work out.\n\n<{to}>:\n{said} (#{status})\n\n"
        f"--- Below this line is a copy of the message.\n\n{OURS.format(to=to)}"
    )


def as_exim(to: str, status: str, said: str) -> str:
    return (
        f"{HEAD}Subject: Mail delivery failed: returning message to sender\n\n"
        "A message that you sent could not be delivered to one or more of its recipients.\n"
        f"The following address(es) failed:\n\n  {to}\n    {said}\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{OURS.format(to=to)}"
    )


def as_exchange(to: str, status: str, said: str) -> str:
    return (
        f"{HEAD}Subject: Onbestelbaar: [T-7KQFK] Vragen\nContent-Type: text/plain; charset=utf-8\n\n"
        f"Bezorging bij de volgende geadresseerden of groepen is mislukt:\n\n{to}\n\n"
        f"Diagnostische gegevens voor beheerders:\n\n{to}\nRemote Server returned '{said} #{status}'\n"
    )


def test_random_notices_are_told_apart() -> None:
    """Some shapes drop the diagnostics, as the real ones do with a status that says enough."""
    chance, wrong = random.Random(14), []
    for number in range(400):
        kind = chance.choice(tuple(REASONS))
        status, said = chance.choice(REASONS[kind])
        to = f"{chance.choice('abcdef')}.{chance.choice(('mol', 'kok', 'smit'))}{number}@ziekenhuis.example"
        shape = chance.choice((as_report, as_qmail, as_exim))
        raw = shape(to, status, said.format(to=to))
        mail = parse(raw.encode(), lambda data, name: Document("test"))
        found = [(b.address, b.kind) for b in mail.bounces]
        if (
            mail.automatic is not Automatic.BOUNCE
            or found != [(to, kind)]
            or mail.returned_ids != ("ours@praktijk.example",)
        ):
            wrong.append((shape.__name__, status, said, found))
    assert wrong == []


@pytest.mark.parametrize("kind", [pytest.param(kind, id=str(kind)) for kind in REASONS])
def test_outlooks_words_in_dutch_are_told_apart(kind: BounceKind) -> None:
    for status, said in REASONS[kind]:
        mail = parse(
            as_exchange("p.mol@ziekenhuis.example", status, said).encode(), lambda data, name: Document("test")
        )
        assert [b.address for b in mail.bounces] == ["p.mol@ziekenhuis.example"]


def test_each_address_has_its_own_reason() -> None:
    body = (
        "The following addresses had problems:\n\n<a.mol@x.example>: host mx said: 550 5.1.1 User unknown\n\n"
        "<b.kok@x.example>: host mx said: 552 5.2.2 Mailbox full\n\n<c.vos@x.example>: host mx said: 554 5.7.1 Blocked\n"
    )
    mail = parse(f"{HEAD}Subject: Undelivered Mail\n\n{body}".encode(), lambda data, name: Document("test"))
    assert [b.kind for b in mail.bounces] == [ADDRESS, LATE, POLICY]

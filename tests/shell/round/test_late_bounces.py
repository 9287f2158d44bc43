"""A mail that a specialist was to get once his traject is destroyed does not reach him: she hears it, the report goes."""

from __future__ import annotations

import re
from email.message import Message

import pytest
from support.servers.smtp import Received
from support.stories.closing import destroy
from support.stories.dialogue import collecting
from support.stories.people import bounce_of
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

FAILED = ("5.1.1", "5.2.2", "5.7.1", "4.4.7")


def status_of(report: bytes, action: str, status: str) -> bytes:
    return report.replace(b"Action: failed\r\nStatus: 5.1.1", f"Action: {action}\r\nStatus: {status}".encode()).replace(
        b"550 5.1.1 User unknown", f"550 {status} not now".encode()
    )


def headers_only(mail: Message) -> bytes:
    return bounce_of(mail, JAN)


def with_its_subject(mail: Message) -> bytes:
    return bounce_of(mail, JAN).replace(b"Subject: x", f"Subject: {mail['Subject']}".encode())


def whole(mail: Message) -> bytes:
    head, _, tail = bounce_of(mail, JAN).partition(b"Content-Type: text/rfc822-headers\r\n\r\n")
    return head + b"Content-Type: message/rfc822\r\n\r\n" + bytes(mail) + b"\r\n" + tail[tail.index(b"--b--") :]


def that_answers(mail: Message) -> bytes:
    """Without anything of the mail, but with the headers of a reply."""
    head, _, _ = bounce_of(mail, JAN).partition(b"--b\r\nContent-Type: text/rfc822-headers")
    told = f"In-Reply-To: {mail['Message-ID']}\r\nReferences: {mail['Message-ID']}\r\nMIME-Version".encode()
    return head.replace(b"MIME-Version", told, 1) + b"--b--\r\n"


def as_text(mail: Message) -> bytes:
    """The headers in a file without a type of their own."""
    kind = b"Content-Type: text/rfc822-headers"
    return with_its_subject(mail).replace(kind, b'Content-Type: text/plain; name="headers.txt"')


def in_words(mail: Message) -> bytes:
    """As the programs write it that know no parts."""
    return (
        "From: Mail Delivery System <mailer-daemon@mx.praktijk.example>\r\nTo: info@praktijk.example\r\n"
        "Subject: failure notice\r\nDate: Wed, 11 Nov 2026 08:40:00 +0100\r\nMessage-ID: <dsn2@mx.praktijk.example>\r\n"
        f"\r\nHi. This is the qmail-send program.\r\n<{JAN}>:\r\nSorry, no mailbox here by that name.\r\n\r\n"
        "--- Below this line is a copy of the message.\r\n\r\n"
        f"Message-ID: {mail['Message-ID']}\r\nTo: {JAN}\r\nSubject: x\r\n\r\nGeachte heer,\r\n"
    ).encode()


SHAPES = (headers_only, with_its_subject, whole, that_answers)


def reports(p: Practice) -> int:
    return sum(b"multipart/report" in raw for f in p.account.folders() for _, raw in p.account.mails(f))


def overviews(p: Practice) -> str:
    return " ".join(" ".join(text_of(parsed(m)).split()) for m in p.sent("digest", SHE))


def destroyed(p: Practice, *, held: bool = False) -> Received:
    o = collecting(p)
    if held:
        p.command(f"gesprek {o.ref} 2026-11-05")
        p.round("2026-11-06 09:00")
    destroy(p, o.ref, "2026-11-09 10:00")
    return p.sent("destroyed", JAN)[-1]


@pytest.mark.parametrize("shape", SHAPES)
def test_she_hears_that_he_does_not_know(shape, practice_run: Practice) -> None:
    p = practice_run
    mail = parsed(destroyed(p))
    ref = re.findall(r"T-[0-9A-Z]{5}", str(mail["Subject"]))
    p.account.append(shape(mail), when=p.now)
    p.round("2026-11-12 09:00")
    p.round("2026-11-13 09:00")
    assert "is niet aangekomen (melding 5.1.1)" in overviews(p)
    assert all(
        f"specialist van traject {one}, dat is vernietigd (bericht van vernietiging)" in overviews(p) for one in ref
    )
    assert reports(p) == 0


@pytest.mark.parametrize(
    ("action", "status", "tells"),
    [*(("failed", s, True) for s in FAILED), ("delayed", "4.4.1", False), ("delivered", "2.0.0", False)],
)
def test_only_a_failure_is_told(action: str, status: str, tells: bool, practice_run: Practice) -> None:
    p = practice_run
    mail = parsed(destroyed(p))
    p.account.append(status_of(headers_only(mail), action, status), when=p.now)
    p.round("2026-11-12 09:00")
    p.round("2026-11-13 09:00")
    assert (f"is niet aangekomen (melding {status})" in overviews(p)) is tells
    assert reports(p) == 0


@pytest.mark.parametrize("shape", SHAPES)
def test_so_does_she_of_what_goes_in_the_years_after(shape, practice_run: Practice) -> None:
    p = practice_run
    destroyed(p, held=True)
    p.round("2027-11-08 09:00")
    (yearly,) = p.sent("followup-yearly", JAN)
    p.account.append(shape(parsed(yearly)), when=p.now)
    p.round("2027-11-09 09:00")
    p.round("2027-11-10 09:00")
    assert "(jaarlijks bericht over POP en zelfevaluatie), is niet aangekomen" in overviews(p)
    assert "ongelezen verwijderd" not in overviews(p)
    assert reports(p) == 0


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_living_traject_sent_is_as_ever(shape, practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    p.account.append(shape(parsed(p.sent("traject-started", JAN)[-1])), when=p.now)
    p.round("2026-11-05 09:00")
    assert p.sent("undeliverable", SHE)
    assert reports(p) == 1


@pytest.mark.parametrize("shape", [*SHAPES, as_text, in_words])
def test_what_a_traject_sent_that_is_gone_comes_back_unread(shape, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    sent = parsed(p.sent("list-received", JAN)[-1])
    destroy(p, o.ref, "2026-11-09 10:00")
    p.account.append(shape(sent), when=p.now)
    p.round("2026-11-12 09:00")
    p.round("2026-11-13 09:00")
    assert not any(sent["Message-ID"].encode() in raw for f in p.account.folders() for _, raw in p.account.mails(f))
    assert "ongelezen verwijderd" in overviews(p)

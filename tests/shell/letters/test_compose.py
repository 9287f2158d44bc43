"""The bytes of an outgoing mail, read back by the standard library."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.letters import LETTER, PDF, body, read
from support.mails import EVERY_MAIL, render

from bot.core.errors import OperatorError
from bot.core.mail.headers import one_line
from bot.core.views import View
from bot.shell.letters.compose import compose

NAMES = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Trajectbot")
MIME = ("MIME-Version", "Content-Type")


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_every_mail_goes_out_7_bit_safe_and_comes_back_whole(view: View, language: str) -> None:
    mail = render(view, language)
    raw = compose(replace(LETTER, kind=view.KIND, subject=mail.subject, text=mail.text, html=mail.html))
    message = read(raw)
    assert message["Subject"] == mail.subject
    assert (body(message, "plain"), body(message, "html")) == (mail.text, mail.html.rstrip("\n") + "\n")
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 200
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


def test_the_headers_are_those_of_the_contract() -> None:
    raw = compose(LETTER)
    message = read(raw)
    assert tuple(message.keys()) == NAMES + MIME
    assert raw.startswith(b'From: "Praktijk Voorbeeld" <info@praktijk.example>\r\nTo: "Piet de Vries" <p.devries@')
    assert message["Date"] == "Mon, 09 Nov 2026 08:30:00 +0000"
    assert message["Message-ID"] == "<20261109.abc@praktijk.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Trajectbot"] == "form-received"


def test_an_answer_is_threaded_and_says_so() -> None:
    known = ("<1@x.example>", "<2@x.example>")
    message = read(compose(replace(LETTER, in_reply_to=known[1], references=known, auto_submitted="auto-replied")))
    assert message["In-Reply-To"] == known[1]
    assert message["References"] == " ".join(known)
    assert message["Auto-Submitted"] == "auto-replied"


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter = replace(LETTER, attachments=(PDF,))
    assert compose(letter) == compose(letter)


SUBJECTS = [
    pytest.param("=?UTF-8?Q?=0A?=Bcc: x@evil.example", id="h36 encoded line end"),
    pytest.param("=?utf-8?b?DQpCY2M6IHg=?=", id="h36 encoded line end in base64"),
    pytest.param("Jan\r\nBcc: x@evil.example", id="h36 line end"),
    pytest.param("Jan\n\nHello", id="h36 empty line"),
    pytest.param("a\x00b\x0bc\x1b[1md\x7f", id="h36 controls"),
    pytest.param("Jan\u2028Bcc: x", id="h36 line separator"),
    pytest.param("Vraag " * 90, id="long"),
    pytest.param("x" * 1500, id="one long word"),
    pytest.param("Şükrü 👩‍⚕️ " * 40, id="long, not ASCII"),
    pytest.param("", id="nothing"),
    pytest.param(': ; , <> " \\ = ?', id="specials"),
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_comes_back_on_one_line_and_adds_no_header(subject: str) -> None:
    raw = compose(replace(LETTER, subject=subject))
    message = read(raw)
    assert tuple(message.keys()) == NAMES + MIME
    assert message["Subject"] == one_line(subject)
    assert max(map(len, raw.split(b"\r\n"))) <= 200


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('Jan "de Held" Bakker', id="h41 quotes"),
        pytest.param("Bakker, Jan (cardioloog)", id="comma and brackets"),
        pytest.param("boss@evil.example", id="h9 another address"),
        pytest.param("Boss <boss@evil.example>, y", id="h9 another mailbox"),
        pytest.param("=?utf-8?q?Boss=0D=0ABcc:_x?=", id="h36 encoded word"),
        pytest.param("Fatma Yıldız", id="not ASCII"),
        pytest.param("Jan\r\nBcc: x@evil.example", id="h36 line end"),
        pytest.param("a\\", id="backslash"),
        pytest.param("Jan " * 400, id="very long"),
    ],
)
def test_a_name_never_changes_who_gets_the_mail(name: str) -> None:
    message = read(compose(replace(LETTER, recipient_name=name, practice_name=name)))
    (to,) = message["To"].addresses
    (sender,) = message["From"].addresses
    assert tuple(message.keys()) == NAMES + MIME
    assert (to.addr_spec, sender.addr_spec) == (LETTER.recipient, LETTER.practice_address)
    assert to.display_name == one_line(name)[:200].strip()


def test_a_mailbox_without_a_name_is_the_bare_address() -> None:
    assert read(compose(replace(LETTER, recipient_name="")))["To"] == LETTER.recipient


def test_a_domain_that_is_not_ascii_is_written_in_its_ascii_form() -> None:
    assert (
        read(compose(replace(LETTER, recipient="p@zürich.example", recipient_name="")))["To"]
        == "p@xn--zrich-kva.example"
    )


@pytest.mark.parametrize(
    "recipient",
    [
        pytest.param("-oQ", id="h50 an option"),
        pytest.param("-oQ@x.example", id="h50 an option with a domain"),
        pytest.param("a@b.example> X", id="h50 something behind it"),
        pytest.param("a@b.example, c@d.example", id="h98 two addresses"),
        pytest.param("a@b.example\r\nBcc: c@d.example", id="h36 line end"),
        pytest.param("a@b@c.example", id="h6 two at-signs"),
        pytest.param("p.de\u202evries@x.example", id="h65 direction override"),
        pytest.param("p.devries@bo\u017fche..example", id="no domain that DNS knows"),
        pytest.param("a b@c.example", id="space"),
        pytest.param("", id="nothing"),
        pytest.param("a@", id="no domain"),
        pytest.param("a@..", id="empty labels"),
    ],
)
def test_what_is_no_address_is_refused(recipient: str) -> None:
    with pytest.raises(OperatorError, match="no address"):
        compose(replace(LETTER, recipient=recipient))


@pytest.mark.parametrize("message_id", ["", "x", "<x>", "<a@b> ", "<a@b>\r\nBcc: x", "<é@b>", f"<{'a' * 2000}@b>"])
def test_our_own_message_id_must_be_one(message_id: str) -> None:
    with pytest.raises(OperatorError, match="message-id"):
        compose(replace(LETTER, message_id=message_id))


@pytest.mark.parametrize("theirs", ["<>", "<a@b>\r\nBcc: x@evil.example", "garbage", "<a b@c>", f"<{'a' * 900}@b>"])
def test_h38_a_strangers_message_id_that_is_none_is_left_out(theirs: str) -> None:
    message = read(compose(replace(LETTER, in_reply_to=theirs, references=(theirs, "<1@x.example>"))))
    assert message["In-Reply-To"] is None
    assert message["References"] == "<1@x.example>"


def test_a_long_thread_keeps_its_end() -> None:
    ids = tuple(f"<{n}.{'x' * 60}@mail.example>" for n in range(200))
    raw = compose(replace(LETTER, references=ids))
    assert read(raw)["References"].split() == list(ids[-20:])
    assert max(map(len, raw.split(b"\r\n"))) <= 200


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(OperatorError, match="time zone"):
        compose(replace(LETTER, date=datetime(2026, 11, 9, 8, 30)))  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(subject=st.text(max_size=300), name=st.text(max_size=300), file=st.text(max_size=120))
def test_h36_no_text_adds_a_header_or_breaks_a_line(subject: str, name: str, file: str) -> None:
    letter = replace(LETTER, subject=subject, recipient_name=name, attachments=(replace(PDF, name=file, data=b"x"),))
    raw = compose(letter)
    message = message_from_bytes(raw, policy=policy.compat32)
    assert tuple(message.keys()) == NAMES + MIME
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert len(message.get_payload()) == 2

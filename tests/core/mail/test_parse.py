"""Mails of every make become the same value; hostile ones too."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date

import pytest
from support.effort import growth

from bot.core.documents import Document
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.parse import parse, safe_name

HEAD = (
    "From: Piet de Vries <p.devries@ziekenhuis.example>\r\nTo: info@praktijk.example\r\nSubject: Hallo\r\n"
    "Date: Thu, 5 Nov 2026 09:10:00 +0100\r\nMessage-ID: <1@ziekenhuis.example>\r\nMIME-Version: 1.0\r\n"
)
PICTURE = base64.b64encode(b"\x89PNG" + b"x" * 500).decode()


def reading(data: bytes, name: str) -> Document:
    return Document("test", text=f"{name}|{len(data)}")


def mail(rest: str, head: str = HEAD) -> InboundMail:
    return parse((head + rest).encode("utf-8", "surrogateescape"), reading)


def plain(body: str, head: str = HEAD) -> InboundMail:
    return mail(f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}", head)


def multipart(kind: str, *parts: str) -> str:
    inner = "".join(f"--grens\r\n{part}\r\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=grens\r\n\r\n{inner}--grens--\r\n"


def attached(name: str, data: str = "YWJj", extra: str = "") -> str:
    return (
        f"Content-Type: application/octet-stream; name={name}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename={name}\r\n{extra}\r\n{data}"
    )


def test_an_ordinary_mail_is_read_whole() -> None:
    head = HEAD + "In-Reply-To: <a@b>\r\nReferences: <c@d>\r\n <a@b>\r\nCc: =?utf-8?q?J=C3=B6rg?= <j@x.example>\r\n"
    head += "Delivered-To: info+t@praktijk.example\r\nX-Spam-Flag: YES\r\nAuthentication-Results: mx.x.example;\r\n spf=pass\r\n"
    read = plain("Zie bijlage.\r\n", head)
    assert read.sender is not None
    assert (read.sender.name, read.sender.address) == ("Piet de Vries", "p.devries@ziekenhuis.example")
    assert (read.subject, read.message_id, read.in_reply_to) == ("Hallo", "1@ziekenhuis.example", ("a@b",))
    assert (read.references, read.cc[0].name) == (("c@d", "a@b"), "Jörg")
    assert read.date is not None
    assert read.date.isoformat() == "2026-11-05T09:10:00+01:00"
    assert (read.text, read.new_text, read.automatic) == ("Zie bijlage.", "Zie bijlage.", Automatic.NO)
    assert (read.delivered_to, read.spam, read.problem) == (("info+t@praktijk.example",), True, "")
    assert read.authentication[0].split() == ["mx.x.example;", "spf=pass"]


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        pytest.param("From: a@x.example\r\nFrom: b@x.example\r\n", "several From headers", id="h4-two-from"),
        pytest.param("From : a@x.example\r\n", "a blank before the colon of From", id="h5-obs-space"),
        pytest.param("From: alice(<bob>\r\n", "no clean address", id="h6-unclosed-comment"),
        pytest.param("From: a@b@c.example\r\n", "no clean address", id="h6-two-ats"),
        pytest.param(
            "From: boss@x.example <evil@y.example>\r\n", "an address before the address", id="h6-two-addresses"
        ),
        pytest.param("From: a@x.example, b@x.example\r\n", "several addresses in From", id="h7-list"),
        pytest.param("From: team: a@x.example;\r\n", "group", id="h7-group"),
        pytest.param("From: =?utf-8?q?a=40x?=@x.example\r\n", "no clean address", id="h8-encoded-word"),
        pytest.param("Subject: x\r\n", "no From header", id="none"),
        pytest.param("From: " + "(" * 1000 + "\r\n", "unclosed comment", id="h57-thousand-brackets"),
        pytest.param("From: <>\r\n", "no clean address", id="empty"),
    ],
)
def test_a_doubtful_from_is_nobody(headers: str, problem: str) -> None:
    read = mail("\r\nhoi", headers)
    assert read.sender is None
    assert read.sender_problem == problem


@pytest.mark.parametrize(
    ("value", "address", "name"),
    [
        pytest.param(
            '"boss@x.example" <evil@y.example>', "evil@y.example", "boss@x.example", id="h9-name-is-an-address"
        ),
        pytest.param("jan@x.example <jan@x.example>", "jan@x.example", "jan@x.example", id="name-repeats-the-address"),
        pytest.param("jan@x.example (Jan Bakker)", "jan@x.example", "Jan Bakker", id="name-in-a-comment"),
        pytest.param(
            "=?utf-8?q?Bakker=2C_Jan?= <jan@x.example>", "jan@x.example", "Bakker, Jan", id="comma-in-an-encoded-name"
        ),
        pytest.param("Ünal <ünal@zïekenhuis.example>", "ünal@zïekenhuis.example", "Ünal", id="h11-international"),
        pytest.param("Jan Bakker <Jan.Bakker@X.example>", "Jan.Bakker@X.example", "Jan Bakker", id="h12-case-is-kept"),
    ],
)
def test_only_the_addr_spec_counts(value: str, address: str, name: str) -> None:
    read = mail("\r\nhoi", f"From: {value}\r\n")
    assert read.sender is not None
    assert (read.sender.address, read.sender.name) == (address, name)


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        pytest.param("=?utf-8?b?SW5nZXZ1bGQg4pyT?=", "Ingevuld ✓", id="base64"),
        pytest.param("=?iso-8859-1?q?Pati=EBnt?= =?iso-8859-1?q?en?=", "Patiënten", id="adjacent-words"),
        pytest.param("=?utf-8?q?a=C3?= =?utf-8?q?=AB?=", "aë", id="character-split-over-words"),
        pytest.param("=?onzin?q?caf=C3=A9?=", "café", id="unknown-charset"),
        pytest.param("=?utf-8?q?=0D=0ABcc:_x?= y", "Bcc: x y", id="h36-line-end-in-an-encoded-word"),
        pytest.param("a\u202ecod.exe", "acod.exe", id="h65-right-to-left"),
        pytest.param("Évaluation", "Évaluation", id="raw-utf-8"),
    ],
)
def test_subjects_are_decoded_onto_one_line(header: str, subject: str) -> None:
    assert mail("\r\nhoi", f"From: a@x.example\r\nSubject: {header}\r\n").subject == subject


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        pytest.param("iso-8859-1", b"caf\xe9 \x80", "café €", id="latin-1-is-really-cp1252"),
        pytest.param("iso-8859-1", "café".encode(), "café", id="false-label"),
        pytest.param("utf-8", b"caf\xe9", "café", id="h59-not-utf-8"),
        pytest.param("x-onbekend", b"caf\xe9", "café", id="h59-unknown"),
        pytest.param("unicode_escape", b"\\x41", "\\x41", id="h59-escape-codec-is-no-charset"),
        pytest.param("utf-16", "één".encode("utf-16"), "één", id="utf-16"),
    ],
)
def test_charsets_unknown_and_false(charset: str, raw: bytes, text: str) -> None:
    read = parse(HEAD.encode() + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + raw, reading)
    assert read.text == text


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        pytest.param('attachment; filename="lijst.xlsx"', "lijst.xlsx", id="plain"),
        pytest.param("attachment; filename*=utf-8''lijst%20%C3%ABn.xlsx", "lijst ën.xlsx", id="rfc2231"),
        pytest.param("attachment; filename*0=lijst; filename*1=.xlsx", "lijst.xlsx", id="rfc2231-continued"),
        pytest.param('attachment; filename="=?utf-8?q?lijst_=C3=AB.xlsx?="', "lijst ë.xlsx", id="rfc2047-all-the-same"),
        pytest.param('attachment; filename="lijst ë.xlsx"', "lijst ë.xlsx", id="raw-8-bit"),
        pytest.param('attachment; filename="../../etc/passwd"', "passwd", id="h66-path"),
        pytest.param(r'attachment; filename="C:\\x\\lijst.csv"', "lijst.csv", id="h66-windows-path"),
    ],
)
def test_file_names(disposition: str, name: str) -> None:
    part = f"Content-Type: application/octet-stream\r\nContent-Disposition: {disposition}\r\n\r\nabc"
    read = mail(multipart("mixed", "Content-Type: text/plain\r\n\r\nhoi", part))
    assert [a.name for a in read.attachments] == [name]
    assert read.attachments[0].document.text == f"{name}|3"


def test_h66_a_name_of_300_characters_is_cut() -> None:
    assert len(safe_name("a" * 300 + ".docx")) <= 150
    assert safe_name("a" * 300 + ".docx").endswith(".docx")


def test_attachments_inside_alternative_and_forwarded_mail() -> None:
    inner = "Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: binnen\r\n" + multipart(
        "mixed", "Content-Type: text/plain\r\n\r\nbinnen", attached("form.docx")
    ).replace("grens", "binnen")
    outer = multipart(
        "alternative",
        "Content-Type: text/plain\r\n\r\nbuiten",
        attached("lijst.xlsx"),
        "Content-Type: text/html\r\n\r\n<p>b",
    ).replace("grens", "midden")
    read = mail(multipart("mixed", outer, inner))
    assert [a.name for a in read.attachments] == ["lijst.xlsx", "form.docx"]
    assert read.sender is not None
    assert read.sender.address == "p.devries@ziekenhuis.example"
    assert read.forwarded
    assert read.new_text == "buiten"
    assert "binnen" in read.text


def image(cid: str, disposition: str = "inline", data: str = PICTURE) -> str:
    return (
        f"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{cid}>\r\n"
        f"Content-Disposition: {disposition}\r\n\r\n{data}"
    )


@pytest.mark.parametrize(
    ("kind", "html", "part", "inline"),
    [
        pytest.param("related", '<img src="cid:logo@x">', image("logo@x"), True, id="logo-shown-by-the-html"),
        pytest.param("related", "<p>x", image("los@x"), True, id="small-picture-beside-html"),
        pytest.param("mixed", "<p>x", image("foto@x"), False, id="apple-mail-photo"),
        pytest.param("mixed", "<p>x", image("foto@x", "attachment"), False, id="attached-photo"),
    ],
)
def test_pictures_of_the_layout_are_no_documents(kind: str, html: str, part: str, inline: bool) -> None:
    read = mail(multipart(kind, f"Content-Type: text/html\r\n\r\n{html}", part))
    assert [a.inline for a in read.attachments] == [inline]
    assert len(read.documents) == (not inline)


def test_a_table_of_addresses_is_taken_from_the_html() -> None:
    torn = "Content-Type: text/plain\r\n\r\nPiet\r\n\r\np@x.example\r\n\r\nJan\r\n\r\nj@x.example"
    table = "<table><tr><td>Piet<td>p@x.example<tr><td>Jan<td>j@x.example</table>"
    read = mail(multipart("alternative", torn, f"Content-Type: text/html\r\n\r\n{table}"))
    assert "Piet\tp@x.example\nJan\tj@x.example" in read.text


def test_format_flowed_is_joined() -> None:
    read = mail("Content-Type: text/plain; format=flowed\r\n\r\nEen lange \r\nregel.\r\n-- \r\nPiet")
    assert read.text == "Een lange regel.\n-- \nPiet"
    assert read.new_text == "Een lange regel."


def test_the_calendar_is_no_attachment() -> None:
    reply = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@x\r\nATTENDEE;CN="Jan: B";PARTSTAT=DECLINED:mailto:j\r\n @x.example\r\n'
    part = f"Content-Type: text/calendar; method=REPLY\r\n\r\n{reply}"
    read = mail(
        multipart("mixed", "Content-Type: text/plain\r\n\r\nNee", part), HEAD + "Auto-Submitted: auto-generated\r\n"
    )
    assert read.calendar is not None
    assert (read.calendar.method, read.calendar.partstat) == ("REPLY", "DECLINED")
    assert (read.calendar.attendee, read.calendar.uid) == ("j@x.example", "1@x")
    assert read.attachments == ()
    assert read.automatic is Automatic.NO


@pytest.mark.parametrize(
    ("rest", "encrypted", "signed"),
    [
        pytest.param(multipart("encrypted", attached("a.pgp")), "pgp", False, id="h64-pgp"),
        pytest.param(
            "Content-Type: text/plain\r\n\r\n-----BEGIN PGP MESSAGE-----\r\nx", "pgp", False, id="h64-pgp-inline"
        ),
        pytest.param(
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", "smime", False, id="h64-smime"
        ),
        pytest.param(
            multipart(
                "signed", "Content-Type: text/plain\r\n\r\nhoi", "Content-Type: application/pkcs7-signature\r\n\r\nx"
            ),
            "",
            True,
            id="h64-signed-only",
        ),
    ],
)
def test_encrypted_and_signed(rest: str, encrypted: str, signed: bool) -> None:
    read = mail(rest)
    assert (read.encrypted, read.signed) == (encrypted, signed)
    assert not signed or read.text == "hoi"


def test_h64_opaque_signed_mail_is_read() -> None:
    def der(tag: int, *content: bytes) -> bytes:
        body = b"".join(content)
        return bytes([tag, len(body)]) + body

    inner = der(0x04, b"Content-Type: text/plain\r\n\r\nGetekend")
    data = der(0x30, bytes.fromhex("06092a864886f70d010701"), der(0xA0, inner))
    signed = der(0x30, bytes.fromhex("06092a864886f70d010702"), der(0xA0, der(0x30, data)))
    head = "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    read = mail(head + base64.b64encode(signed).decode())
    assert (read.text, read.signed, read.encrypted) == ("Getekend", True, "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Content-Type: text/plain\r\n\r\ncafé \r\nx\r\n", "Content-Type: text/plain\r\n\r\ncafé\nx", id="line-ends"
        ),
        pytest.param(
            "Content-Type: text/plain; charset=utf-8\r\n\r\ncafé",
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9",
            id="encoding",
        ),
        pytest.param(
            multipart("mixed", "Content-Type: text/plain\r\n\r\nx", attached("a.bin")),
            multipart("mixed", "Content-Type: text/plain\r\n\r\nx", attached("a.bin", "YW\r\nJj")).replace(
                "grens", "anders"
            ),
            id="boundary",
        ),
    ],
)
def test_the_content_key_survives_a_server(one: str, other: str) -> None:
    assert mail(one).content_key == mail(other).content_key


def test_h23_same_message_id_other_content_is_another_mail() -> None:
    assert plain("een").content_key != plain("twee").content_key


def deep(levels: int) -> str:
    return "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels))


def costs_no_more_than_its_length(rest: Callable[[int], str], size: int) -> bool:
    """Four times as much costs less than eight times as much: what grows with the square costs sixteen times."""
    small, large = rest(size // 4), rest(size)
    return growth(lambda: mail(small, ""), lambda: mail(large, ""), 8) < 8


@pytest.mark.parametrize(
    ("rest", "flag"),
    [
        pytest.param(lambda n: "X: y\r\n" * (40 * n) + "\r\nhoi", "header-too-large", id="h53-headers"),
        pytest.param(lambda n: deep(n) + "\r\nhoi", "too-deep", id="h54-nesting"),
        pytest.param(
            lambda n: "Content-Type: multipart/mixed; boundary=q\r\n\r\n" + "--q\r\n\r\nx\r\n" * (12 * n),
            "too-many-parts",
            id="h55-parts",
        ),
    ],
)
def test_bombs_are_bounded_and_named(rest: Callable[[int], str], flag: str) -> None:
    read = mail(rest(1500))
    assert flag in read.flags
    assert read.problem
    assert costs_no_more_than_its_length(rest, 1500)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(lambda n: 'From: "' + '"' * n + "\r\n\r\nhoi", id="h53-quotes"),
        pytest.param(lambda n: "Subject: " + "=?utf-8?q?a?= " * (n // 10) + "\r\n\r\nhoi", id="h56-encoded-words"),
        pytest.param(lambda n: "Content-Type: text/html\r\n\r\n" + "<div>" * (n // 2), id="deep-html"),
        pytest.param(lambda n: "Content-Type: text/plain\r\n\r\n" + "On " * n, id="one-endless-line"),
    ],
)
def test_hostile_mail_costs_no_more_than_its_length(rest: Callable[[int], str]) -> None:
    assert len(mail(rest(80_000), "").content_key) == 64
    assert costs_no_more_than_its_length(rest, 80_000)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("Message-ID: <>\r\nTo: a@\r\nDate: x\r\nReferences: <\r\n\r\nhoi", id="h58-empty-values"),
        pytest.param("Content-Type: multipart/mixed; boundary=\r\n\r\nhoi", id="no-boundary"),
        pytest.param("\x00\x01", id="binary"),
    ],
)
def test_hostile_mail_never_raises(rest: str) -> None:
    assert len(mail(rest, "").content_key) == 64


def test_nothing_at_all_is_a_mail_too() -> None:
    read = parse(b"", reading)
    assert read.sender is None
    assert read.text == ""


def test_h60_damaged_base64_gives_what_decodes() -> None:
    read = mail("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naG9pI*GhhbGxv!x")
    assert read.text == "hoi hallo"
    assert "damaged-encoding" in read.flags


def test_h61_a_truncated_multipart_gives_what_is_there() -> None:
    whole = multipart("mixed", "Content-Type: text/plain\r\n\r\nhoi", attached("a.bin"))
    read = mail(whole.partition("--grens--")[0])
    assert (read.text, len(read.attachments)) == ("hoi", 1)
    assert "truncated" in read.flags


def test_h14_another_sender_is_flagged() -> None:
    assert "other-sender" in plain("hoi", HEAD + "Sender: secretariaat@ziekenhuis.example\r\n").flags


def test_h31_our_own_kind_is_a_loop() -> None:
    read = plain("hoi", HEAD + "X-Trajectbot: digest\r\n")
    assert (read.automatic, read.trajectbot_kind) == (Automatic.LOOP, "digest")


def test_an_out_of_office_tells_until_when() -> None:
    read = plain("Ik ben tot en met 20 november afwezig.", HEAD + "Auto-Submitted: auto-replied\r\n")
    assert (read.automatic, read.away, read.until) == (Automatic.AUTO_REPLY, True, date(2026, 11, 20))

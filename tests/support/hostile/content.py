"""Injections, broken MIME and hostile attachments (docs/hostile.md, C, D and E), mailed by people of a traject."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
from collections.abc import Callable

from pypdf import PdfWriter
from support.hostile.aftermath import Build, Hostile, Scene
from support.hostile.identity import REVIEW, TRAJECT
from support.hostile.loops import from_listed, unknown
from support.office_files import docx, paragraph, run, zipped
from support.stories.people import fill, scores

from bot.core.traject.value import Outcome

ANSWERS = "1. Medisch handelen\nScore: 4\nToelichting: kundig\n2. Communicatie\nScore: 3\n"
ENQUIRY = "Ik wil graag een IFMS-traject bij u doen. Kunt u mij bellen?"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + random.Random(1).randbytes(40_000)
EMPTY_WINMAIL = b"\x78\x9f\x3e\x22" + b"rommel" * 50
Change = Callable[[bytes], bytes]


def as_is(raw: bytes) -> bytes:
    """No change."""
    return raw


def form_mail(change: Change, name: str = "formulier.docx") -> Build:
    """The victim's form, the whole mail changed."""

    def build(scene: Scene, case: str) -> bytes:
        person, address, _ = scene.victim(case)
        return change(scene.p.write(f"{person} <{address}>", "Formulier", "Zie bijlage.", (name, scene.form()[1])))

    return build


def with_file(name: str, make: Callable[[bytes], bytes]) -> Build:
    """The victim sends this file, made from a filled-in form."""

    def build(scene: Scene, case: str) -> bytes:
        person, address, _ = scene.victim(case)
        return scene.p.write(f"{person} <{address}>", "Formulier", "Zie bijlage.", (name, make(scene.form()[1])))

    return build


def with_head(change: Callable[[str, str], str], body: str = ANSWERS) -> Build:
    """A mail by hand: `change` gives the headers for a From value and the kenmerk."""

    def build(scene: Scene, case: str) -> bytes:
        person, address, _ = scene.victim(case)
        return f"{change(f'{person} <{address}>', scene.opened.ref)}\n\n{body}".replace("\n", "\r\n").encode()

    return build


def _nested(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    head = f"From: {person} <{address}>\r\nSubject: {case}\r\nMIME-Version: 1.0\r\n"
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3000))
    return f"{head}{deep}Content-Type: text/plain\r\n\r\nhallo\r\n".encode()


def _many_parts(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    head = f'From: {person} <{address}>\r\nSubject: {case}\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    part = "--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n"
    return (head + part * 5000 + "--b--\r\n").encode()


def _inside(outer: str) -> Build:
    """A form in an attached mail; `outer` is the sender of the mail around it, "" for the victim."""

    def build(scene: Scene, case: str) -> bytes:
        person, address, _ = scene.victim(case)
        inner = scene.p.write(f"{person} <{address}>", "Formulier", "Zie bijlage.", scene.form())
        head = f"From: {outer or f'{person} <{address}>'}\r\nSubject: Fwd: Formulier\r\nMIME-Version: 1.0\r\n"
        kind = 'Content-Type: multipart/mixed; boundary="buiten"\r\n\r\n--buiten\r\n'
        text = "Content-Type: text/plain\r\n\r\nZie bijlage.\r\n--buiten\r\nContent-Type: message/rfc822\r\n\r\n"
        return (
            (head + kind + text).encode()
            + inner.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            + b"\r\n--buiten--\r\n"
        )

    return build


def _other_specialist(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    form = fill(scene.opened.form, scores() | {"specialist": "Theodora Wolkers"})
    return scene.p.write(f"{person} <{address}>", "Formulier", "Zie bijlage.", ("f.docx", form))


def _empty(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    return scene.p.write(f"{person} <{address}>", "Formulier", "Zie bijlage.", ("f.docx", scene.opened.form))


def _bomb(form: bytes) -> bytes:
    """The form's document grown to a gigabyte of blanks, which fit in a megabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data + b" " * 200_000_000 if name == "word/document.xml" else data)
    return out.getvalue()


def _with_entities(form: bytes) -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx("", {"word/document.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{lol}]><w:document>&l9;</w:document>'})


def _zipped(times: int) -> Callable[[bytes], bytes]:
    def make(form: bytes) -> bytes:
        name = "formulier.docx"
        for number in range(times):
            form, name = zipped({name: form}), f"z{number}.zip"
        return form

    return make


def _winmail(form: bytes) -> bytes:
    """The form as Outlook wraps it (MS-OXTNEF)."""
    parts = _block(1, 0x9006, 8, struct.pack("<I", 0x10000)) + _block(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    parts += _block(2, 0x9002, 6, bytes(14)) + _block(2, 0x8010, 1, b"formulier.docx\0") + _block(2, 0x800F, 6, form)
    return b"\x78\x9f\x3e\x22\x01\x00" + parts


def _block(level: int, name: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _declining_in_outlook(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    words = "Helaas lukt het mij niet om mee te doen."
    return scene.p.write(f"{person} <{address}>", "Re: feedback", words, ("winmail.dat", EMPTY_WINMAIL))


def _locked_pdf(form: bytes) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim")
    writer.write(out)
    return out.getvalue()


def _bad_base64(raw: bytes) -> bytes:
    head, mark, body = raw.partition(b"UEsDB")
    return head + mark + body[:400] + b"!!!! dit is geen base64 !!!!\n" + body[3000:]


def _cut_off(raw: bytes) -> bytes:
    return raw[: raw.index(b"UEsDB") + 4000]


def _renamed(name: bytes) -> Change:
    return lambda raw: raw.replace(b'filename="formulier.docx"', b'filename="' + name + b'"')


def _header(line: bytes) -> Change:
    return lambda raw: line + b"\r\n" + raw


def without(name: bytes, instead: bytes = b"") -> Change:
    """Takes a header away, and puts another one in its place."""

    def change(raw: bytes) -> bytes:
        head, blank, body = raw.partition(b"\n\n")
        lines = [line for line in head.split(b"\n") if not line.lower().startswith(name.lower() + b":")]
        return b"\n".join([*([instead] if instead else []), *lines]) + blank + body

    return change


def _pgp(scene: Scene, case: str) -> bytes:
    person, address, _ = scene.victim(case)
    head = f'From: {person} <{address}>\r\nSubject: ...\r\nContent-Type: multipart/encrypted; boundary="b"; '
    parts = (
        'protocol="application/pgp-encrypted"\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n'
        "--b\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\nabc\r\n"
        "-----END PGP MESSAGE-----\r\n--b--\r\n"
    )
    return (head + parts).encode()


def _signed(raw: bytes) -> bytes:
    head, _, body = raw.partition(b"Content-Type: multipart/mixed")
    inner = (b"Content-Type: multipart/mixed" + body).replace(b"MIME-Version: 1.0\n", b"")
    kind = b'Content-Type: multipart/signed; boundary="s"; protocol="application/pkcs7-signature"\n\n--s\n'
    end = b"\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n"
    return head + kind + inner + end + base64.encodebytes(b"handtekening") + b"--s--\n"


def _taken(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.FORM, TRAJECT, counted=True, answers=("form-received",))


def _for_eyes(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.FORM_FOR_EYES, TRAJECT, counted=True, answers=("form-received",))


def _unreadable(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.FORM_UNREADABLE, TRAJECT, answers=("form-unreadable",))


def _q(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.DOUBTFUL, REVIEW)


def _from(before: str) -> Callable[[str, str], str]:
    return lambda sender, ref: f"From: {before} {sender}\nSubject: Formulier {ref}"


CATALOGUE = (
    _taken("h36-line-end-in-subject", form_mail(without(b"subject", b"Subject: =?UTF-8?Q?Hallo=0D=0ABcc:_dief=40elders.example?="))),
    Hostile("h36-line-end-in-name", unknown("IFMS", ENQUIRY, "=?UTF-8?Q?Jan=0D=0ABcc=3A_dief=40elders.example?= <jan@kliniek.example>"),
            Outcome.ENQUIRY, "INBOX"),
    _taken("h38-command-in-message-id", form_mail(without(b"message-id", b'Message-ID: <x" UID STORE 1:* FLAGS (\\Deleted)\r\n EXPUNGE@elders.example>'))),
    Hostile("h41-markup-in-name", unknown("IFMS", ENQUIRY, '"<img src=x onerror=alert(1)> [klik](http://kwaad.example) {{ 7*7 }}" <els@kliniek.example>'),
            Outcome.ENQUIRY, "INBOX"),
    _q("h53-many-quotes", with_head(_from('"' * 80_000))),
    _q("h54-nested-deep", _nested),
    _q("h55-many-parts", _many_parts),
    _taken("h56-many-encoded-words", form_mail(without(b"subject", b"Subject: " + b"=?UTF-8?Q?a?=\r\n " * 8000 + b"x"))),
    _q("h57-many-brackets", with_head(_from("(" * 1000))),
    _taken("h58-empty-message-id", form_mail(without(b"message-id", b"Message-ID: <>"))),
    _taken("h58-half-recipient", form_mail(without(b"to", b"To: a@"))),
    _taken("h59-unknown-charset", with_head(lambda s, _: f"From: {s}\nSubject: antwoord\nMIME-Version: 1.0\nContent-Type: text/plain; charset=x-onzin")),
    _unreadable("h60-damaged-attachment", form_mail(_bad_base64)),
    _unreadable("h61-cut-off", form_mail(_cut_off)),
    _taken("h62-form-in-an-attached-mail", _inside("")),
    _q("h62-attached-mail-of-somebody-else", _inside("Iemand Anders <iemand@elders.example>")),
    _taken("h63-winmail", with_file("winmail.dat", _winmail)),
    _unreadable("h63-winmail-cut-off", with_file("winmail.dat", lambda form: _winmail(form[: len(form) // 2]))),
    Hostile("h63-winmail-with-nothing-in-it", with_file("winmail.dat", lambda _: EMPTY_WINMAIL),
            Outcome.FORM_EMPTY, TRAJECT, answers=("form-empty",)),
    Hostile("h63-decline-with-an-empty-winmail", _declining_in_outlook, Outcome.DECLINED, "correspondence",
            answers=("decline-received",)),
    Hostile("h64-encrypted", _pgp, Outcome.FORM_UNREADABLE, "correspondence", answers=("encrypted",)),
    _taken("h64-only-signed", form_mail(_signed)),
    _taken("h65-right-to-left-name", form_mail(_renamed("form\N{RIGHT-TO-LEFT OVERRIDE}xcod.exe".encode()))),
    _taken("h66-path-as-name", form_mail(_renamed(b"../../../etc/passwd"))),
    _taken("h66-long-name", form_mail(_renamed(b"a" * 300 + b".docx"))),
    _taken("h67-wrong-extension", form_mail(as_is, "formulier.pdf")),
    _unreadable("h67-program-as-word", with_file("formulier.docx", lambda _: b"MZ\x90\x00" + bytes(range(256)) * 40)),
    Hostile("h69-empty-form", _empty, Outcome.FORM_EMPTY, TRAJECT, answers=("form-empty",)),
    _taken("h70-date-of-1970", form_mail(without(b"date", b"Date: Thu, 01 Jan 1970 00:00:00 +0000"))),
    _taken("h70-date-of-2099", form_mail(without(b"date", b"Date: Thu, 31 Dec 2099 23:59:59 +0000"))),
    _taken("h70-no-date", form_mail(without(b"date", b"Date: gisteren"))),
    _unreadable("h72-zip-bomb", with_file("formulier.docx", _bomb)),
    _taken("h74-zip", with_file("formulieren.zip", _zipped(1))),
    _q("h74-zip-in-zip", with_file("formulieren.zip", _zipped(2))),
    _q("h74-zip-in-zip-in-zip", with_file("formulieren.zip", _zipped(3))),
    _unreadable("h75-billion-laughs", with_file("formulier.docx", _with_entities)),
    _q("h81-nul-and-noise", with_file("formulier.csv", lambda _: b"\x00\xff" * 5000)),
    _for_eyes("h85-photo", with_file("IMG_0001.jpg", lambda _: PHOTO)),
    _unreadable("h85-encrypted-pdf", with_file("formulier.pdf", _locked_pdf)),
    _for_eyes("h88-changes-and-comments", with_file("brief.docx", lambda _: docx(
        paragraph(run("Jan is een fijne collega met wie het goed samenwerken is in de kliniek."))
        + '<w:p><w:del><w:r><w:delText>GEHEIM</w:delText></w:r></w:del></w:p>'))),
    _q("h89-names-another-specialist", _other_specialist),
    _q("h69-only-a-question", from_listed("Vraag", "Moet ik dit voor de kerst invullen?")),
)  # fmt: skip

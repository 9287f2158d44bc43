"""A form that is taken back goes with its copies: hers and the respondent's; she hears what is left, and nothing else goes."""

from __future__ import annotations

import base64
import email
import io
import random
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from uuid import uuid4

import pypdf
import pytest
from support.stories.dialogue import Opened, collecting, ready
from support.stories.people import PEERS, fill, scores
from support.stories.practice import INFO, SHE, Practice, enclosures, parsed, text_of

HER, STRANGER = f"A. de Vries <{SHE}>", "iemand@elders.example"
PIET, KEES = (f"{name} <{address}>" for name, address, _ in PEERS[:2])
LOGO = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(40_000)


@dataclass(frozen=True)
class Told:
    """Piet's form as mail and as file, Kees's file, a blank one."""

    mail: bytes
    file: bytes
    other: bytes
    blank: bytes


def begun(sender: str) -> EmailMessage:
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "x@y.example", "Zie"
    mail["Message-ID"] = f"<{uuid4().hex}@y.example>"
    mail.set_content("Ter informatie.")
    return mail


def attached(data: bytes, sender: str = HER, name: str = "f.docx") -> bytes:
    mail = begun(sender)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def enclosing(raw: bytes, sender: str = HER) -> bytes:
    mail = begun(sender)
    mail.add_attachment(email.message_from_bytes(raw, policy=SMTP))
    return bytes(mail)


def pasted(data: bytes) -> bytes:
    mail = begun(HER)
    mail.set_content(f'<img src="data:image/jpeg;base64,{base64.b64encode(data).decode()}">', subtype="html")
    return bytes(mail)


def tgz(data: bytes) -> bytes:
    out, member = io.BytesIO(), tarfile.TarInfo("f.docx")
    member.size = len(data)
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def portfolio(data: bytes) -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_attachment("f.docx", data)
    writer.write(out)
    return out.getvalue()


GOES: dict[str, Callable[[Told], bytes]] = {
    "Sent": lambda t: attached(t.file),
    "Van de praktijk": lambda t: attached(t.file, INFO),
    "Ingepakt": lambda t: attached(tgz(t.file)),
    "Doorgestuurd": lambda t: enclosing(t.mail),
    "Als bestand": lambda t: attached(t.mail, name="bericht.eml"),
    "Geplakt": lambda t: pasted(t.file),
    "In een PDF": lambda t: attached(portfolio(t.file)),
    "Trash": lambda t: attached(t.file, PIET),
}
LEFT: dict[str, Callable[[Told], bytes]] = {
    "Van een ander": lambda t: attached(t.file, STRANGER),
    "Door een ander": lambda t: enclosing(t.mail, STRANGER),
}
STAYS: dict[str, Callable[[Told], bytes]] = {
    "Collega": lambda t: attached(t.other),
    "Leeg": lambda t: attached(t.blank),
    "Logo": lambda t: attached(LOGO, name="logo.png"),
    "Los": lambda t: attached(b"Iets anders. " * 200),
}


def answered(p: Practice, *more: tuple[str, bytes]) -> tuple[Opened, Told]:
    opened = collecting(p)
    files = [fill(opened.form, scores(f"Netjes, zegt {who}.")) for who in "PK"]
    for person, file in zip((PIET, KEES), files, strict=True):
        p.mail(person, "Feedbackformulier", "Zie bijlage.", ("f.docx", file), *more)
    p.round("2026-11-05 10:00")
    (raw,) = (raw for _, raw in p.account.mails(opened.folder) if PEERS[0][1].encode() in raw)
    return opened, Told(raw, enclosures(email.message_from_bytes(raw))["f.docx"], files[1], opened.form)


def put(p: Practice, folder: str, raw: bytes) -> None:
    with p.account.connect() as client:
        client.create(f'"{folder}"')
    p.account.append(raw, folder=folder, when=p.now)


def words(raw: object) -> str:
    return " ".join(text_of(parsed(raw)).split())


def test_every_copy_goes_or_is_named_and_nothing_else(practice_run: Practice) -> None:
    p = practice_run
    opened, told = answered(p, ("logo.png", LOGO))
    placed = {name: make(told) for group in (GOES, LEFT, STAYS) for name, make in group.items()}
    for name, raw in placed.items():
        put(p, name, raw)
    put(p, opened.folder, attached(told.file, HER))
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    assert {name for name in placed if p.account.mails(name)} == {*LEFT, *STAYS}
    assert not [raw for _, raw in p.account.mails(opened.folder) if told.file in enclosed_in(raw)]
    assert [raw for _, raw in p.account.mails(opened.folder) if told.other in enclosed_in(raw)]
    (notice,) = p.sent("copies-left", SHE)
    assert {name for name in placed if f"{name}: 1 mail" in words(notice)} == set(LEFT)
    assert "kopie" in words(p.sent("withdrawn")[-1])


def enclosed_in(raw: bytes) -> list[bytes]:
    return [bytes(data) for data in enclosures(email.message_from_bytes(raw)).values() if isinstance(data, bytes)]


def test_nobody_hears_of_copies_where_there_are_none(practice_run: Practice) -> None:
    p = practice_run
    _, told = answered(p)
    put(p, "Sent", attached(told.file))
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    assert p.account.mails("Sent") == []
    assert p.sent("copies-left") == []
    assert "kopie" not in words(p.sent("withdrawn")[-1])


def test_what_was_sent_twice_goes_twice(practice_run: Practice) -> None:
    p = practice_run
    opened, told = answered(p)
    p.mail(PIET, "Nogmaals", "Zie bijlage.", ("f.docx", told.file))
    p.round("2026-11-05 11:00")
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    folders = (opened.folder, f"{opened.folder}/Correspondentie", "INBOX")
    assert not [f for f in folders for _, raw in p.account.mails(f) if told.file in enclosed_in(raw)]


def test_the_same_form_that_is_sent_anew_counts(practice_run: Practice) -> None:
    p = practice_run
    opened, told = answered(p)
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    p.mail(PIET, "Toch", "Hierbij toch mijn formulier.", ("f.docx", told.file))
    p.round("2026-11-06 11:00")
    p.round("2026-11-06 12:00")
    assert [raw for _, raw in p.account.mails(opened.folder) if told.file in enclosed_in(raw)]


@pytest.mark.parametrize("sender", [HER, STRANGER])
def test_a_copied_dossier_is_named(practice_run: Practice, sender: str) -> None:
    p = practice_run
    opened = ready(p)
    (mail,) = (raw for _, raw in p.account.mails(opened.folder) if b"X-Trajectbot: dossier" in raw)
    (pdf,) = enclosed_in(mail)
    put(p, "Dossiers", attached(pdf, sender, "Dossier.pdf"))
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-25 10:00")
    p.round("2026-11-25 10:05")
    (notice,) = p.sent("copies-left", SHE)
    assert "Dossiers: 1 mail" in words(notice)
    assert len(p.account.mails("Dossiers")) == 1

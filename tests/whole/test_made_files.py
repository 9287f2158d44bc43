"""What was made of the forms, and what she passed on to the specialist, is known by its bytes wherever a copy lies."""

from __future__ import annotations

import email
import io
import random
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import uuid4

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.closing import destroy
from support.stories.dialogue import ready, send_form
from support.stories.people import PEERS
from support.stories.practice import INFO, JAN, SHE, Practice, enclosures, practice

from bot.shell.operator.verifying.verify import verified

HER, STRANGER = f"A. de Vries <{SHE}>", "iemand@elders.example"
LOGO = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(40_000)


def document(told: str) -> bytes:
    """Enough of a Word document to be read."""
    made = io.BytesIO()
    body = f"<w:p><w:r><w:t>{told}</w:t></w:r></w:p>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        archive.writestr("docProps/x.bin", random.Random(told).randbytes(3000))
    return made.getvalue()


def attached(data: bytes, sender: str, name: str = "Stuk.docx") -> bytes:
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "x@y.example", "Concept"
    mail["Message-ID"] = f"<{uuid4().hex}@y.example>"
    mail.set_content("Ter informatie.")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def packed(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Stuk.docx", data)
    return made.getvalue()


def dossier_of(p: Practice, folder: str) -> bytes:
    (mail,) = (raw for _, raw in p.account.mails(folder) if b"X-Trajectbot: dossier" in raw)
    (pdf,) = enclosures(email.message_from_bytes(mail)).values()
    return bytes(pdf)


@pytest.mark.parametrize("signed", ["document", "photograph"])
def test_her_copies_of_what_was_made_or_passed_on_go_with_the_traject(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, signed: str
) -> None:
    with practice(tmp_path, account, smtp_server, more="[traject]\ndestruction_cooling_days = 0\n") as p:
        opened = ready(p)
        first = dossier_of(p, opened.folder)
        send_form(p, opened, PEERS[5], "Nog een.")
        p.round("2026-11-25 10:00")
        p.round("2026-11-25 10:05")
        second = dossier_of(p, opened.folder)
        p.now = p.now.replace(day=27)
        p.command(f"gesprek {opened.ref} 2026-11-26")
        p.round("2026-11-27 10:00")
        statement = document("Verklaring van deelname, getekend.")
        if signed == "photograph":
            statement = b"\xff\xd8\xff\xe0" + random.Random(2).randbytes(400_000)
        name = "Verklaring.docx" if signed == "document" else "Verklaring.jpg"
        p.mail(HER, f"verklaring {opened.ref}", "", (name, statement), ("logo.png", LOGO))
        p.round("2026-11-27 10:30")
        report = document("Verslag van het gesprek met Jan Bakker. " * 30)
        p.mail(HER, f"verslag {opened.ref}", "", ("Verslag.docx", report), ("logo.png", LOGO))
        p.round("2026-11-27 11:00")
        p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")  # the logo may be something else
        p.round("2026-11-27 11:30")
        assert p.kinds(JAN)[-2:] == ["statement", "report"]
        made = {"oud": first, "dossier": second, "verklaring": statement, "verslag": report}
        goes = {f"Haar {what}": attached(data, HER) for what, data in made.items()}
        goes |= {f"Verpakt {what}": attached(packed(data), INFO, "map.zip") for what, data in made.items()}
        told = {f"Ander {what}": attached(data, STRANGER) for what, data in made.items()}
        stays = {"Logo": attached(LOGO, HER, "logo.png"), "Ander stuk": attached(document("Iets anders"), HER)}
        for folder, raw in (goes | told | stays).items():
            with account.connect() as client:
                client.create(f'"{folder}"')
            account.append(raw, folder=folder, when=p.now)
        destroy(p, opened.ref, "2026-12-08 10:00")
        assert {folder for folder in goes | told | stays if account.mails(folder)} == {*told, *stays}
        (_, proof) = enclosures(email.message_from_bytes(p.sent("destroyed-certificate", SHE)[-1].raw)).values()
        assert {folder for folder in told | stays if f"\n- {folder}: 1\n" in proof.decode()} == set(told)
        p.app.workshop.ledger.close()
        assert [one for one in verified(p.settings, opened.ref, p.now) if one.store == "ledger" and one.found] == []

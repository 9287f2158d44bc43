"""A file of a form is known wherever it was attached: hers goes, others' is told, another traject's is no proof."""

from __future__ import annotations

import base64
import email
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import uuid4

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting
from support.stories.people import PEERS, fill, scores
from support.stories.practice import INFO, SHE, Practice, enclosures, parsed, practice, text_of

HER = f"A. de Vries <{SHE}>"
GREETING, STRANGER = b"groet van Piet\n", "iemand@elders.example"


def attached(data: bytes, sender: str = INFO) -> bytes:
    """A new mail with this file, which refers to nothing."""
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        sender,
        "x@y.example",
        "Zie bijlage",
        f"<{uuid4().hex}@y.example>",
    )
    mail.set_content("Ter informatie.")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="iets.docx")
    return bytes(mail)


def in_short_lines(data: bytes) -> bytes:
    """The same in base64 with other line ends, as another program writes it."""
    whole = base64.encodebytes(data).decode().replace("\n", "\r\n").encode()
    short = b"\r\n".join(base64.b64encode(data)[at : at + 60] for at in range(0, len(data) * 2, 60))
    return attached(data).replace(whole.strip(), short.strip())


def enclosing(form: bytes, *, known: bool) -> bytes:
    """The form's mail as an attachment, with or without what it was known by."""
    inner = email.message_from_bytes(form, policy=SMTP)
    if not known:
        del inner["Message-ID"], inner["Date"]
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        HER,
        "x@y.example",
        "Fwd",
        f"<{uuid4().hex}@y.example>",
    )
    mail.set_content("Kijk even mee.")
    mail.add_attachment(inner)
    return bytes(mail)


@pytest.fixture
def forms(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> tuple[Practice, Opened, list[bytes]]:
    """Two forms are in; with the first came a file of a few bytes. Their mails."""
    with practice(tmp_path, account, smtp_server, more="[traject]\ndestruction_cooling_days = 0\n") as p:
        opened = collecting(p)
        for person, more in ((PEERS[0], (("groet.txt", GREETING),)), (PEERS[1], ())):
            form = ("f.docx", fill(opened.form, scores(f"Netjes, zegt {person[0]}.")))
            p.mail(f"{person[0]} <{person[1]}>", "Feedbackformulier", "Zie bijlage.", form, *more)
        p.round("2026-11-06 10:00")
        found = [raw for _, raw in account.mails(opened.folder) if b"f.docx" in raw]
        assert len(found) == 2
        yield p, opened, found


def docx(form: bytes) -> bytes:
    return enclosures(email.message_from_bytes(form))["f.docx"]


GOES: dict[str, Callable[[bytes], bytes]] = {
    "Verzonden": lambda form: attached(docx(form)),
    "Archief": lambda form: in_short_lines(docx(form)),
    "Doorgestuurd": lambda form: enclosing(form, known=True),
    "Doorgestuurd zonder kop": lambda form: enclosing(form, known=False),
    "Van haar eigen adres": lambda form: attached(docx(form), HER),
}
STAYS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "Van een ander": lambda form, blank: attached(docx(form), STRANGER),
    "Even groot": lambda form, blank: attached(bytes(reversed(docx(form)))),
    "Leeg formulier": lambda form, blank: attached(blank),
    "Groet": lambda form, blank: attached(GREETING),
}


def test_a_file_of_a_form_is_found_wherever_it_was_attached(forms: tuple[Practice, Opened, list[bytes]]) -> None:
    p, opened, (first, second) = forms
    p.command("start els@kliniek.example Els Wit")
    p.round("2026-11-06 12:00")
    other = next(f for f in p.account.folders() if f.endswith("Els Wit"))
    placed = {name: make(first) for name, make in GOES.items()}
    placed |= {name: make(first, opened.form) for name, make in STAYS.items()}
    placed |= {"Ook elders": attached(docx(second)), f"{other}/Oud": attached(docx(second), STRANGER)}
    for name, raw in placed.items():
        with p.account.connect() as client:
            client.create(f'"{name}"')
        p.account.append(raw, folder=name)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-09 10:00")
    asked = p.sent("destruction-confirm", SHE)[-1]
    goes, _, doubtful = text_of(parsed(asked)).partition("niet verwijderd")
    assert {name for name in placed if f"{name}: 1 mail" in goes} == set(GOES)
    assert {name for name in placed if f"{name}: 1 mail" in doubtful} == set(placed) - set(GOES) - set(STAYS) | {
        "Van een ander"
    }
    p.reply(asked, HER, "ja")
    p.round("2026-11-09 10:10")
    left = {name for name in placed if any(raw == placed[name] for _, raw in p.account.mails(name))}
    assert left == set(placed) - set(GOES)
    assert p.kinds(SHE)[-1] == "destroyed-certificate"

"""A traject in which everything that anybody says bears a canary, and eyes that see one however it is written."""

from __future__ import annotations

import base64
import binascii
import io
import os
import quopri
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

from docx import Document as WordDocument
from support.stories.dialogue import Opened
from support.stories.people import fill, respondent_sheet, scores
from support.stories.practice import PASS, SHE, Practice, at, enclosures, parsed

WORD = b"kanarie"
NAMES = ("kanarienaam", "kanarieadres", "kanariepiet", "kanariepost", "kanariekees", "kanariemiep")
SAID = (
    "kanarieonderwerp", "kanariebrief", "kanarievorm", "kanarieauteur", "kanariebestand", "kanariesmoes",
    "kanarieutf", "kanariezip", "kanariekop",
)  # fmt: skip
WILLEM = "Willem Kanarienaam <w.kanarieadres@ziekenhuis.example>"
PIET, KEES, MIEP = (
    ("Piet Kanariepiet", "kanariepost@ziekenhuis.example", "cardioloog"),
    ("Kees Kanariekees", "k.post@ziekenhuis.example", "internist"),
    ("Miep Kanariemiep", "m.post@ziekenhuis.example", "verpleegkundige"),
)
_CODED = re.compile(rb"(?:[A-Za-z0-9+/]{4}[\r\n]*){4,}[A-Za-z0-9+/]{0,4}={0,2}")
_DEPTH = 3


def sees(data: bytes, word: bytes = WORD) -> bool:
    """Plain, in UTF-16, quoted-printable, base64, zipped, and these in one another."""
    return word in unfolded(data)


def unfolded(data: bytes, depth: int = _DEPTH) -> bytes:
    """The bytes in every way in which they can be read, in small letters; UTF-16 without its zeros."""
    layers = [data.lower(), data.replace(b"\0", b"").lower()]
    return b"\n".join([*layers, *(unfolded(inner, depth - 1) for inner in (_inside(data) if depth else ()))])


def _inside(data: bytes) -> Iterator[bytes]:
    if b"=" in data and (plain := quopri.decodestring(data)) != data:
        yield plain
    for found in _CODED.finditer(data):
        coded = b"".join(found[0].split())
        for first in range(4):
            with suppress(binascii.Error):
                yield base64.b64decode(coded[first : len(coded) - (len(coded) - first) % 4])
    if data.startswith(b"PK"):
        with suppress(zipfile.BadZipFile, ValueError), zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode() + b"\0" + archive.read(member)


def begins(p: Practice) -> None:
    p.now = at("2026-11-03 10:00")
    address = re.search(r"<(.*)>", WILLEM)
    assert address
    p.command(f"start {address[1]} Willem Kanarienaam")


def lists(p: Practice) -> None:
    p.now = at("2026-11-04 09:00")
    p.reply(opened(p).started, WILLEM, "Hierbij de lijst.", ("lijst.xlsx", respondent_sheet(PIET, KEES, MIEP)))


def answers(p: Practice) -> None:
    """A form with a question in quoted-printable, a refusal in base64, and a question with files."""
    form = ("kanariebestand.docx", _by(fill(opened(p).form, scores("Kanarievorm.")), "Kanarieauteur"))
    p.mail(_from(PIET), "Kanarieonderwerp", "Kanariebriëf, kanariebrief: zie bijlage.", form, X_Note="kanariekop")
    files = (("a.txt", "kanarieutf".encode("utf-16")), ("b.zip", _zipped("c.txt", b"kanariezip")))
    p.mail(_from(MIEP), "Vraag", "Mag ik u hierover bellen?", *files)
    p.account.append(_in_base64(_from(KEES), "Helaas lukt het mij niet om mee te doen: kanariesmoes.", p), when=p.now)


def reminds(p: Practice) -> None:
    p.now = at("2026-11-12 09:00")


def asks(p: Practice) -> None:
    p.command(f"vernietig {opened(p).ref}")


def confirms(p: Practice) -> None:
    p.now = at("2026-11-12 13:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")


def waits(p: Practice) -> None:
    p.now += timedelta(days=2)


def opened(p: Practice) -> Opened:
    """The traject, as its first mail shows it."""
    started = p.sent("traject-started")[-1]
    files = enclosures(parsed(started))
    form = next(data for name, data in files.items() if "formulier" in name and name.endswith("docx"))
    return Opened(str(parsed(started)["Subject"])[1:8], started, form, b"", b"")


def mails_of(p: Practice, *, proofs: bool = True) -> list[bytes]:
    """All that lies in the account, mail by mail and part by part; without the certificates when asked."""
    folders = (f for f in p.account.folders() if proofs or not f.endswith("Bewijzen"))
    return [part for f in folders for _, raw in p.account.mails(f) for part in (f.encode(), *_parts(raw))]


def _parts(raw: bytes) -> Iterator[bytes]:
    yield raw
    for part in message_from_bytes(raw).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload


def files_of(p: Practice) -> dict[Path, bytes]:
    """Every file of the installation, and of what it leaves in the system's temporary folder."""
    working = Path(tempfile.gettempdir()) / f"trajectbot-{os.geteuid()}"
    there = [*p.settings.file.parent.rglob("*"), *(working.rglob("*") if working.is_dir() else ())]
    return {file: file.name.encode() + b"\0" + file.read_bytes() for file in there if file.is_file()}


def _from(person: tuple[str, str, str]) -> str:
    return f"{person[0]} <{person[1]}>"


def _by(form: bytes, author: str) -> bytes:
    word, out = WordDocument(io.BytesIO(form)), io.BytesIO()
    word.core_properties.author = author
    word.save(out)
    return out.getvalue()


def _zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _in_base64(sender: str, body: str, p: Practice) -> bytes:
    mail = EmailMessage()
    mail["Authentication-Results"] = PASS.format(domain="ziekenhuis.example")
    mail["From"], mail["To"], mail["Subject"] = sender, p.settings.practice.address, "Re: feedback"
    mail["Date"], mail["Message-ID"] = p.now, f"<base64.{p.account.user}@ziekenhuis.example>"
    mail.set_content(body, cte="base64")
    return bytes(mail)

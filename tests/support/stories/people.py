"""What the people of a test send: filled-in Word forms, lists, delivery reports, absences."""

from __future__ import annotations

import io
import zipfile
from email.message import Message

from lxml import etree
from openpyxl import Workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPETENCIES = (
    "medisch_handelen", "communicatie", "samenwerking", "kennis_en_wetenschap",
    "maatschappelijk_handelen", "organisatie", "professionaliteit",
)  # fmt: skip
PEERS = tuple((f"Peer {name}", f"{key}@ziekenhuis.example", "cardioloog") for key, name in (
    ("p.devries", "de Vries"), ("m.berg", "van den Berg"), ("k.smit", "Smit"), ("l.dekker", "Dekker"),
    ("h.visser", "Visser"), ("w.bos", "Bos")))  # fmt: skip
DOCTORS = tuple((f"Arts {name}", f"{key}@ziekenhuis.example", function) for key, name, function in (
    ("a.jong", "de Jong", "internist"), ("b.mulder", "Mulder", "aios"), ("c.peters", "Peters", "radioloog"),
    ("d.hendriks", "Hendriks", "longarts"), ("e.kok", "Kok", "huisarts"), ("f.vos", "Vos", "internist")))  # fmt: skip
OTHERS = tuple((f"Noor {name}", f"{key}@ziekenhuis.example", "verpleegkundige") for key, name in (
    ("n.yildiz", "Yıldız"), ("o.jansen", "Jansen"), ("q.meijer", "Meijer"), ("r.brouwer", "Brouwer"),
    ("s.willems", "Willems"), ("t.prins", "Prins")))  # fmt: skip


def fill(docx: bytes, answers: dict[str, str]) -> bytes:
    """A Word form with these content controls filled in, by tag."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _filled(data, answers) if name == "word/document.xml" else data)
    return out.getvalue()


def _filled(xml: bytes, answers: dict[str, str]) -> bytes:
    root = etree.fromstring(xml)
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        text = answers.get(tag.get(f"{W}val", "")) if tag is not None else None
        if text is None:
            continue
        properties = control.find(f"{W}sdtPr")
        for placeholder in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(placeholder)
        runs = list(control.find(f"{W}sdtContent").iter(f"{W}t"))
        for run in runs[1:]:
            run.text = ""
        runs[0].text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def rewritten(docx: bytes, *changes: tuple[str, str]) -> bytes:
    """The document with these words in the place of those, wherever its XML has them."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for was, becomes in changes:
                data = data.replace(was.encode(), becomes.encode())
            new.writestr(name, data)
    return into.getvalue()


def scores(text: str = "Een fijne collega.", score: str = "4") -> dict[str, str]:
    """A form's answers: the same score everywhere and one explanation."""
    answers = {f"{c}.score": score for c in COMPETENCIES}
    return answers | {"medisch_handelen.toelichting": text}


def sheet(rows: list[list[str]]) -> bytes:
    """An .xlsx with these rows."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def respondent_sheet(*people: tuple[str, str, str]) -> bytes:
    """A title, a blank line, headers, and a row a person: the function tells the group."""
    head = [["Respondenten IFMS"], [], ["Naam", "E-mail", "Functie"]]
    return sheet([*head, *([name, address, function] for name, address, function in people)])


def bounce_of(message: Message, recipient: str) -> bytes:
    """A delivery report (RFC 3464) about a mail that was sent."""
    return (
        "From: Mail Delivery System <mailer-daemon@mx.praktijk.example>\r\nTo: info@praktijk.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        "Date: Wed, 11 Nov 2026 08:40:00 +0100\r\nMessage-ID: <dsn1@mx.praktijk.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain\r\n\r\nUser unknown\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.praktijk.example\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b\r\n"
        f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message['Message-ID']}\r\n"
        f"To: {recipient}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()

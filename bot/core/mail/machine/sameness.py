"""What makes two mails say the same: words and files, whatever date, number or subject a machine alters."""

from __future__ import annotations

import re

from bot.core.documents import Document
from bot.core.mail.message import Attachment, CalendarReply, InboundMail

_MONTHS = (
    r"jan(?:uar[iy])?|feb(?:ruar[iy])?|maart|mrt|march|mar|april|apr|mei|may|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?|"
    r"sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = (
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun"
)
_COUNTED = (
    r"nr|no|num|nummer|number|ticket|melding|bericht|message|zaak|case|call|incident|herinnering|reminder|poging|attempt|"
    r"volgnummer|kenmerk|referentie|reference|ref|id"
)
_ALTERED = (
    rf"\d{{1,2}}\.? +(?:{_MONTHS})\b\.?(?: +\d{{4}})?",
    rf"(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,?(?: +\d{{4}})?",
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:t\d\S*)?",
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?(?:uur|am|pm))?",
    rf"(?:{_COUNTED})\b\W{{0,3}}\d+\b",
    r"[#(\[]\d+\b",
    r"(?=[\w-]*\d[\w-]*\d)(?=[\w-]*[a-z])[\w-]{6,}",
    r"\d{3,}",
    rf"(?:{_DAYS})\b",
)
"""A date, a time, a counter behind its word, a token of letters and digits, a long number: never a score."""
_VARIES = re.compile(rf"(?<![\w.@-])(?:{'|'.join(_ALTERED)})(?![\w.-]*@)")
_NOT_A_WORD = re.compile(r"[^\w@]+")


def told(mail: InboundMail, *, subject: bool = False) -> tuple[str, str]:
    """`said` and `handed_in` from one look at the files, which takes long."""
    files = tuple(sorted(_file(a) for a in mail.documents))
    answer = _answer(mail.calendar) if mail.calendar else ""
    words = f"{mail.subject}\n{mail.new_text}" if subject or not mail.new_text.strip() else mail.new_text
    handed = "\0".join((_sender(mail), *files)) if files else ""
    return "\0".join((_sender(mail), _plain(words), answer, *files)), handed


def said(mail: InboundMail, *, subject: bool = False) -> str:
    """Sender, own words and files; equal for two mails that say the same. To be kept as a keyed hash only.

    `subject`: it is told apart by that too; a mail without any text always is.
    """
    return told(mail, subject=subject)[0]


def handed_in(mail: InboundMail) -> str:
    """Sender and files alone; "" for a mail without any."""
    return told(mail)[1]


def _answer(calendar: CalendarReply) -> str:
    """What a calendar answers, of which moment, and which state of the appointment it knows."""
    at = calendar.starts_at.isoformat() if calendar.starts_at else ""
    return f"{calendar.uid} {calendar.sequence} {calendar.method} {calendar.partstat} {at}"


def _sender(mail: InboundMail) -> str:
    return mail.sender.key if mail.sender else ""


def _file(attachment: Attachment) -> str:
    """What a file says; what only eyes can read is told by its size."""
    document = attachment.document
    content = _content(document)
    seen_only = document.picture or not content
    return f"{document.format} {document.read} {content}" + (f" {attachment.size}" if seen_only else "")


def _content(document: Document) -> str:
    fields = (f"{f.name}={f.value}" for f in document.fields if f.filled)
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    added = (f"{a.text}@{a.at}" for a in document.additions)
    parts = (f"{part.format} {_content(part)}" for _, part in document.parts)
    return _plain("\n".join((document.text, *fields, *cells, *added, *parts)))


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub(" ", _VARIES.sub(" ", " ".join(text.casefold().split()))).strip()

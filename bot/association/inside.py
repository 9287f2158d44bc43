"""What a mail's attachments say about which traject they belong to: references, and nothing that anybody wrote."""

from __future__ import annotations

import re

from bot.association.clues import Part, gather
from bot.core.documents import Document, Read
from bot.core.mail.message import InboundMail, Inside
from bot.core.traject import reference

_MAILS = frozenset({"eml", "msg"})
_SUBJECT = re.compile(r"^Subject: (.*)$", re.MULTILINE)


def inside(mail: InboundMail) -> Inside:
    """A reference in any other text is what somebody wrote: an invoice or an overview may name many trajects."""
    parts = gather(mail).parts
    enclosed = (_enclosed(a.document) for a in mail.documents)
    found = (ref for refs in (*map(_references, parts), *enclosed) for ref in refs)
    form = any(p.form is not None and p.form.filled for p in parts)
    said = reference.find(f"{mail.subject}\n{mail.text}")
    return Inside(mail.content_key, tuple(dict.fromkeys(found)), form, said)


def _references(part: Part) -> tuple[str, ...]:
    document = part.attachment.document
    if part.form is not None:
        return part.references
    unreadable = document.picture or document.read not in (Read.OK, Read.EMPTY)
    texts = (*(value for _, value in document.properties), part.attachment.name if unreadable else "")
    return tuple(ref for text in texts for ref in reference.find(text))


def _enclosed(document: Document) -> tuple[str, ...]:
    """In the subjects of enclosed mails, at whatever depth."""
    own = _SUBJECT.search(document.text.partition("\n\n")[0]) if document.format in _MAILS else None
    below = (ref for _, part in document.parts for ref in _enclosed(part))
    return (*(reference.find(own[1]) if own else ()), *below)

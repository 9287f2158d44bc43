"""What a mail encloses, or a form typed in it, says of the traject it belongs to, and nothing that anybody wrote."""

from __future__ import annotations

import re

from bot.association.clues import Part, gather
from bot.core.documents import Document
from bot.core.mail.message import InboundMail, Inside
from bot.core.traject import reference
from bot.forms.questionnaires.catalogue import form_words

_MAILS = frozenset({"eml", "msg"})
_SUBJECT = re.compile(r"^Subject: (.*)$", re.MULTILINE)


def inside(mail: InboundMail, subjects: tuple[str, ...] = ()) -> Inside:
    """A reference in any other text is what somebody wrote: an invoice or an overview may name many trajects.
    `subjects` are those of mails that are enclosed as such.
    """
    clues = gather(mail)
    typed = _labelled(mail.text) if clues.typed is not None else ()
    enclosed = (_enclosed(a.document) for a in mail.documents)
    names = (_named(a.name, a.document) for a in mail.documents)
    told = (*map(_references, clues.parts), *enclosed, *names, *map(reference.find, subjects), typed)
    form = clues.typed is not None or any(p.form is not None and p.form.filled for p in clues.parts)
    said = reference.find(f"{mail.subject}\n{mail.text}")
    return Inside(mail.content_key, tuple(dict.fromkeys(ref for refs in told for ref in refs)), form, said)


def _labelled(text: str) -> tuple[str, ...]:
    """In the line of a form that is typed in the mail."""
    word = form_words().reference
    labels = "|".join(re.escape(word.in_(language)) for language in ("nl", "en"))
    lines = re.findall(rf"(?im)^[>\s]*(?:{labels})\s*:(.*)$", text)
    return tuple(ref for line in lines for ref in reference.find(line))


def _references(part: Part) -> tuple[str, ...]:
    if part.form is not None:
        return part.references
    return tuple(ref for _, value in part.attachment.document.properties for ref in reference.find(value))


def _named(name: str, document: Document) -> tuple[str, ...]:
    """In the names of files, at whatever depth."""
    below = (ref for inner, part in document.parts for ref in _named(inner, part))
    return (*reference.find(name), *below)


def _enclosed(document: Document) -> tuple[str, ...]:
    """In the subjects of mails in files, at whatever depth."""
    own = _SUBJECT.search(document.text.partition("\n\n")[0]) if document.format in _MAILS else None
    below = (ref for _, part in document.parts for ref in _enclosed(part))
    return (*(reference.find(own[1]) if own else ()), *below)

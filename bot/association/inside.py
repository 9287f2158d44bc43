"""What a mail encloses, or answers typed in it, say of the traject it belongs to, and nothing that anybody wrote."""

from __future__ import annotations

import re

from bot.association.clues import Part, gather
from bot.core.documents import Document
from bot.core.mail.message import InboundMail, Inside
from bot.core.traject import reference
from bot.forms.questionnaires.catalogue import form_words
from bot.forms.shapes import scores

_MAILS = frozenset({"eml", "msg"})
_ITEM = re.compile(r"(?:^|(?<=\s))\d{1,2}[.):]\s+")
_SCORE = re.compile(r"(?<![\d.,/-])[1-5](?![\d.,/-]*\d)")
_SUBJECT = re.compile(r"^Subject: (.*)$", re.MULTILINE)


def inside(mail: InboundMail, subjects: tuple[str, ...] = ()) -> Inside:
    """A reference in any other text is what somebody wrote: an invoice or an overview may name many trajects.
    `subjects` are those of mails that are enclosed as such.
    """
    clues = gather(mail)
    wrote = reference.find(f"{mail.subject}\n{mail.text}")
    typed = _labelled(mail.text) if clues.typed is not None else wrote if _seems_answered(mail.text) else ()
    enclosed = (_enclosed(a.document) for a in mail.documents)
    names = (_named(a.name, a.document) for a in mail.documents)
    told = (*map(_references, clues.parts), *enclosed, *names, *map(reference.find, subjects), typed)
    form = clues.typed is not None or any(p.form is not None and p.form.filled for p in clues.parts)
    said = tuple(dict.fromkeys((*wrote, *clues.references)))
    return Inside(mail.content_key, tuple(dict.fromkeys(ref for refs in told for ref in refs)), form, said)


def _seems_answered(text: str) -> bool:
    """Whether answers may be typed in it, too few for a form: a score behind its label, or numbers with scores."""
    word = form_words()
    labels = "|".join(re.escape(w.in_(lang)) for w in (word.score, word.explanation) for lang in ("nl", "en"))
    if re.search(rf"(?im)^[>\s*_-]*(?:\d{{1,2}}[.)]?\s*)?(?:{labels})[\s*_]*[:=][ \t]*\S", text):
        return True
    items = _ITEM.split(text)[1:]
    return any(scores.read(item, strict=True).value or _SCORE.search(item) for item in items)


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

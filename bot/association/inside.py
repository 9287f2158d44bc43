"""What a mail encloses, or answers typed in it, say of the traject it belongs to, and nothing that anybody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.association.clues import Part, gather, part_of
from bot.core.documents import Document, Read
from bot.core.mail.message import Attachment, InboundMail, Inside
from bot.core.traject import reference
from bot.forms.questionnaires.catalogue import FEEDBACK, form_words, questionnaire
from bot.forms.questionnaires.questionnaire import Kind
from bot.forms.shapes import scores
from bot.forms.shapes.between import SPELLED

_A_FORM = re.compile(r"(?i)feedback|formulier|vragenlijst|evaluat|questionnaire|antwoord|\b(?:form|answers?|ifms)\b")
"""In the name of a file: what people call a form of ours."""
_MAILS = frozenset({"eml", "msg"})
_ITEM = re.compile(r"(?:^|(?<=\s))\d{1,2}[.):]\s+")
_SCORE = re.compile(r"(?<![\d.,/-])[1-5](?![\d.,/-]*\d)")
_SUBJECT = re.compile(r"^Subject: (.*)$", re.MULTILINE)


def inside(mail: InboundMail, subjects: tuple[str, ...] = ()) -> Inside:
    """A reference in any other text is what somebody wrote: an invoice or an overview may name many trajects.
    `subjects` are those of mails that are enclosed as such.
    """
    clues = gather(mail)
    parts = (*clues.parts, *(part_of(one) for p in clues.parts for one in _archived(p.attachment)))
    wrote = reference.find_loosely(f"{mail.subject}\n{mail.text}")
    answered = _seems_answered(mail.text)
    typed = (_labelled(mail.text) or wrote) if answered else ()
    enclosed = (_enclosed(a.document) for a in mail.documents)
    names = (_named(a.name, a.document) for a in mail.documents)
    told = (*map(_references, parts), *enclosed, *names, *map(reference.find, subjects), typed)
    form = (clues.typed is not None and answered) or any(p.form is not None and p.form.filled for p in parts)
    texts = (ref for p in parts for ref in reference.find_loosely(p.attachment.document.text))
    said = tuple(dict.fromkeys((*wrote, *clues.references, *texts, *(r for p in parts for r in p.references))))
    return Inside(mail.content_key, tuple(dict.fromkeys(ref for refs in told for ref in refs)), form, said)


def _archived(attachment: Attachment) -> Iterator[Attachment]:
    """The files of an archive in an archive, at whatever depth."""
    for name, part in attachment.document.parts:
        one = Attachment(name, "", 0, part)
        yield one
        yield from _archived(one)


def _seems_answered(text: str) -> bool:
    """Whether answers may be typed in it, too few for a form: a score behind a label or a title of ours, or numbered
    scores and nothing else. What somebody counts otherwise ("1. Ontvangst: 4") is about something else.
    """
    if _labels().search(text) or _titles().search(text):
        return True
    items = [item.strip().strip(".,;") for item in _ITEM.split(text)[1:]]
    return len(items) > 1 and all(_is_score(item) for item in items)


def _is_score(item: str) -> bool:
    """`4`, `goed, 4`, `vijf`: nothing but a step of the scale and its words."""
    words = set(re.findall(r"[^\W\d_]+", item.lower()))
    scored = bool(scores.read(item, questionnaire(FEEDBACK).scale, strict=True).value or _SCORE.search(item))
    return scored and words <= _scale_words()


@cache
def _labels() -> re.Pattern[str]:
    word = form_words()
    labels = "|".join(re.escape(w.in_(lang)) for w in (word.score, word.explanation) for lang in ("nl", "en"))
    return re.compile(rf"(?im)^[>\s*_-]*(?:\d{{1,2}}[.)]?\s*)?(?:{labels})[\s*_]*[:=][ \t]*\S")


@cache
def _titles() -> re.Pattern[str]:
    """A question's title with a score behind it."""
    asked = (q.title for q in questionnaire(FEEDBACK).questions if q.kind is Kind.SCORE)
    titles = "|".join(re.escape(text) for title in asked for text in (title.nl, title.en))
    score = r"(?:score[ \t:=]*)?[1-5](?![\d.,/-]*\d)(?=[ \t]*(?:$|[-–—,;.:(]))"
    return re.compile(rf"(?im)(?:^[>\s*_-]*|[.,;:)]\s+)(?:\d{{1,2}}[.)]?\s*)?(?:{titles})[\s*_]*[:=–-]?[ \t]*{score}")


@cache
def _scale_words() -> frozenset[str]:
    said = (text for step in questionnaire(FEEDBACK).scale for text in (step.label.nl, step.label.en))
    return frozenset(re.findall(r"[^\W\d_]+", " ".join((*said, *SPELLED, "score", "cijfer")).lower()))


def _labelled(text: str) -> tuple[str, ...]:
    """In the line of a form that is typed in the mail."""
    word = form_words().reference
    labels = "|".join(re.escape(word.in_(language)) for language in ("nl", "en"))
    lines = re.findall(rf"(?im)^[>\s]*(?:{labels})\s*:(.*)$", text)
    return tuple(ref for line in lines for ref in reference.find_loosely(line))


def _references(part: Part) -> tuple[str, ...]:
    if part.form is not None:
        return (*part.references, *reference.find_loosely(part.attachment.document.text))
    return tuple(ref for _, value in part.attachment.document.properties for ref in reference.find(value))


def _named(name: str, document: Document) -> tuple[str, ...]:
    """In the names of files, at whatever depth; of prose that can be read it says only what that is about."""
    below = (ref for inner, part in document.parts for ref in _named(inner, part))
    prose = document.read is Read.OK and bool(document.text.strip()) and not _A_FORM.search(name)
    return (*(() if prose else reference.find_loosely(name)), *below)


def _enclosed(document: Document) -> tuple[str, ...]:
    """In the subjects of mails in files, at whatever depth."""
    own = _SUBJECT.search(document.text.partition("\n\n")[0]) if document.format in _MAILS else None
    below = (ref for _, part in document.parts for ref in _enclosed(part))
    return (*(reference.find(own[1]) if own else ()), *below)

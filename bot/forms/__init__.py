"""Filled-in questionnaires: whatever shape one comes back in, the same value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.documents import Document
from bot.core.filled import FilledForm
from bot.forms.shapes import fields, paged, printed, reply

SHAPES: tuple[Callable[[Document], FilledForm | None], ...] = (fields.read, printed.read)


def filled(document: Document) -> FilledForm | None:
    """What this document says as one of our forms, or None when it is none.

    Of the shapes that fit, the one that found most answers: some people type beside a field. A document with pages is
    read by where things stand on them. Files inside the document are not looked at.
    """
    if document.pages:
        return paged.read(document)
    forms = [form for shape in SHAPES if (form := shape(document)) is not None]
    best = max(forms, key=lambda form: form.worth, default=None)
    return best and replace(best, unread=best.unread + len(document.additions))


def filled_text(text: str, new_text: str) -> FilledForm | None:
    """Answers given in a mail: `text` is the whole body, `new_text` the body without quotation and signature."""
    return reply.read(text, new_text)

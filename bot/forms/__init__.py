"""Filled-in questionnaires: whatever shape one comes back in, the same value."""

from __future__ import annotations

from bot.core.documents import Document
from bot.core.filled import FilledForm
from bot.forms.shapes import placed, reply


def filled(document: Document) -> FilledForm | None:
    """What this document says as one of our forms, or None when it is none.

    What stands in its fields, what is typed beside them and what was put onto it are one form. Files inside the
    document are not looked at.
    """
    return placed.read(document)


def filled_text(text: str, new_text: str, sender: str = "") -> FilledForm | None:
    """Answers given in a mail: `text` is the whole body, `new_text` the body without quotation and signature.

    `sender` is the name and address that it was sent under: a first name below the last answer is a signature.
    """
    return reply.read(text, new_text, sender)

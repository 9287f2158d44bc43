"""Our form without its fields: printed to PDF, saved as odt or doc, or with answers typed beside the controls."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.documents import Document
from bot.core.filled import FilledForm
from bot.forms.questionnaires.catalogue import form_words
from bot.forms.shapes import claims, flat
from bot.forms.shapes.flat import Found

_LEAST_OWN = 3


def read(document: Document) -> FilledForm | None:
    """The form, or None: the names of the competencies alone are everybody's, and answers out of place are nobody's."""
    found = find(document)
    return filled(document, found) if found is not None else None


def find(document: Document) -> Found | None:
    """Our questions in what is printed, unless answers stand out of place; text by position has none of those."""
    text = shown(document)
    found = flat.find(text, dict(document.properties).get("questionnaire", ""))
    if found is None or found.own < _LEAST_OWN:
        return None
    return None if not document.printed and flat.misplaced(text, found) else found


def shown(document: Document) -> str:
    """What is printed, by position where that is known."""
    return document.printed or document.text


def filled(
    document: Document, found: Found, put: Sequence[tuple[int, str]] = (), above: Sequence[tuple[int, str]] = ()
) -> FilledForm:
    """What it says. `put` and `above` are words put onto the page, at its questions and anywhere, by their places."""
    text, properties, words = shown(document), document.properties, form_words()
    top = _with(text[: found.first], above)
    return FilledForm(
        found.questionnaire.key,
        flat.answers(text, found, put),
        doubtful=flat.doubts(text, found, put),
        reference=claims.the_reference(text, properties),
        specialist=claims.the_specialist(top, properties),
        name=claims.labelled(top, words.name),
        group=claims.labelled(top, words.group),
        date=claims.labelled(top, words.date),
    )


def _with(top: str, above: Sequence[tuple[int, str]]) -> str:
    """The head of a form with the words that were put onto it."""
    for at, words in sorted(above, reverse=True):
        if 0 <= at <= len(top):
            top = f"{top[:at]} {' '.join(words.split())}{top[at:]}"
    return top

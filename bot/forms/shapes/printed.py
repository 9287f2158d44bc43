"""Our form without its fields: printed to PDF, saved as odt or doc, or with answers typed beside the controls."""

from __future__ import annotations

from bot.core.documents import Document
from bot.core.filled import FilledForm
from bot.forms.questionnaires.catalogue import form_words
from bot.forms.shapes import claims, flat

_LEAST_OWN = 3


def read(document: Document) -> FilledForm | None:
    """The form, or None: the names of the competencies alone are everybody's, and answers out of place are nobody's."""
    properties = document.properties
    found = flat.find(document.text, dict(properties).get("questionnaire", ""))
    if found is None or found.own < _LEAST_OWN or flat.misplaced(document.text, found):
        return None
    top, words = document.text[: found.first], form_words()
    return FilledForm(
        found.questionnaire.key,
        flat.answers(document.text, found),
        reference=claims.the_reference(document.text, properties),
        specialist=claims.the_specialist(top, properties),
        name=claims.labelled(top, words.name),
        group=claims.labelled(top, words.group),
        date=claims.labelled(top, words.date),
    )

"""A questionnaire answered in a mail: between the quoted questions, or by their numbers or order."""

from __future__ import annotations

from bot.core.filled import FilledForm
from bot.forms.questionnaires.catalogue import form_words
from bot.forms.shapes import claims, flat, listed
from bot.forms.shapes.prose import names_in

_LEAST_QUESTIONS = 2


def read(text: str, new_text: str, sender: str = "") -> FilledForm | None:
    """The reading with the most answers; None when the mail answers nothing."""
    signed = names_in(sender)
    readings = (_between(new_text, signed), _between(text, signed), listed.read(new_text, signed))
    forms = [form for form in readings if form is not None]
    best = max(forms, key=lambda form: form.worth, default=None)
    return best if best is not None and best.filled else None


def _between(text: str, signed: frozenset[str]) -> FilledForm | None:
    """Answers between the questions, whoever is quoted."""
    found = flat.find(text)
    if found is None or found.asked < _LEAST_QUESTIONS:
        return None
    top, words = text[: found.first], form_words()
    return FilledForm(
        found.questionnaire.key,
        flat.answers(text, found, signed=signed),
        doubtful=flat.doubts(text, found),
        reference=claims.the_reference(text),
        specialist=claims.the_specialist(top),
        name=claims.labelled(top, words.name),
        group=claims.labelled(top, words.group),
        date=claims.labelled(top, words.date),
    )

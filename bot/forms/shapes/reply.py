"""A questionnaire answered in a mail: between the quoted questions, or by their numbers or order."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.filled import Answer, FilledForm
from bot.core.mail.reply import quotation
from bot.forms.questionnaires.catalogue import form_words, questionnaire
from bot.forms.shapes import claims, flat, listed
from bot.forms.shapes.prose import names_in

_LEAST_QUESTIONS = 2
_FOR_ALL = re.compile(r"(?i)\b(?:alles|overal|allemaal|de rest|overige?|everything|all)\b[^.!?\n]{0,20}\b[1-5]\b")


def read(text: str, new_text: str, sender: str = "") -> FilledForm | None:
    """The reading with the most answers, with what was said above the quotation; None when the mail answers nothing.

    A quotation's words never answer what was asked above it.
    """
    above, quoted = quotation.parted(text)
    signed, whole = names_in(sender), quoted or above
    inside = plain = _between(whole, signed)
    if inside is not None and inside.filled and quoted:
        said = quotation.new_text(above)
        inside = _with(inside, _best(_between(said, signed), listed.read(said, signed)))
    if inside is not None and inside.filled and _FOR_ALL.search(above) and _FOR_ALL.search(quotation.new_text(above)):
        inside = replace(inside, unread=inside.unread + 1)
    own = plain if new_text == whole else _between(new_text, signed)
    best = _best(inside, own, listed.read(new_text, signed))
    return best if best is not None and best.filled else None


def _best(*forms: FilledForm | None) -> FilledForm | None:
    return max((form for form in forms if form is not None), key=lambda form: form.worth, default=None)


def _with(form: FilledForm, other: FilledForm | None) -> FilledForm:
    """Both readings in one; a score that differs is a doubt, words of both stand below each other."""
    if other is None or other.questionnaire != form.questionnaire:
        return form
    one, two = ({answer.question: answer.value for answer in f.answers} for f in (form, other))
    differ = {key: (one[key], two[key]) for key in one.keys() & two.keys() if one[key] != two[key]}
    scores = {key: values for key, values in differ.items() if key.endswith(".score")}
    said = two | one | {key: "\n".join(values) for key, values in differ.items()}
    doubtful = dict(other.doubtful) | dict(form.doubtful) | scores
    keys = questionnaire(form.questionnaire).answer_keys
    return replace(
        form,
        answers=tuple(Answer(key, said[key]) for key in keys if key in said and key not in doubtful),
        doubtful=tuple(doubtful.items()),
        unread=form.unread + other.unread,
    )


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

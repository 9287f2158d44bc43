"""What a form says about itself: kenmerk, specialist, and who filled it in."""

from __future__ import annotations

import re
from functools import cache

from bot.core.traject import reference
from bot.forms.questionnaires.catalogue import form_words, questionnaires
from bot.forms.questionnaires.questionnaire import Text
from bot.forms.shapes.marks import LANGUAGES, phrase

_LONGEST = 120


def the_reference(text: str, properties: tuple[tuple[str, str], ...] = ()) -> str:
    """The kenmerk behind its label, else anywhere in the text, else in the file's properties."""
    claimed = labelled(text, form_words().reference)
    stored = " ".join(value for _, value in properties)
    found = (*reference.find(claimed), *reference.find(text), *reference.find(stored))
    return found[0] if found else ""


def the_specialist(text: str, properties: tuple[tuple[str, str], ...] = ()) -> str:
    """Whom the form is about, as its text says, else its properties."""
    subject = _subject().search(text)
    named = labelled(text, form_words().specialist) or (subject["value"].strip(" >\t.") if subject else "")
    return named or dict(properties).get("specialist", "")


def labelled(text: str, label: Text) -> str:
    """The value behind a label at the start of a line, or on the next line when a table was taken apart."""
    for language in LANGUAGES:
        start = rf"^[ \t>|*]*{phrase(label.in_(language))}[ \t]*(?:\([^)]*\))?[ \t]*[:|\t]*[ \t]*"
        match = re.search(
            rf"{start}(?P<same>[^\n]*)(?:\n[ \t>|]*(?P<next>[^\n]*))?", text, re.IGNORECASE | re.MULTILINE
        )
        if match is None:
            continue
        for value in (match["same"], match["next"] or ""):
            if value.strip(" \t:|>"):
                return _meant(value.strip(" \t:|>"))
    return ""


def _meant(value: str) -> str:
    """Nothing when the value is a prompt, or when the label was left blank and this is what stands below it."""
    plain = value.casefold()
    below = any(plain.startswith(start) for start in _what_may_follow())
    return "" if below or plain in _nothing() or len(value) > _LONGEST else value


@cache
def _subject() -> re.Pattern[str]:
    """The specialist in the line below the title of the respondents' questionnaire."""
    subject = questionnaires()[0].subject
    before = (phrase(subject.in_(language).partition("{specialist}")[0]) for language in LANGUAGES)
    return re.compile(rf"(?:{'|'.join(before)})\s+(?P<value>[^\n]+)", re.IGNORECASE)


@cache
def _nothing() -> frozenset[str]:
    prompts = (prompt.in_(language).casefold() for prompt in form_words().prompts for language in LANGUAGES)
    return frozenset({"-", "…", "...", *prompts})


@cache
def _what_may_follow() -> tuple[str, ...]:
    notices = (notice.label for one in questionnaires() for notice in one.notices)
    labels = (*form_words().labels, *notices)
    return tuple(label.in_(language).casefold() for label in labels for language in LANGUAGES)

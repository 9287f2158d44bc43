"""A form that a mail's own words say is a listed colleague's: `hierbij het formulier van Kees Smit`."""

from __future__ import annotations

import re

from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject

_MOST = 5_000  # characters: what comes after is no letter around a form
_FORM = (
    r"(?:(?<!mijn )(?<!eigen )(?<!my )(?<!own )\b(?i:formulier|vragenlijst|antwoorden|feedback|beoordeling|evaluatie|"
    r"bijlage|bestand|form|answers|questionnaire|attachment|dit|deze|this)|\b(?i:en|and|ook|hierbij) (?:dat|die))"
)
_BETWEEN = (
    r"(?:,?\s+(?i:is|zijn|was|komt|niet van mij|maar|dus|hier|afkomstig|ingevuld|are|comes|not mine|but|filled in|"
    r"over (?:\w+\.?\s+){0,2}\w+))*"
)
_WHO = (
    r"(?i:(?:mijn|onze|my|our|de|naaste|directe|collega|colleague|dr|drs|dhr|heer|mw|mevr|mevrouw|prof|professor|dokter|"
    r"doctor)\.?,?\s+)*"
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?:\s+(?:(?:van|de|der|den|het|ten|ter|te|el|al|von)\s+)*[A-ZÀ-ÞĀ-Ž][\w.'’-]*)*)"
)
_SAYS = (
    re.compile(rf"{_FORM}{_BETWEEN}\s+(?i:van|by|from|of)\s+{_WHO}"),
    re.compile(rf"\b(?i:namens|on behalf of)\s+{_WHO}"),
    re.compile(rf"{_WHO}\s+(?i:heeft|has)\s+(?:\w+\s+){{0,3}}(?i:ingevuld|filled|completed)\b"),
)
_OTHERWISE = re.compile(
    r"(?i)\b(?:kreeg|kregen|ontving|gekregen|ontvangen|doorgestuurd|received|got|volgt|later|nog|reeds|al|already)\b|\?"
)
_SENTENCE = re.compile(r"(?:\b(?:[Dd]rs?|[Mm]w|[Mm]evr|[Dd]hr|[Pp]rof|[A-Z])\.|[^.!?\n])+[.!?]*")


def bearer_named(traject: Traject, sender: Respondent, text: str) -> Respondent | None:
    """The one other respondent whose form it is by what the sender writes; nothing where two could be meant."""
    said = [
        found["name"]
        for sentence in _SENTENCE.findall(text[:_MOST])
        if not _OTHERWISE.search(sentence)
        for pattern in _SAYS
        for found in pattern.finditer(sentence)
    ]
    others = [r for r in traject.respondents if r.id != sender.id and not r.removed]
    strange = [name for name in said if names.same_person(name, sender.name) is Likeness.DIFFERENT]
    for fits in ({Likeness.SAME}, {Likeness.SAME, Likeness.LIKELY}):
        meant = [r for r in others if any(names.same_person(name, r.name) in fits for name in strange)]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None

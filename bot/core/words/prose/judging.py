"""Whether prose may be a judgement of a colleague: it speaks of somebody, or of how somebody works."""

from __future__ import annotations

import re

from bot.core.people import names
from bot.core.words.sentences import sentences

_SOMEBODY = re.compile(
    r"\b(?:hij|hem|zij|haar|he|she|him|his|her|collega\w*|colleague\w*|dokter|doctor|dr|drs|prof|professor|arts|"
    r"specialist|vakgenoot|opleider|supervisor)\b"
)
_HOW = re.compile(
    r"\b(?:\w*samenwerk\w*|communic\w*|bereikba\w*|deskundig\w*|kundig\w*|bekwa\w*|overdracht\w*|professione\w*|"
    r"betrokken\w*|pati[eë]nt\w*|zorgvuldig\w*|betrouwba\w*|prettig\w*|vriendelijk\w*|collegia\w*|respect\w*|"
    r"toegankelijk\w*|leergierig\w*|verbeter\w*|ontwikkel\w*|functioner\w*|sterke?|zwakke?|goede|scores?|"
    r"cooperat\w*|collaborat\w*|skil\w*|knowledge\w*|reliab\w*|pleasant|strengths?|improve\w*|patients?)\b"
)


def speaks_of_somebody(text: str, name: str) -> bool:
    """Of the one with this name, of a colleague, or of qualities that are judged."""
    said = sentences(text)
    surname = names.folded(name).split()[-1:]
    called = bool(surname) and any(surname[0] in names.folded(sentence).split() for sentence in said)
    return called or any(_SOMEBODY.search(s) or _HOW.search(s) for s in said)

"""How people word a change of the list, in Dutch and English: an ordered tuple, the first match wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What is to happen with the list."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Wish:
    """One statement understood: whom it is about (`old`), who or which address comes (`new`), and the words beside."""

    action: Action
    old: str = ""
    new: str = ""
    beside: str = ""


_LONGEST = 400  # characters of a statement that may still be a wish; beyond it is pasted matter
_ASK = (
    r"(?:(?:graag|please|wilt u|wil je|kunt u|kun je|could you|can you|ik wil|i would like to|ook|verder"
    r"|nog|dan|en|and)\s+)*"
)
_AT = r"(?P<new>\S*@\S+)"
_LIST = r"(?:de|het|the|mijn|my|deze)?\s*(?:\w+)?(?:lijst|list)"
_IS = r"(?:is|wordt|moet zijn|zijn|was|becomes|should be|must be|moet worden|moet|luidt)"
_MAIL = r"(?:e-?mail\s?-?\s?adres|mail\s?adres|adres|e-?mail|e-?mail address|address)"

_WORDINGS = (
    (
        Action.ADDRESS,
        rf"(?:het|the|'t)?\s*(?:\w+\s+){{0,2}}?{_MAIL}\s+(?:van|of|for|voor)\s+(?P<old>.+?)\s*(?::|"
        rf"\s{_IS})\s*{_AT}.*",
    ),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)(?:'s|s)\s+(?:\w+\s+)?{_MAIL}\s+{_IS}\s+{_AT}.*"),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)\s+(?:heeft|has)\s+(?:als|een|a|the|as)?\s*(?:\w+\s+)?{_MAIL}:?\s*{_AT}.*"),
    (
        Action.ADDRESS,
        rf"(?P<old>[^@]+?)\s+(?:is te bereiken|is bereikbaar|can be reached)\s+(?:op|via|at|onder)\s+{_AT}.*",
    ),
    (Action.ADDRESS, rf"(?P<old>\S+@\S+?),?\s+(?:{_IS}|->|=>|→)\s+{_AT}.*"),
    (Action.ADDRESS, rf"{_AT}\s+is\s+(?:het|the)\s+(?:\w+\s+)?{_MAIL}\s+(?:van|of)\s+(?P<old>.+)"),
    (
        Action.REPLACE,
        rf"{_ASK}(?:vervang|vervangen|wissel|ruil|replace|swap)\s+(?P<old>.+?)\s+(?:door|voor|in voor|with|by|"
        r"for)\s+(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        rf"{_ASK}(?P<old>.+?)\s+(?:graag\s+)?(?:vervangen|wordt vervangen|is vervangen|replaced|is replaced)\s+"
        r"(?:door|by|with)\s+(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        r"(?:in\s?plaats van|i\.p\.v\.|ipv|instead of)\s+(?P<old>[^@]+?)\s*(?:,|\s(?:komt|graag|wil ik|"
        r"vraag ik|neem|i would like|please))\s*(?P<new>.+)",
    ),
    (Action.REPLACE, r"(?P<new>.+@.+?),?\s+(?:komt\s+)?(?:in\s?plaats van|i\.p\.v\.|ipv|instead of)\s+(?P<old>.+)"),
    (Action.REPLACE, r"(?P<new>.+@.+?),?\s+(?:vervangt|replaces)\s+(?P<old>.+)"),
    (
        Action.REMOVE,
        rf"{_ASK}(?:verwijder|verwijderen|schrap|schrappen|remove|delete|wis)\s*:?\s+(?P<old>.+?)(?:\s+(?:uit|"
        rf"van|from|off)\s+{_LIST})?",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?:haal|take|laat)\s+(?P<old>.+?)\s+(?:van\s+{_LIST}(?:\s+af)?|eraf|weg|vervallen|off(?:\s+"
        rf"{_LIST})?)",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?P<old>.+?)\s+(?:mag|kan|moet|can|may|should)\s+(?:eraf|weg|vervallen|van\s+{_LIST}(?:\s+"
        r"af)?|go|be removed|verwijderd worden|worden verwijderd)",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?P<old>[^@]+?)\s+(?:graag\s+)?(?:verwijderen|schrappen|van\s+{_LIST}\s+halen|eraf halen)"
        rf"(?:\s+(?:uit|van)\s+{_LIST})?",
    ),
    (Action.ADD, rf"{_ASK}voeg\s+(?:(?P<beside>.*?)\s+)??toe\s*(?:(?:aan|bij)\s+[^:@]*)?:\s*(?P<new>.*)"),
    (Action.ADD, rf"{_ASK}voeg\s+(?P<new>.+?)\s+toe\b(?P<beside>.*)"),
    (Action.ADD, rf"{_ASK}voeg\s+toe\s+(?P<new>.+)"),
    (
        Action.ADD,
        rf"{_ASK}(?:toevoegen|toe te voegen|erbij|aanvulling(?:en)?|aanvullend|extra|nieuw|addition(?:s)?|add|"
        r"also add)\b(?P<beside>[^:@]*?):\s*(?P<new>.*)",
    ),
    (Action.ADD, rf"{_ASK}(?P<new>.+@.+?)\s+(?:graag\s+)?(?:toevoegen|erbij)\b(?P<beside>.*)"),
    (Action.ADD, rf"{_ASK}add\s+(?P<new>.+?)(?P<beside>,?\s+(?:to|as)\s+[^@]+)?"),
    (
        Action.ADD,
        r"(?P<beside>[^@]*?)\s(?:is|wordt|zijn|worden|are|komt|komen|kan|will be)\s+(?:nog\s+|ook\s+|also\s+)*"
        r"(?P<new>.+@.+)",
    ),
)
WORDINGS = tuple((action, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for action, pattern in _WORDINGS)


def wish(statement: str) -> Wish | None:
    """What a statement asks, or None when it asks nothing of the list."""
    for action, pattern in WORDINGS if len(statement) <= _LONGEST else ():
        if match := pattern.fullmatch(statement.strip()):
            parts = {k: (v or "").strip(" ,;:.") for k, v in match.groupdict().items()}
            return Wish(action, parts.get("old", ""), parts.get("new", ""), parts.get("beside", ""))
    return None

"""How people word a change of the list, in Dutch and English: an ordered tuple, the first match wins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What is to happen with the list."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    ADDRESS = "address"
    MOVE = "move"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Wish:
    """One statement understood: whom it is about (`old`), who or which address comes (`new`), and the words beside.

    `old` is "" where a pronoun stands for whoever was named last.
    """

    action: Action
    old: str = ""
    new: str = ""
    beside: str = ""


LONGEST = 400  # characters of a statement that may still be a wish; beyond it is pasted matter
_ASK = (
    r"(?:(?:graag|please|wilt u|wil je|kunt u|kun je|could you|can you|ik wil|i would like to|ook|verder"
    r"|nog|dan|en|and)\s+)*"
)
_AT = r"(?P<new>\S*@\S+)"
_LIST = r"(?:de|het|the|mijn|my|deze)?\s*(?:\w+)?(?:lijst|list)"
_IS = r"(?:is|wordt|moet zijn|zijn|was|becomes|should be|must be|moet worden|moet|luidt)"
_MAIL = r"(?:e-?mail\s?-?\s?adres|mail\s?adres|adres|e-?mail|e-?mail address|address)"

_WRONG = (
    r"(?:klopt niet|klopt niet meer|is (?:niet (?:goed|juist|correct)|fout|onjuist|verkeerd|verouderd|"
    r"veranderd|gewijzigd)|"
    r"(?:is|was) (?:wrong|not (?:right|correct)|outdated))"
)
_PLACE = r"(?:zijn|haar|hun|diens|his|her|their)"
_GOES = r"(?:schrappen|verwijderen|weglaten|weghalen|doorhalen|doorstrepen|eraf halen|laten vervallen)"

_WORDINGS = (
    (
        Action.ADDRESS,
        rf"(?:het|the)?\s*(?:\w+\s+)?{_MAIL}\s+(?:van|of|voor)\s+(?P<old>.+?)\s+{_WRONG}\s*[,;:–-]?\s*(?:maar\s+)?"
        rf"(?:het|dit|dat|it)?\s*(?:\w+\s+)?(?:{_MAIL}\s+)?{_IS}?:?\s*{_AT}.*",
    ),
    (
        Action.ADDRESS,
        rf"(?:het|dit|dat|it|the)\s*(?:(?:juiste|goede|correcte|nieuwe|right|correct|new)\s+)?(?:{_MAIL}\s+)?"
        rf"{_IS}:?\s+{_AT}",
    ),
    (
        Action.REPLACE,
        rf"(?:in|neem in|komt in|vraag in)\s+{_PLACE}\s+(?:plaats|place)\s*(?:,|komt|komen|graag|"
        rf"wil ik|vraag ik|neem ik|i ask)?"
        r"\s*:?\s+(?P<new>.+)",
    ),
    (Action.REPLACE, rf"(?P<new>.+@.+?),?\s+komt\s+in\s+{_PLACE}\s+plaats"),
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
        Action.RENAME,
        r"(?:het is|het moet zijn|de naam is|ik bedoel(?:de)?|it is|the name is)?\s*(?:niet|not)\s+"
        r"(?P<old>[^@,]+?),?\s+"
        r"(?:maar|but)\s+(?P<new>[^@]+)",
    ),
    (
        Action.RENAME,
        r"(?:de (?:achter|voor)?naam van|the (?:sur)?name of)\s+(?P<old>[^@]+?)\s+(?:is|moet zijn|"
        r"wordt|should be)\s+(?P<new>[^@]+)",
    ),
    (
        Action.RENAME,
        r"(?P<old>[^@]+?)\s+(?:heet|moet heten|moet zijn|is called|should be)\s+(?:eigenlijk\s+)?(?P<new>[^@]+)",
    ),
    (
        Action.MOVE,
        r"(?P<old>[^@:]+?)\s+(?:hoort|horen|moet|moeten|valt|vallen|mag|mogen|kan|staat|staan|belongs?"
        r"|should (?:be|go))\s+"
        r"(?:eigenlijk\s+|ook\s+|dus\s+)?(?:bij|onder|in|naar|thuis bij|with|among|to)\s+(?:de|het|the)?\s*"
        r"(?:groep\s+|group\s+)?(?P<new>[^@]+?)(?:\s+(?:te staan|geplaatst worden|worden gezet|horen|staan))?",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?:verplaats|zet|plaats|move|put)\s+(?P<old>[^@]+?)\s+(?:naar|bij|onder|in|to|with|"
        rf"among)\s+(?:de|het|the)?\s*"
        r"(?:groep\s+|group\s+)?(?P<new>[^@]+)",
    ),
    (
        Action.REMOVE,
        rf"(?P<old>[^@]+?)\s+(?:kunt|kun|kan|mag|mogen|moet|moeten|wilt|wil|graag)\s+(?:u|je|jullie)?\s*{_GOES}"
        rf"(?:\s+(?:uit|van)\s+{_LIST})?",
    ),
    (
        Action.REMOVE,
        r"(?P<old>[^@]+?)\s+(?:vervalt|vervallen|valt af|vallen af|werk(?:t|en) (?:hier|bij ons) niet meer|"
        r"no longer works? here)",
    ),
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
    (
        Action.ADD,
        r"(?:verder|ook|daarnaast|bovendien|tevens|inmiddels|also|further)?,?\s*(?:heb ik|ik heb|"
        r"hebben wij|i (?:have )?)\s*"
        r"(?:nog|ook|verder|also|daarnaast)*\s*(?:nog|ook|also)?\s*(?:gevraagd|benaderd|uitgenodigd|"
        r"aangeschreven|asked|invited)"
        r"(?P<beside>[^:@]*?):?\s+(?P<new>.+)",
    ),
    (
        Action.ADD,
        r"(?:verder|ook|daarnaast|bovendien|tevens|inmiddels)?,?\s*(?:heb ik|ik heb)\s+(?:nog\s+|"
        r"ook\s+|verder\s+)*(?P<new>.+?)\s+"
        r"(?:gevraagd|benaderd|uitgenodigd|aangeschreven)(?P<beside>.*)",
    ),
    (Action.ADD, rf"{_ASK}add\s+(?P<new>.+?)(?P<beside>,?\s+(?:to|as)\s+[^@]+)?"),
    (
        Action.ADD,
        r"(?P<beside>[^@]*?)\s(?:is|wordt|zijn|worden|are|komt|komen|kan|will be)\s+(?:nog\s+|ook\s+|also\s+)*"
        r"(?P<new>.+@.+)",
    ),
)
WORDINGS = tuple((action, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for action, pattern in _WORDINGS)


def wishes(statement: str) -> Iterator[Wish]:
    """What a statement may ask of the list, the likeliest first."""
    for action, pattern in WORDINGS if len(statement) <= LONGEST else ():
        if match := pattern.fullmatch(statement.strip()):
            parts = {k: (v or "").strip(" ,;:.") for k, v in match.groupdict().items()}
            yield Wish(action, parts.get("old", ""), parts.get("new", ""), parts.get("beside", ""))

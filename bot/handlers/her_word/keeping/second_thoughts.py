"""Second thoughts about something that cannot be undone: read generously, for stopping it loses nothing."""

from __future__ import annotations

import re

from bot.core.words.mistyped import has_mistyped
from bot.core.words.sentences import sentences

_THINKS_BETTER = re.compile(
    r"\b(?:ne+|neen|nein|no+|nope|niet|niks|ho+|oeps|oops|"
    r"nooit|not|never|don't|annul\w*|cancel\w*|stop\w*|halt|abort\w*|undo|"
    r"wacht\w*|wait\w*|hold|later|eerst|voorlopig|bedenk\w*|bedacht|twijfel\w*|herroep\w*|ongedaan|terug\w*|"
    r"intrek\w*|ingetrokken|afzien|afblazen|afgeblazen|vergis\w*|vergissing|mistake|changed my mind|"
    r"uitstel\w*|uitgesteld|opschort\w*|postpone\w*|houd\w*|hou|vasthouden|bewaar\w*|bewaren|behoud\w*|keep\w*|retain\w*|"
    r"af ?blijven|afbreken|afgebroken|afgelast\w*|ophoud\w*|per ongeluk|"
    r"per abuis|foutje|spijt|never ?mind|quit|revert)\b|"
    r"\bgeen (?:vernietig\w*|akkoord)|\btrek\b.*\bin\b|\bzie\b.*\baf\b|\bblaas\b.*\baf\b|\bstel\b.*\buit\b|"
    r"\bschort\b.*\bop\b|\blaat\b.*\b(?:staan|maar|zitten)\b|\blaten staan\b|"
    r"\bblijf\b.*\b(?:af|vanaf)\b|\bbreek\b.*\baf\b|\bgelast\b.*\baf\b|\bhou\w* op\b|"
    r"\bm[ao]et\w*\b.*\bblijven\b|\bmag\b.*\bblijven\b|\btoch maar\b"
)
_RESERVES = re.compile(
    r"\b(?:mits|tenzij|behalve|uitgezonderd|voorbehoud|voorwaarde|unless|except|provided)\b|"
    r"\bpas\b.*\b(?:als|zodra|nadat|wanneer|na)\b|"
    r"^(?:ja|jawel|yes|ok|oke|oké|okay|akkoord|prima|goed|dat is goed)\b.*"
    r"\b(?:als|zodra|nadat|indien|wanneer|if|once)\b|"
    r"\b(?:verzet|verschuif|verplaats|schuif)\w*\b|\b(?:moet|is|bedoel\w*|was)\b.*\been ander(?:e|en)?\b|"
    r"\b(?:nicht|kein|keine|keinen|pas encore|surtout pas)\b|^n\W*$"
)
"""A condition, another day or another person: it is not to be as it is planned."""
_ALL = re.compile(
    r"\bgeen (?:van|enkele?)\b|\b(?:none|neither)\b|"
    r"\b(?:beiden?|allebei|allemaal|alle|both|all)\b(?: \w+){0,2} (?:niet|not|bewaren|houden)\b"
)
_APART = re.compile(
    r"\b(?:behalve|alleen|enkel|slechts|uitgezonderd|uitzondering|uitsluitend|(?:de|het) andere\w*|de rest|overigen?|"
    r"except\w*|only|solely|(?:the )?others?|the rest)\b"
)
_DOES = re.compile(r"(?<!dank u )(?<!dank je )(?<!dankje )\bwel\b|\bdoes\b")
_DESTRUCTION = re.compile(
    r"\b(?:vernietig\w*|destr(?:oy|uct)\w*|wissen|gewist|verwijder\w*|delet\w*)|\btoch ?niet\b|\bundo\b"
)


def thinks_better(text: str) -> bool:
    """Whether a no, a not yet or a wait can be read in it, typing errors forgiven."""
    found = (_THINKS_BETTER, _RESERVES, _ALL)
    return any(any(one.search(s) for one in found) or has_mistyped(s) for s in sentences(text))


def keeps_all(text: str) -> bool:
    """Whether it is said of all of them, however many they are ("beide niet", "geen enkele")."""
    return any(_ALL.search(s) for s in sentences(text))


def sets_apart(text: str) -> bool:
    """Whether some are told from others: of several trajects nobody can be sure which ones are meant to be kept."""
    apart = any(_APART.search(s) for s in sentences(text))
    return apart or (thinks_better(text) and any(_DOES.search(s) for s in sentences(text)))


def speaks_of_destruction(text: str) -> bool:
    """Whether it is the destruction that is spoken of, whatever mail was answered."""
    return any(_DESTRUCTION.search(s) for s in sentences(text))

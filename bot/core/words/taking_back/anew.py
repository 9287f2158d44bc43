"""An answer that is to come anew: another form is promised, asked for or enclosed, beside one that is taken back."""

from __future__ import annotations

import re

from bot.core.words.facts import wants_form
from bot.core.words.promise import promises
from bot.core.words.sentences import sentences

CLAUSES = re.compile(
    r"[,;:]|\b(?:en|maar(?! (?:weg|even|uit|eruit|in|eens)\b)|want|omdat|om|dus|zodat|waarna|and|but|because|so)\b"
)
_NOUN = (
    r"(?:formulier\w*|vragenlijst\w*|versie|exemplaar|antwoord\w*|invulling|inzending|reactie|form|questionnaire|"
    r"version|copy|one|answers?)"
)
_FRESH = (
    r"(?:nieuwe?|lege|leeg|blanco|verbeterde?|betere?|aangepaste?|gecorrigeerde?|juiste?|goede?|andere?|tweede|vers|"
    r"new|blank|empty|fresh|corrected|better|another|revised|improved)"
)
_NO_NOUN = (
    r"(?! (?!(?:in|op|toe|te|aan|na|voor|terug|later|morgen|straks|binnenkort|invul\w*|in\w*sturen|opsturen|sturen|"
    r"toesturen|indienen|maken|komen|volgen|komt|volgt|ontvang\w*|krijg\w*|van)\b)\w)"
)
_NEW_ONE = re.compile(
    rf"\b{_FRESH}(?: {_FRESH})*(?: (?:\w+ )?{_NOUN}\b|\b{_NO_NOUN})|\b(?:opnieuw|overnieuw|alsnog|again|anew|"
    rf"vervang\w*|replace\w*)\b"
)
_COMES = re.compile(
    r"\b(?:stuur|zend|mail|lever|maak|schrijf|vul|dien|doe|begin|kom|komt|komen|volgt|krijgt|ontvangt|hebt|heeft|zal|ga|"
    r"wil|invullen|insturen|inzenden|sturen|opsturen|toesturen|indienen|maken|te \w+en|send|submit|fill|complete|write|"
    r"follows?|get|receive|will|do)\b|'ll\b"
)
_ENCLOSES = re.compile(
    r"\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijlage|hier is|attach(?:ed)?|enclosed?|herewith|here(?:'s| is))\b"
)
_LATER = re.compile(
    r"\b(?:(?:over)?morgen\w*|vanavond|straks|later|binnenkort|spoedig|volgende|komende|aankomende|alsnog|nog|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|maand|tomorrow|"
    r"tonight|soon|later|next|\d{1,2})\b"
)
_REQUEST = re.compile(r"\b(?:kunt|wilt|kun|wil|zou|zoudt|can|could|would) (?:u|je|jullie|you)\b")
_UNDOES = re.compile(
    r"\b(?:intrek\w*|in te trekken|ingetrokken|terugtrek\w*|terug te trekken|teruggetrokken|herroep\w*|withdr[ae]w\w*|"
    r"retract\w*)\b"
)
"""*Ik wil het formulier … intrekken* asks for none."""
_UNSURE = re.compile(
    r"\b(?:niet|geen|nooit|hoeft?|misschien|wellicht|eventueel|mogelijk|als|indien|tenzij|mits|not|no|never|maybe|"
    r"perhaps|might|if|unless)\b|n't\b"
)


def speaks_of_new_one(clause: str) -> bool:
    """Whether a clause is about another answer than the one that was given."""
    return bool(_NEW_ONE.search(clause))


def comes_anew(text: str) -> bool:
    """Whether another form is promised, asked for or said to be enclosed: its sender is awaited, not gone."""
    return wants_new_form(text) or any(_comes(clause) for clause in _clauses(text))


def wants_new_form(text: str) -> bool:
    """Whether the form is asked for once more."""
    whole = (s for s in sentences(text) if speaks_of_new_one(s) and _REQUEST.search(s))
    return any(wants_form(s) and not _UNSURE.search(s) and not _UNDOES.search(s) for s in (*_clauses(text), *whole))


def encloses_new_one(text: str) -> bool:
    """Whether the file that comes along is the other form: it is spoken of, and neither put off nor asked for."""
    said = [c for c in _clauses(text) if speaks_of_new_one(c) and not _UNSURE.search(c)]
    later = any(_LATER.search(c) and not _ENCLOSES.search(c) for c in said)
    return bool(said) and not later and not wants_new_form(text)


def _comes(clause: str) -> bool:
    if _UNSURE.search(clause):
        return False
    said = speaks_of_new_one(clause) and (_COMES.search(clause) or _ENCLOSES.search(clause))
    return bool(said) or (promises(clause) and bool(re.search(rf"\b{_NOUN}\b", clause)))


def _clauses(text: str) -> list[str]:
    return [c.strip() for s in sentences(text) for c in CLAUSES.split(s) if c.strip()]

"""Telling names from prose, labels, greetings and closings."""

from __future__ import annotations

import re

from bot.core.people.name_case import is_initials
from bot.core.people.name_words import is_particle, is_title, words

STOP = words(
    "ik u je jij wij we mijn onze uw hierbij hierbij, bijgaand bijgevoegd graag ook is zijn heb"
    " hebben heeft wil wilt willen kunt kan kun"
    " bereikbaar via met dit dat deze die mail lijst namen naam beste geachte dag dank bedankt groet"
    " groeten groetjes vriendelijke hartelijke"
    " the my i is are please hereby list hello dear regards hi hoi hallo alvast vervang vervangen"
    " verwijder toevoegen voeg nog als niet wel"
    " maar want omdat nu later straks volgt volgen hieronder onderstaand onderstaande bijlage adres"
    " e-mail email e-mailadres telefoon tel fax"
    " mobiel volgende laatste eerste tweede derde nieuwe nieuw eventueel reserve totaal onderwerp"
    " betreft verzonden aan: van: datum: reply"
    " replace remove add and or of with will would can this that these those following attached"
    " below from to sent subject thanks thank you"
    " maandag dinsdag woensdag donderdag vrijdag respondenten respondent respondentenlijst ifms"
    " feedback formulier traject kenmerk sheet blad"
    " moet moeten mag worden wordt weet waar wie wat hoe ziekenhuis umc afwezig geen let op: ps nb"
    " vragen vraag collega's collega collegas"
    " voortaan daarheen hierheen alles naar voorkeur liefst vanaf stuur gebruik gebruiken"
    " a.u.b a.u.b. aub s.v.p s.v.p. svp everything onwards"
)
_SURNAMES = words("nieuw nieuwe later dag maandag vrijdag stuur")
"""Words of sentences that are surnames as well, where a first name or initials stand before them: `Nora Nieuw`."""
_GREETING = re.compile(
    r"^(?:beste|geachte|dag|hallo|hoi|hi|hey|dear|hello|goede(?:morgen|middag|navond)|"
    r"good (?:morning|afternoon)|l\.?s(?=\.?,?\s*$))\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:met )?(?:vriendelijke|hartelijke|collegiale|beste|warme|heel veel)\s+groet|"
    r"met (?:een )?groet|groet(?:en|jes)?\b|m\.?v\.?g\.?\b"
    r"|(?:kind|best|warm|with kind|with best)\s+(?:regards|wishes)|regards|sincerely|yours|cheers|"
    r"hoogachtend|verzonden (?:vanaf|met|via)"
    r"|verstuurd vanaf|sent from|get outlook|-- ?$|(?:alvast |bij voorbaat |hartelijk |veel |"
    r"many )*(?:dank|bedankt|thanks|thank you)\b[^:]{0,30}$)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^(?:p\.?s\.?|n\.?b\.?)\b", re.IGNORECASE)
_SPARED = re.compile(
    r"\bWil(?=(?: (?:van|von|de|den|der|te[rn]?|op|in|la|el|'t))* (?:[A-Z]|'t))|\b[A-Z]\."
)  # words of names that are words of sentences as well
BULLET = re.compile(
    r"^\s*(?:[-*•·‣▪◦–—>o]\s+|[•·‣▪◦]|\(?\d{1,3}[.):]\)?\s*|\d{1,3}\s+(?=[^\W\d_])|[a-z]\)\s+(?=[^\W\d_]{2}))"
)


TICK = re.compile(r"^\s*(?:[-*•]\s+)?(?:[\[(]\s?[xXvV✓✔√]\s?[\])]|[☑☒✓✔✅])\s*(?=\S)")
UNTICKED = re.compile(r"^\s*(?:[-*•]\s+)?(?:\[\s{0,2}\]|[☐❏□])\s*(?=\S)")


def is_greeting(line: str) -> bool:
    """Whether a line opens a letter."""
    return bool(_GREETING.match(line.strip()))


def is_closing(line: str) -> bool:
    """Whether a line ends a letter; a signature follows."""
    return bool(_CLOSING.match(line.strip())) and "@" not in line


def is_postscript(line: str) -> bool:
    """Whether a line opens a postscript."""
    return bool(_POSTSCRIPT.match(line.strip()))


def is_name_token(token: str) -> bool:
    """Whether one word may be part of a name: a capital, initials, a tussenvoegsel, a title."""
    plain = token.strip(".,;:()")
    if plain == "Wil" or re.fullmatch(r"[A-Z]\.", token):
        return True
    if not plain or plain.casefold() in STOP:
        return False
    if is_particle(token) or is_title(token) or is_initials(token):
        return True
    return (plain[0].isupper() and not re.search(r"[\d@#€%&=<>{}\\]", plain)) or plain[:2] in {"'t", "'s", "d'"}


def looks_like_name(text: str) -> bool:
    """Whether a whole text is a name: two to seven words, each possible in a name, one of them a real word."""
    tokens = text.replace(",", " , ").split()
    tokens = [t for t in tokens if t != ","]
    if not 2 <= len(tokens) <= 7 or text.count(",") > 1 or text.rstrip().endswith((":", "!", "?")):
        return False
    real = [t for t in tokens if not is_initials(t) and not is_particle(t) and not is_title(t)]
    return bool(real) and all(is_name_token(t) or _is_surname(tokens, n) for n, t in enumerate(tokens))


def _is_surname(tokens: list[str], at: int) -> bool:
    """Whether a word of sentences is a surname here: a capital, and one first name or initials before it."""
    before = tokens[1:at]
    given = at > 0 and is_name_token(tokens[0]) and not is_title(tokens[0]) and tokens[0][:1].isupper()
    between = all(is_particle(t) or is_initials(t) for t in before)
    return given and between and tokens[at][:1].isupper() and tokens[at].casefold().strip(".,;") in _SURNAMES


def _named_so(tokens: list[str], at: int) -> list[str]:
    """The name that ends with the surname at this place, [] where it is none."""
    start = at - 1
    while start > 0 and is_particle(tokens[start]):
        start -= 1
    return tokens[start : at + 1] if start >= 0 and _is_surname(tokens[start : at + 1], at - start) else []


def name_at_end(text: str) -> str:
    """The name with which a sentence ends: `Graag ook Piet de Vries` gives `Piet de Vries`."""
    tokens = text.split()
    if tokens and (named := _named_so(tokens, len(tokens) - 1)):
        return " ".join(named)
    start = len(tokens)
    while (
        start > 0 and is_name_token(tokens[start - 1]) and not (start < len(tokens) and tokens[start - 1][-1] in ":;!?")
    ):
        start -= 1
    kept = tokens[start:]
    shorter = kept
    while len(shorter) > 1 and is_particle(shorter[0]) and shorter[0].islower():
        shorter = shorter[1:]
    if start > 0 and len(shorter) > 1 and (not is_particle(shorter[-1])) and len(kept) != len(shorter):
        kept = shorter
    return " ".join(kept) if any(not is_particle(t) for t in kept) else ""


def is_prose(text: str) -> bool:
    """Whether a text reads as a sentence rather than as names and functions."""
    typed = _SPARED.sub("", text).split()
    kept = (t for n, t in enumerate(typed) if not _named_so(typed, n))
    tokens = [t.strip(".,;:!?()").casefold() for t in kept]
    return len(tokens) > 12 or any(t in STOP for t in tokens) or text.rstrip().endswith(("!", "?"))

"""A form that a mail's own words say is a listed colleague's: `hierbij het formulier van Kees Smit`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.association.anothers.handed import NOTHING, Handed, handed, is_an_answer
from bot.association.anothers.wording import FOR_ME, FORM, NOBODY_NAMED, WHO
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject
from bot.core.words.phrases import declines
from bot.core.words.taking_back.disowning import encloses_own
from bot.core.words.taking_back.withdrawal import withdraws

_MOST = 5_000  # characters: what comes after is no letter around a form
_BETWEEN = (
    r"(?:,?\s+(?i:is|zijn|was|komt|niet van mij|maar|dus|hier|afkomstig|ingevuld|are|comes|not mine|but|filled in|"
    r"over (?:\w+\.?\s+){0,2}\w+))*"
)
_BY_WHOM = rf"\s+(?i:van|by|from|of)\s+{WHO}"
_FOR_WHOM = rf"\b(?i:namens|on behalf of)\s+{WHO}"
_WHOSE = r"(?:'s|’s|\s+(?i:haar|zijn|z'n|d'r))\s+(?i:formulier|vragenlijst|antwoorden|form|answers)"
_FILLED_IN = r"\s+(?i:heeft|has)\s+(?:\w+\s+){0,3}(?i:ingevuld|filled|completed)\b"
_SAYS = tuple(
    (re.compile(part), re.compile(whole))
    for part, whole in (
        (_BY_WHOM, rf"{FORM}{_BETWEEN}{_BY_WHOM}"),
        (_FOR_WHOM, _FOR_WHOM),
        (_WHOSE, rf"{WHO}{_WHOSE}"),
        (_FILLED_IN, rf"{WHO}{_FILLED_IN}"),
    )
)
"""Each with the part of it that is looked for first: it is cheap, and most sentences lack it."""
_NOBODY = re.compile(
    r"(?i)coll|kamergeno|teamgeno|ios\b|assistent|secretar|nurse|verpleegkundige|opvolger|voorganger|leidinggevende|"
    r"\b(?:mijn|my) (?:man|vrouw|partner|echt|broer|zus|vriend|husband|wife|brother|sister)|"
    r"\b(?:iemand|een|someone|somebody)\s+(?:anders|ander|else)\b"
)
"""One of those words, whatever stands around it: most sentences lack it."""
_ABOUT_THEM = re.compile(r"(?i)\b(?:beoordeling|evaluatie)$")
"""`De evaluatie van mijn collega` is about the colleague, as far as it goes."""
_BY_NOBODY_NAMED = re.compile(rf"(?P<form>{FORM}){_BETWEEN}\s+(?i:van|by|from|of)\s+{NOBODY_NAMED}")
_FOR_NOBODY_NAMED = re.compile(rf"\b(?i:namens|on behalf of)\s+{NOBODY_NAMED}")
_NOBODY_NAMED_DID = re.compile(rf"\b{NOBODY_NAMED}{_FILLED_IN}")
_THIS = re.compile(r"(?i)\b(?:dit|deze|this|hierbij|bijgaand\w*|bijgevoegd\w*|bijlage|attached|enclosed)\b")
_NO_PERSON = re.compile(
    r"(?i)\b(?:praktijk|afdeling|vakgroep|maatschap|\w*ziekenhuis|umc|team|staf|ifms|poli\w*|secretariaat|hospital|"
    r"department|practice|raad|stichting|kliniek|\w*ologie|\w*kunde)\b"
)
_OTHERWISE = re.compile(
    r"(?i)\b(?:kreeg|kregen|ontving|gekregen|ontvangen|doorgestuurd|received|got|volgt|later|nog|reeds|al|already)\b|\?"
)
_ENCLOSES = re.compile(r"(?i)\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijgesloten|herewith|attached|enclosed)\b")
_STILL = re.compile(r"(?i)\b(?:nog|reeds|al|already)\b")
"""Beside what is enclosed they say nothing of another time."""
_SENDS = re.compile(
    r"(?i)\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijlagen?|stuur|zend|mail|attach\w*|enclos\w*|herewith|here is|send)\b"
)
_ANY_FORM = re.compile(FORM)
_CLAUSE = re.compile(r"(?i)(?<=[.!?])\s+|\n+|[,;:]\s+|\b(?:en|maar|and|but)\s+")
_SENTENCE = re.compile(r"(?:\b(?:[Dd]rs?|[Mm]w|[Mm]evr|[Dd]hr|[Pp]rof|[A-Z])\.|[^.!?\n])+[.!?]*")


def bearer_named(traject: Traject, sender: Respondent, text: str) -> Respondent | None:
    """The one other respondent whose form it is by what the sender writes; nothing where two could be meant."""
    about = traject.specialist.name
    said = [name for told in _told(text[:_MOST]) for name in (*told.names, *told.handed.names)]
    said += [n for told in _told(text[:_MOST]) for n in told.handed.listed if not _means(n, about)]
    strange = [name for name in said if names.same_person(name, sender.name) is Likeness.DIFFERENT]
    if not strange:
        return None
    others = [r for r in traject.respondents if r.id != sender.id and not r.removed]
    alike = [(r, {names.same_person(name, r.name) for name in strange}) for r in others]
    for fits in ({Likeness.SAME}, {Likeness.SAME, Likeness.LIKELY}):
        meant = [r for r, likeness in alike if likeness & fits]
        if meant:
            return meant[0] if len(meant) == 1 else None
    called = set(map(names.folded, strange))
    return next((r for r in others if _first_name(r.name) in called and _alone(r, traject)), None)


def says_anothers(traject: Traject, sender: Respondent, text: str) -> bool:
    """Whether the sender says that a form is somebody else's whom the list does not tell: unnamed, not on it, or two
    could be meant. What bears the specialist's name is about him.
    """
    about = traject.specialist.name
    listed = [r.name for r in traject.respondents if r.id != sender.id and not r.removed]
    for told in _told(text[:_MOST]):
        if told.handed.unnamed or _says_of_nobody_named(told.sentence, text):
            return True
        said = [name for name in (*told.names, *told.handed.names) if not _NO_PERSON.search(name)]
        others = [n for n in said if names.same_person(n, sender.name) is Likeness.DIFFERENT and not _means(n, about)]
        if any(names.looks_full(n) or any(_may_mean(n, r) for r in listed) for n in others):
            return True
        if any(_may_mean(n, r) for n in told.handed.listed if not _means(n, about) for r in listed):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, and whose form it says that it is."""

    sentence: str
    names: tuple[str, ...]
    handed: Handed


@lru_cache(maxsize=2)
def _told(text: str) -> tuple[_Sentence, ...]:
    """The sentences, each with whose form it says that it is: one mail is asked several times."""
    ends, told = _letter_ends(text), list[_Sentence]()
    for found in _SENTENCE.finditer(text):
        said = handed(found[0], text) if found.start() < ends else NOTHING
        told.append(_Sentence(found[0], _names_in(found[0]), said))
    return tuple(told)


def _letter_ends(text: str) -> int:
    """Where answers begin that are typed in the mail."""
    at = 0
    for line in text.splitlines(keepends=True):
        if is_an_answer(line):
            break
        at += len(line)
    return at


def _says_of_nobody_named(sentence: str, text: str) -> bool:
    if not _NOBODY.search(sentence):
        return False
    if _OTHERWISE.search(_STILL.sub("", sentence) if _ENCLOSES.search(sentence) else sentence):
        return False
    if any(not _ABOUT_THEM.search(found["form"]) for found in _BY_NOBODY_NAMED.finditer(sentence)):
        return True
    did = _NOBODY_NAMED_DID.search(sentence) and _THIS.search(sentence) and not FOR_ME.search(sentence)
    return bool(did or _FOR_NOBODY_NAMED.search(sentence)) and not encloses_own(text)


def _means(said: str, name: str) -> bool:
    """Whether these words mean this person: `Jan`, `J. Bakker`, `Bakker`."""
    words = set(names.folded(said).split())
    return words <= set(names.folded(name).split()) or _may_mean(said, name)


def _may_mean(said: str, name: str) -> bool:
    return names.same_person(said, name) is not Likeness.DIFFERENT


def _names_in(sentence: str) -> tuple[str, ...]:
    """Whose form it says that it is; nothing where it speaks of another time."""
    said = [found["name"] for part, whole in _SAYS if part.search(sentence) for found in whole.finditer(sentence)]
    if said and _OTHERWISE.search(_STILL.sub("", sentence) if _ENCLOSES.search(sentence) else sentence):
        return ()
    return tuple(said)


def _first_name(name: str) -> str:
    """`piet` of Piet de Vries, and nothing of P. de Vries."""
    given = names.parse(name).given
    return names.folded(given[0]) if given and len(given[0].strip(".")) > 1 else ""


def _alone(person: Respondent, traject: Traject) -> bool:
    """Whether nobody else of this traject is called by the same first name, the specialist included."""
    others = (traject.specialist.name, *(r.name for r in traject.respondents if r.id != person.id and not r.removed))
    return _first_name(person.name) not in {_first_name(name) for name in others}


def own_words(text: str) -> str:
    """What the sender says beside the clauses that send somebody's form: about themselves, it may be."""
    said, kept, at = text[:_MOST], "", 0
    for end, then in (*((found.start(), found.end()) for found in _CLAUSE.finditer(said)), (len(said), len(said))):
        clause = said[at:end]
        kept += "\n" if _sends(clause.strip(" ,;:")) else said[at:then]
        at = then
    return "\n".join(line for line in (line.strip(" ,;:") for line in kept.splitlines()) if line)


def _sends(clause: str) -> bool:
    named = any(part.search(clause) and whole.search(clause) for part, whole in _SAYS)
    of_a_form = named or bool(_SENDS.search(clause) and _ANY_FORM.search(clause))
    return of_a_form and not declines(clause) and not withdraws(clause)

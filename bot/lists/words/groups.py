"""Which group a word, a heading or a cell names."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.list_context import ListContext
from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.words.disciplines import discipline
from bot.lists.words.functions import DOCTORS, OTHERS, PEERS, group_of_function, is_function

_SYNONYMS = {
    PEERS: "vakgenoten; vakgenoot; vakcollega's; collega's; collega; eigen discipline; zelfde discipline;"
    " dezelfde discipline;"
    " zelfde specialisme; eigen specialisme; hetzelfde specialisme; zelfde vakgroep; eigen vakgroep;"
    " vakgroep; vakgroepleden; maatschap; maatschapsleden; maten; peers;"
    " same discipline; own discipline; same specialty; same speciality; own specialty; colleagues;"
    " colleague; collega-specialisten;"
    " directe collega's; peer",
    DOCTORS: "artsen; arts; andere discipline; andere disciplines; ander specialisme; andere specialismen;"
    " andere specialisten; overige artsen;"
    " andere artsen; overige specialisten; specialisten; medisch specialisten; aios; anios;"
    " aios/anios; arts-assistenten; verwijzers; huisartsen; doctors; doctor; physicians;"
    " other discipline; other disciplines; another discipline; different discipline; other"
    " specialty; other specialties;"
    " other doctors; other physicians; residents; dokters; artsen andere discipline; artsen van een andere discipline",
    OTHERS: "niet-artsen; niet-arts; niet artsen; nietartsen; nietarts; geen arts; geen artsen; niet medici;"
    " niet-medici; niet medisch; non-doctors; non-doctor;"
    " non-physicians; non physician; non-medical; not doctors; medewerkers; medewerker;"
    " ondersteunend personeel; ondersteuning; personeel;"
    " verpleging; verpleegkundigen; paramedici; nurses; nursing; staff; co-workers; coworkers;"
    " overig personeel; overige medewerkers",
}
_FILLERS = words(
    " groep group lyst list de het een en of van met uit voor per bij in mijn myn onze ons andere overige"
    " overig directe discipline disciplines specialisme specialismen specialisten specialist aios anios"
    " naam namen minimaal minstens ten minste min of meer personen x stuks the of and or other my our same"
    " at least categorie rubriek deel nr no collegas medisch medische zie hieronder volgt respondenten"
    " respondent the a an another from dezelfde zelfde"
)
_LONGEST = 300  # characters of a heading: it has fourteen words at most
_PROSE = words(
    " hierby bygaand lyst list namen names graag ik u je heb hebben stuur verzoek mail ontvangt wil willen"
    " kunt kun zal zullen gevraagd please hereby i you have asked bedankt dank beste geachte formulier"
    " formulieren"
)


def named_group(text: str, context: ListContext) -> str:
    """The key of the group that a text names, by the longest of the words in it; "" when none."""
    plain = folded(text.replace("_", " "))
    phrase, key = _found(plain, context)
    if key == PEERS and _is_weak(phrase) and (theirs := discipline(text)) and (own := discipline(context.discipline)):
        return PEERS if theirs == own else _key(DOCTORS, context)
    return key or _numbered(plain, context)


def group_of_text(text: str, context: ListContext) -> tuple[str, bool]:
    """The group that a cell or heading names and whether that was deduced: from a function ("Radiologie")."""
    if key := named_group(text, context):
        if key != _key(OTHERS, context) and group_of_function(text, context) == _key(OTHERS, context):
            return _key(OTHERS, context), False  # "collega's van het secretariaat"
        return key, False
    key = group_of_function(text, context)
    return key, bool(key)


def is_heading(text: str, context: ListContext) -> bool:
    """Whether a whole line or cell is the heading of a group."""
    if "@" in text or len(text) > _LONGEST:
        return False
    tokens = folded(text.replace("_", " ")).split()
    if not tokens or len(tokens) > 14 or len("".join(tokens)) < 2:
        return False  # a lone "A." or "2" is an initial or a number, unless it stands in a column of groups
    key, deduced = group_of_text(text, context)
    if not key:
        return False
    colon = text.rstrip(" *_").endswith(":")
    if colon and not (set(tokens) & _PROSE and (deduced or _is_weak(_found(folded(text), context)[0]))):
        return True
    return not deduced and set(tokens) & _PROSE == set() and _covers(text, context)


def is_group_cell(text: str, context: ListContext) -> bool:
    """Whether a cell says nothing but a group, number and letter included."""
    return bool(text) and len(text) < 90 and is_heading(text.rstrip(":"), context) and "\n" not in text.strip()


def _covers(text: str, context: ListContext) -> bool:
    """Whether nothing is left beside the group's words, fillers and functions."""
    plain = folded(text.replace("_", " "))
    left = _phrases(context)[1].sub(" ", plain).split()
    left = [w for w in left if w not in _FILLERS and not w.isdigit() and len(w) > 1]
    return not left or all(is_function(w, context) for w in left) or (text.rstrip().endswith(":") and len(left) <= 2)


def _found(plain: str, context: ListContext) -> tuple[str, str]:
    """The longest phrase in a text and the group it stands for."""
    phrases, pattern = _phrases(context)
    found = max(pattern.findall(plain), key=len, default="")
    return found, phrases.get(found, "")


@lru_cache(maxsize=64)
def _phrases(context: ListContext) -> tuple[dict[str, str], re.Pattern[str]]:
    """Every phrase and the key it stands for; what the practice configured outranks the built-in synonyms."""
    phrases: dict[str, str] = {}
    for group in context.groups:
        phrases |= {folded(text): group.key for text in _SYNONYMS.get(group.key, "").split(";")}
    for group in context.groups:
        own = (group.key.replace("_", " "), group.label_nl, group.label_en, *group.words)
        phrases |= {folded(text): group.key for text in own}
    phrases.pop("", None)
    longest = sorted(phrases, key=len, reverse=True)
    return phrases, re.compile(r"\b(?:" + "|".join(re.escape(p) for p in longest) + r")\b" if longest else r"(?!)")


def _is_weak(phrase: str) -> bool:
    """`Collega's` alone may be anyone."""
    return phrase in {
        "collegas",
        "collega",
        "colleagues",
        "colleague",
        "vakgroep",
        "directe collegas",
        "arts",
        "artsen",
        "medewerkers",
        "staff",
    }


def _numbered(plain: str, context: ListContext) -> str:
    """`Groep 2`, `B`, `3`: the groups in their own order."""
    match = re.fullmatch(r"(?:groep |group |categorie )?([1-9]|[a-e])", plain)
    if not match:
        return ""
    place = "123456789".find(match[1]) if match[1].isdigit() else "abcde".find(match[1])
    return context.groups[place].key if place < len(context.groups) else ""


def _key(group: str, context: ListContext) -> str:
    return next((g.key for g in context.groups if g.key == group), "")

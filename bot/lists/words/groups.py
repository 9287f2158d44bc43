"""Which group a word, a heading or a cell names."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.list_context import ListContext
from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.words.disciplines import discipline, without_disciplines
from bot.lists.words.functions import (
    DOCTORS,
    OTHERS,
    PEERS,
    available,
    group_of_function,
    is_function,
    without_functions,
)
from bot.lists.words.senses import UNTOLD, is_plain, is_plural, is_turned, is_word_of_groups, sense, without_phrases

_FILLERS = words(
    " groep groepen group lyst list de het een en of van met uit voor per by in mijn myn onze ons andere ander overige"
    " overig directe discipline disciplines specialisme specialismen specialisten specialist aios anios"
    " naam namen minimaal minstens ten minste min max maximaal of meer personen persoon x stuks the of and or other my"
    " our same at least categorie rubriek deel nr no collegas medisch medische zie hieronder volgt respondenten"
    " respondent the a an another from dezelfde zelfde hetzelfde eigen die dat dan zyn is niet geen binnen buiten incl"
    " inclusief excl exclusief leden afdeling afdelingen ziekenhuis op onder te uw jouw dus ook samenwerkende poli"
    " polikliniek kliniek"
)
_LONGEST = 300  # characters of a heading: it has fourteen words at most
_PROSE = words(
    " hierby bygaand lyst list namen names graag ik u je heb hebben stuur verzoek mail ontvangt wil willen"
    " kunt kun zal zullen gevraagd please hereby i you have asked bedankt dank beste geachte formulier"
    " formulieren"
)
_ORDINAL = r"(?:\d{1,2}|[ivx]{1,4}|[a-h])"
_NUMBER = re.compile(
    rf"^[\s#*_=~\-–(]*(?:(?:groep|group|categorie|cat|rubriek|deel|onderdeel)\.?\s+{_ORDINAL}\b[\s.:)\-–—]*"
    rf"|\d{{1,2}}\s?(?:e|de|ste)\s+(?:groep|categorie)\b[\s.:)\-–—]*|{_ORDINAL}\s?[.:)\-–]+\s*(?=\S))",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(r"\W*[A-Z]\.\s?(?:Arts|Dokter)\W*")  # somebody with this surname
_NUMBERED = re.compile(r"[\s#*_=~\-–(]*(?:(?:groep|group|categorie|rubriek)\b|\d{1,2}\s?(?:e|de|ste)\s)", re.IGNORECASE)
_COUNT = re.compile(
    r"\s*[(\[]?\s*(?:min(?:imaal|\.)?|minstens|max\.?|maximaal|ten minste|aantal:?|n\s?=|totaal:?)?"
    r"\s*\d{1,2}\s*(?:x|à|-|tot|of|st)?\s*"
    r"\d{0,2}\s*(?:x|personen|persoon|namen|stuks|collega'?s|mensen|respondenten)?\s*[)\]]?[\s*_=~\-–:]*$",
    re.IGNORECASE,
)


def named_group(text: str, context: ListContext) -> str:
    """The key of the group that a text names, by the sense of all its words; "" when none."""
    key = _told(text, context)
    return "" if key == UNTOLD else key


def group_of_text(text: str, context: ListContext) -> tuple[str, bool]:
    """The group that a cell or heading names and whether that was deduced: from a function ("Radiologie")."""
    if len(text) > _LONGEST:
        return "", False
    key, plain = _told(text, context), folded(bare(text))
    if key == UNTOLD:
        return "", False
    if key:
        return key, _is_ones_function(plain, context)
    key = "" if is_turned(plain) else group_of_function(text, context)
    return key, bool(key)


def is_heading(text: str, context: ListContext) -> bool:
    """Whether a whole line or cell is the heading of a group."""
    if "@" in text or len(text) > _LONGEST:
        return False
    tokens = folded(bare(text)).split()
    if _NAMED_SO.fullmatch(text):
        return False
    if not tokens or len(tokens) > 14 or len("".join(folded(text).split())) < 2:
        return False  # a lone "A." or "2" is an initial or a number, unless it stands in a column of groups
    key, deduced = group_of_text(text, context)
    if not key:
        return False
    colon = text.rstrip(" *_").endswith(":")
    if colon and set(tokens) & _PROSE:
        return not deduced and is_plain(folded(text))
    if colon:
        return len([t for t in tokens if not _is_covered(t, context)]) <= 2
    return not deduced and set(tokens) & _PROSE == set() and _covers(tokens, context)


def is_group_cell(text: str, context: ListContext) -> bool:
    """Whether a cell says nothing but a group, number and letter included."""
    return bool(text) and len(text) < 90 and is_heading(text.rstrip(":"), context) and "\n" not in text.strip()


def bare(text: str) -> str:
    """A heading without its number or letter in front, its count behind, and the marks around."""
    inner = text.strip(" \t#*_=~-–—[]").replace("_", " ")
    left = _COUNT.sub("", _NUMBER.sub("", inner)).strip(" \t*_=~-–—:()")
    return left if re.search(r"[^\W\d_]{2}", left) else inner


def is_numbered(text: str) -> bool:
    """Whether a line begins as a numbered or lettered heading does: `Groep C`, `3e groep`."""
    return bool(
        re.match(
            r"[\s#*_=~\-–(]*(?:(?:groep|group|categorie|cat\.|rubriek)\b|\d{1,2}\s?(?:e|de|ste)\s)", text, re.IGNORECASE
        )
    )


def _told(text: str, context: ListContext) -> str:
    """A group's key, UNTOLD where the words are those of groups and do not tell which, or ""."""
    plain = folded(bare(text).replace("&", " en "))
    phrases, pattern = _configured(context)
    if plain in phrases:
        return phrases[plain]
    own = max(pattern.findall(plain), key=len, default="")
    if own and not is_turned(plain):
        return phrases[own]
    found = sense(plain, discipline(context.discipline))
    if found == UNTOLD or len(_parts(text, context)) > 1:
        return UNTOLD
    return available(found, context) or _numbered(folded(text), context)


def _parts(text: str, context: ListContext) -> frozenset[str]:
    """The groups that the parts of `Vakgenoten/artsen` and `Vakgenoten, artsen` mean."""
    own = discipline(context.discipline)
    halves = (sense(folded(half), own) for half in re.split(r"[/+]", text)) if re.search(r"[/+]", text) else ()
    parts = (sense(folded(part), own) for part in text.split(",")) if "," in text else ()
    return frozenset((*filter(None, halves), *(key for key in parts if key not in {"", UNTOLD})))


@lru_cache(maxsize=64)
def _configured(context: ListContext) -> tuple[dict[str, str], re.Pattern[str]]:
    """What the practice calls its groups, and the words among these that count wherever they stand."""
    phrases: dict[str, str] = {}
    loose: list[str] = []
    for group in context.groups:
        own = (group.key.replace("_", " "), group.label_nl, group.label_en, *group.words)
        phrases |= {folded(text): group.key for text in own if folded(text)}
        loose += map(folded, own if group.key not in {PEERS, DOCTORS, OTHERS} else group.words)
    longest = sorted(filter(None, loose), key=len, reverse=True)
    return phrases, re.compile(r"\b(?:" + "|".join(re.escape(p) for p in longest) + r")\b" if longest else r"(?!)")


def _is_ones_function(plain: str, context: ListContext) -> bool:
    """`Verpleegkundige`, `AIOS chirurgie`, `Secretariaat`: what one person is as well."""
    if all(w in _ALSO_GROUPS for w in plain.split()) or is_plural(plain) or not is_function(plain, context):
        return False
    return not any(w in _GROUP_NOUNS for w in plain.split())


_ALSO_GROUPS = words("arts aios anios medewerker verpleging personeel staff")
_GROUP_NOUNS = words(
    "verpleging personeel staff vakgenoot vakgroep maatschap collega niet geen andere ander overige eigen zelfde"
    " dezelfde non not colleague peer other"
)


def _covers(tokens: list[str], context: ListContext) -> bool:
    """Whether nothing is left beside the group's words, fillers and functions."""
    left = without_disciplines(without_functions(without_phrases(" ".join(tokens))))
    return all(_is_covered(t, context) for t in left.split())


def _is_covered(token: str, context: ListContext) -> bool:
    return (
        token in _FILLERS
        or token.isdigit()
        or len(token) == 1
        or is_word_of_groups(token)
        or is_function(token, context)
        or any(token in phrase.split() for phrase in _configured(context)[0])
    )


def _numbered(plain: str, context: ListContext) -> str:
    """`Groep 2`, `B`, `3`: the groups in their own order."""
    match = re.fullmatch(r"(?:groep |group |categorie )?([1-9]|[a-e])", plain)
    if not match:
        return ""
    place = "123456789".find(match[1]) if match[1].isdigit() else "abcde".find(match[1])
    return context.groups[place].key if place < len(context.groups) else ""

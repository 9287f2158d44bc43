"""Lines that head what follows without telling a group: what stands below them belongs to no group that we know."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.words.functions import is_function
from bot.lists.words.given import is_plainly_a_name
from bot.lists.words.groups import bare, is_heading, is_numbered
from bot.lists.words.senses import is_plural
from bot.lists.words.words import is_closing, is_greeting, looks_like_name

_LONGEST = 8  # words of a line that is no sentence
_MARKED = re.compile(r"^\s*(?:#{1,6}\s|\*\*?\S.*\S\*\*?:?\s*$|__|-{2,}\s*\S|={2,}\s*\S|~{2,}\s*\S)")
_READER = words("u uw je jullie mij me you your")  # a line with these is written to whoever reads it
_SENTENCE = re.compile(r"[.!?]\s*$")
_OF_GROUPS = re.compile(
    r"collega\w*|vakg\w+|maatschap\w*|\w*artsen\w*|andere?|overige?|externe|niet|geen|buiten|specialisten|medici|directe"
    r"|medewerkers|verpleging|verpleegkundigen|secretariaat|personeel|paramedici|samenwerkende"
)
_DEPARTMENT = re.compile(
    r"\b(?:secretariaat|poli|polikliniek|verpleging|personeel|staff|\w+(?:logie|logy|iatrie|kunde|chirurgie|therapie|dienst)"
    r"|kno|mdl|office|planning|administratie|management|receptie|balie|interne|radiologie|research|ict|hr)\b"
)
_PERSONAL = re.compile(
    r"\b(?:\w*arts|a?n?ios|\w*verpleegkundige?|\w*assistente?|\w*secretaresse|\w*manager|\w*leider|\w*medewerker|\w*loog|\w*ist"
    r"|\w*hoofd|\w*chirurg|\w*iater|\w*icus|\w*werker|\w*peut|specialist|hoofd|planner|laborant|pa|vs|nurse|coordinator)\b"
)
_WORDS = words(
    "afdeling afdelingen algemeen anderen anders beide bestuur centrum commissie dagbehandeling divers diversen"
    " divisie externe externen extra groep groepen intensive care keten kliniek klinisch klinische locatie locaties"
    " lyst medisch medische mensen namen netwerk ok opleiding opleidingsgroep overig overige overigen personen poli"
    " polikliniek praktyk raad reserve rest seh staf team teams unit vakgroep verdere verder werkgroep wykteam"
    " ziekenhuis zorg samenwerking samenwerkingspartners partners contacten relaties consulenten verwyzers"
    " ketenpartners respondenten categorie rubriek functie functies naam wie overigens nog ook tevens department"
    " other others various ward"
)


def ends_group(text: str, context: ListContext) -> bool:
    """Whether a line without an address heads what is no group that we know: a note, a department, other words."""
    if "@" in text or is_greeting(text) or is_closing(text) or is_heading(text, context):
        return False
    tokens = text.strip(" \t*_#=~-–:").split()
    if not tokens or len(tokens) > _LONGEST or not re.search(r"[^\W\d_]{2}", text):
        return False
    if _MARKED.match(text) or is_numbered(text) or text.rstrip(" *_").endswith(":"):
        return True
    addressed = len(tokens) > 3 and any(w in _READER for w in folded(text).split())
    return not addressed and not (_SENTENCE.search(text) and len(tokens) > 2)


def heading_above(lines: list[str], context: ListContext) -> str:
    """The heading of what follows these lines: the last one, "" where that is not understood or there is none."""
    for line in reversed(lines):
        if is_heading(line.strip(" #*_=-"), context):
            return line
        if ends_group(line, context) and not may_name(line):
            return ""
    return ""


def may_name(line: str) -> bool:
    """Whether a line is somebody's name rather than a heading."""
    return looks_like_name(line) and not is_no_name(line) and is_plainly_a_name(line)


def heads(before: str, context: ListContext) -> bool:
    """Whether what stands before a colon and people is a heading, understood or not, rather than a name."""
    plain = folded(before).split()
    if not plain or len(plain) > _LONGEST or is_greeting(before):
        return False
    return is_numbered(before) or is_no_name(before) or any(_OF_GROUPS.fullmatch(w) or w in _WORDS for w in plain)


def is_ones_function(text: str, context: ListContext) -> bool:
    """Whether a line is what one person is: `verpleegkundige`, `Arts`, and neither a plural nor a department."""
    plain = folded(bare(text))
    if bare(text) != text.strip() or "/" in text:
        return False  # numbered, counted, or two at once: `AIOS/ANIOS`
    if not is_function(text, context) or is_plural(plain) or text.rstrip().endswith(":"):
        return False
    house = _DEPARTMENT.search(plain) or any(w in _WORDS for w in plain.split())
    return not house or bool(_PERSONAL.search(plain))


def is_no_name(text: str) -> bool:
    """Whether words with capitals are a heading's rather than somebody's: `Intensive Care`, `Overige Artsen`."""
    if re.match(r"[IVX]{2,4}[.)]\s", text):
        return True  # `IV. Spoedplein`
    return any(w in _WORDS or _OF_GROUPS.fullmatch(w) for w in folded(text).split())

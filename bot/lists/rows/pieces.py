"""The text between two addresses cut into pieces, and what each piece is: a name, a function, a group, a label."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.name_case import is_initials
from bot.core.people.name_words import SUFFIXES, bare, is_particle, split_titles, without_heer
from bot.core.people.names import folded, looks_full, parse
from bot.lists.grids.columns import role_of
from bot.lists.grids.spans import COMMA
from bot.lists.words.functions import is_function
from bot.lists.words.groups import is_group_cell
from bot.lists.words.words import is_prose, looks_like_name, name_at_end

_SEPARATOR = re.compile(
    r"[,;|\t\n:/]+|\s[-–—]+(?=\s|$)|(?:^|(?<=\s))(?:[-–—]+|en|and|&|\+|respectievelijk|resp\.)\s|[()\[\]]"
)
_PHONE = re.compile(r"^(?:tel|mob|sein|t|m|nr)?[\d\s+().\-/x]{5,}$", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:\w*ziekenhuis|\w*umc|gasthuis|kliniek|hospital|clinic|centrum|center|polikliniek|afdeling|afd|locatie|\w*praktyk|mc|zorggroep)\b"
)
_SURNAMES = frozenset({"arts", "dokter", "apotheker", "planner", "meester", "long"})
_BEFORE_ARTS = frozenset({"basis", "semi", "forensisch", "ic", "seh", "mdl", "kno", "verslavings", "huis", "de", "een"})


def pieces(chunk: str) -> list[str]:
    """What stands between separators, without phone numbers and labels."""
    found = [_stripped(p) for p in _SEPARATOR.split(chunk) if p]
    return [
        p for p in found if re.search(r"[^\W\d_]", p) and not _PHONE.match(p) and not _is_label(p) and not _is_degree(p)
    ]


def _is_degree(piece: str) -> bool:
    """`MD PhD`: letters behind a name; `MD` and `J.R.` may be initials."""
    found = {bare(token) for token in piece.split()}
    return found <= SUFFIXES and bool(found & {"phd", "msc", "bsc"})


def joined(parts: list[str], context: ListContext) -> list[str]:
    """`Vries` and `P. de` belong together; so do quoted names, whose comma was kept apart."""
    whole: list[str] = []
    for part in parts:
        apart = not whole or COMMA in whole[-1] or is_known(part, context)
        named_so = len(whole) == 1 and folded(whole[0]) in _SURNAMES and is_surname(whole[0], part, context)
        if named_so or (not apart and is_family(whole[-1]) and is_given(part)):
            whole[-1] = f"{whole[-1]}{COMMA} {part}"
        else:
            whole.append(part)
    return whole


def parted(parts: list[str], context: ListContext) -> list[str]:
    """`cardioloog Piet de Vries` as two pieces."""
    return [half for part in parts for half in (_halves(part, context) if is_known(part, context) else (part,))]


def name_in(piece: str) -> str:
    """The name that a piece is, or with which it ends."""
    text = piece.replace(COMMA, ",")
    if is_place(text):
        return ""
    return text if looks_like_name(text) else name_at_end(text)


def is_place(piece: str) -> bool:
    """Whether a piece names a house rather than a person."""
    return bool(_PLACE.search(folded(piece)))


def is_known(piece: str, context: ListContext) -> bool:
    """Whether a piece is a function or a group rather than a name."""
    family, comma, given = piece.partition(COMMA)
    if comma and is_surname(family, given.strip(), context):
        return False
    if is_prose(piece):
        return is_group_cell(piece, context)
    return (is_function(piece, context) and not _is_named_so(piece)) or is_group_cell(piece, context)


def is_family(text: str) -> bool:
    """Whether a text is a surname only: `Vries`, `van den Berg`, `Jansen-de Boer`."""
    tokens = text.split()
    rest = [t for i, t in enumerate(tokens) if not (is_particle(t) and i < len(tokens) - 1)]
    married = "-" in text and len(rest) <= 2 and is_particle(tokens[0].rpartition("-")[2])
    begins = text[:1].isalpha() or text.startswith("'")
    return (len(rest) == 1 or married) and begins and not is_initials(rest[-1])


def is_surname(piece: str, following: str, context: ListContext) -> bool:
    """Whether a function's word is a surname before its comma: `Arts, Floor`, `Dokter, P. de`."""
    given = is_given(following) and following[:1].isupper() and not is_function(following, context)
    return piece.istitle() and folded(piece) in _SURNAMES and given


def ends_in_surname(piece: str) -> bool:
    """`liv arts`, `kim dokter`: two words that may be a name, though no capital says so."""
    tokens = piece.split()
    return len(tokens) == 2 and folded(tokens[1]) in _SURNAMES and folded(tokens[0]) not in _BEFORE_ARTS


def is_given(text: str) -> bool:
    """Whether a text is what stands behind the comma: `P. de`, `Piet`, `dr. M. van den`."""
    tokens = text.split()
    while len(tokens) > 1 and is_particle(tokens[-1]):
        tokens.pop()
    if tokens and parse(tokens[0]).titles:
        tokens = tokens[1:]
    return bool(tokens) and (all(is_initials(t) for t in tokens) or (len(tokens) == 1 and tokens[0][0].isalpha()))


def _halves(part: str, context: ListContext) -> tuple[str, ...]:
    tokens = part.split()
    for cut in range(1, len(tokens) if is_function(part, context) and len(tokens) < 10 else 1):
        left, right = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        named = not is_function(right, context) or _is_named_so(right)
        if is_function(left, context) and looks_like_name(right) and named:
            return left, right
        if is_function(right, context) and looks_like_name(left) and not is_function(left, context):
            return left, right
    return (part,)


def _is_named_so(piece: str) -> bool:
    """Whether a function's word is a surname here: `P. Apotheker`, `Piet Arts`."""
    tokens = list(split_titles(tuple(without_heer(piece).split()))[1])
    if len(tokens) < 2 or not looks_full(piece):
        return False
    surname = folded(tokens[-1]) in _SURNAMES and tokens[-1][0].isupper() and tokens[0][0].isupper()
    return (is_initials(tokens[0]) and "." in tokens[0]) or (surname and folded(tokens[0]) not in _BEFORE_ARTS)


def _stripped(piece: str) -> str:
    kept = piece.strip(' *_<>"“”\u200b')
    if kept.endswith("."):
        return kept
    return kept.rstrip(" .'").lstrip(" ." if re.match(r"'[st][ -]", kept) else " .'")


def _is_label(piece: str) -> bool:
    return role_of(piece) is not None and len(piece.split()) <= 2 and (piece.islower() or len(piece.split()) == 1)

"""The persons in one line or cell: names, addresses, functions and groups in any order."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.name_case import is_initials
from bot.core.name_words import is_particle
from bot.core.names import folded, looks_full, parse
from bot.lists.columns import role_of
from bot.lists.context import ListContext
from bot.lists.functions import is_function
from bot.lists.grid import Entry, has_controls, printable
from bot.lists.groups import is_group_cell
from bot.lists.spans import COMMA, addresses, clean
from bot.lists.words import is_prose, looks_like_name, name_at_end

_SEPARATOR = re.compile(r"[,;|\t\n:/]+|\s[-–—]+\s|\s(?:en|and|&)\s|(?<=[^\s])[()]|[()]")
_SURNAMES = frozenset({"arts", "dokter", "apotheker", "planner", "meester", "long"})
_BEFORE_ARTS = frozenset({"basis", "semi", "forensisch", "ic", "seh", "mdl", "kno", "verslavings", "huis", "de", "een"})
_PHONE = re.compile(r"^[\d\s+().\-/x]{5,}$")


def persons(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line with at least one address; sentences around names are left out."""
    text = clean(line)
    spans = addresses(text)
    if not spans:
        return ()
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans), len(text)]
    chunks = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    after = not _bare(chunks[0]) and bool(_bare(chunks[-1])) and not _all_known(chunks[-1], context)
    people = _named_after(chunks, spans, context) if after else _named_before(chunks, spans, context)
    return _marked(people, line)


def names(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line without addresses: `Vries, P. de; Berg, M. van den`, `Piet de Vries, cardioloog`."""
    text = clean(line)
    parts = text.split(";") if ";" in text else [text]
    people = [p for part in parts for p in _people(_pieces(part), context) if looks_like_name(p.name)]
    return _marked(people, line)


def _marked(people: list[Entry], line: str) -> tuple[Entry, ...]:
    """What was typed for each, and whether there was something in the line that cannot be typed."""
    shown = printable(line)[:300]
    hostile = has_controls(line.strip().replace("\t", " "))
    return tuple(
        replace(p, as_typed=p.as_typed if len(people) > 1 and p.as_typed else shown, hostile=hostile) for p in people
    )


def _named_before(chunks: list[str], spans: tuple[tuple[int, int, str], ...], context: ListContext) -> list[Entry]:
    people: list[Entry] = []
    for chunk, (_, _, address) in zip(chunks, spans, strict=False):
        pieces = _pieces(chunk)
        while people and pieces and (_known(pieces[0], context)):
            people[-1] = _with_extra(people[-1], pieces.pop(0), context)
        found = _people(pieces, context) or _loose(chunk, pieces)
        if not found and _is_sentence(pieces):
            continue
        people += [*found[:-1], replace(found[-1] if found else Entry(), address=address)]
    for piece in _pieces(chunks[-1]):
        if people and (_known(piece, context) or not is_prose(piece)):
            people[-1] = _with_extra(people[-1], piece, context)
    return people


def _named_after(chunks: list[str], spans: tuple[tuple[int, int, str], ...], context: ListContext) -> list[Entry]:
    people = []
    for chunk, (_, _, address) in zip(chunks[1:], spans, strict=True):
        pieces = _pieces(chunk)
        found = _people(pieces, context) or _loose(chunk, pieces)
        people += [replace(found[0] if found else Entry(), address=address), *found[1:]]
    return people


def _people(pieces: list[str], context: ListContext) -> list[Entry]:
    """Pieces as persons: names open one, functions and groups belong to the last one opened."""
    people: list[Entry] = []
    early: list[str] = []
    for piece in _joined(pieces, context):
        if _known(piece, context):
            if people:
                people[-1] = _with_extra(people[-1], piece, context)
            else:
                early.append(piece)
        elif name := _name_in(piece):
            people.append(Entry(name=name, as_typed=piece.replace(COMMA, ",")))
        elif people and not is_prose(piece):
            people[-1] = _with_extra(people[-1], piece, context)
    for piece in early if people else ():
        people[0] = _with_extra(people[0], piece, context)
    return people


def _joined(pieces: list[str], context: ListContext) -> list[str]:
    """`Vries` and `P. de` belong together; so do quoted names, whose comma was kept apart."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and COMMA not in joined[-1]
            and not _known(piece, context)
            and _family_only(joined[-1])
            and _given_only(piece)
        ):
            joined[-1] = f"{joined[-1]}{COMMA} {piece}"
        else:
            joined.append(piece)
    return joined


def _family_only(text: str) -> bool:
    tokens = text.split()
    rest = [t for i, t in enumerate(tokens) if not (is_particle(t) and i < len(tokens) - 1)]
    married = "-" in text and len(rest) <= 2 and is_particle(tokens[0].rpartition("-")[2])
    return (len(rest) == 1 or married) and text[:1].isalpha() | text.startswith("'") and not is_initials(rest[-1])


def _given_only(text: str) -> bool:
    tokens = text.split()
    while len(tokens) > 1 and is_particle(tokens[-1]):
        tokens.pop()
    if tokens and parse(tokens[0]).titles:
        tokens = tokens[1:]
    return bool(tokens) and (all(is_initials(t) for t in tokens) or (len(tokens) == 1 and tokens[0][0].isalpha()))


def _name_in(piece: str) -> str:
    text = piece.replace(COMMA, ",")
    if looks_like_name(text):
        return text
    return name_at_end(text)


def _loose(chunk: str, pieces: list[str]) -> list[Entry]:
    """Names typed without capitals: what stands before an address, if it is short and no sentence."""
    if pieces and len(pieces[0].split()) <= 5 and not is_prose(pieces[0]):
        name = pieces[0].replace(COMMA, ",")
        rest = " ".join(p for p in pieces[1:] if not is_prose(p))
        if len(pieces) > 1 and _family_only(pieces[0]) and _given_only(pieces[1]):
            return [Entry(name=f"{name}, {pieces[1]}", function=" ".join(pieces[2:]), as_typed=chunk.strip())]
        return [Entry(name=name, function=rest, as_typed=chunk.strip())]
    return []


def _with_extra(person: Entry, piece: str, context: ListContext) -> Entry:
    if not person.group and is_group_cell(piece, context) and not (is_function(piece, context) and not person.function):
        return replace(person, group=piece)
    if not person.function and re.search(r"[^\W\d_]{2}", piece):
        return replace(person, function=piece.replace(COMMA, ","))
    return person


def _known(piece: str, context: ListContext) -> bool:
    return (is_function(piece, context) and not _is_named_so(piece)) or is_group_cell(piece, context)


def _is_named_so(piece: str) -> bool:
    """Whether a function's word is a surname here: `P. Apotheker`, `Piet Arts`."""
    tokens = piece.split()
    if len(tokens) < 2 or not looks_full(piece):
        return False
    surname = folded(tokens[-1]) in _SURNAMES and tokens[-1].istitle() and tokens[0].istitle()
    return (is_initials(tokens[0]) and "." in tokens[0]) or (surname and folded(tokens[0]) not in _BEFORE_ARTS)


def _pieces(chunk: str) -> list[str]:
    pieces = [
        p.strip(" .*_<>\"'“”\u200b").strip() if not p.strip().endswith(".") else p.strip(' *_<>"“”')
        for p in _SEPARATOR.split(chunk)
        if p
    ]
    return [
        p for p in pieces if p.strip(".") and not _PHONE.match(p) and not _is_label(p) and re.search(r"[^\W\d_]", p)
    ]


def _is_label(piece: str) -> bool:
    return role_of(piece) is not None and len(piece.split()) <= 2 and (piece.islower() or len(piece.split()) == 1)


def _all_known(chunk: str, context: ListContext) -> bool:
    pieces = _pieces(chunk)
    return all(_known(p, context) for p in pieces)


def _bare(chunk: str) -> str:
    return " ".join(_pieces(chunk))


def _is_sentence(pieces: list[str]) -> bool:
    return any(is_prose(p) for p in pieces)

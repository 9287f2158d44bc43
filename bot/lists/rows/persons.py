"""The persons in one line or cell: names, addresses, functions and groups in any order."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.people.addresses import key
from bot.core.people.names import folded, parse
from bot.lists.grids.grid import Entry, has_controls, printable
from bot.lists.grids.spans import COMMA, addresses, clean
from bot.lists.rows.pieces import is_family, is_given, is_known, is_place, joined, name_in, parted, pieces
from bot.lists.words.functions import is_function
from bot.lists.words.groups import is_group_cell
from bot.lists.words.words import is_prose, looks_like_name

_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
Span = tuple[int, int, str]


def persons(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line with at least one address; sentences around names are left out."""
    text = clean(line)
    spans = _once(text, addresses(text))
    if not spans:
        return ()
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans), len(text)]
    chunks = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    last = pieces(chunks[-1])
    after = not pieces(chunks[0]) and bool(last) and not all(is_known(p, context) for p in last)
    people = _named_after(chunks, spans, context) if after else _named_before(chunks, spans, context)
    return _marked(people, line)


def names(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line without addresses: `Vries, P. de; Berg, M. van den`, `Piet de Vries, cardioloog`."""
    if not _CAPITAL.search(line):
        return ()  # without an address, only a capital tells a name from a word
    text = clean(line)
    parts = text.split(";") if ";" in text else [text]
    people = [p for part in parts for p in _people(pieces(part), context) if looks_like_name(p.name)]
    return _marked(people, line)


def _marked(people: list[Entry], line: str) -> tuple[Entry, ...]:
    """What was typed for each, and whether there was something in the line that cannot be typed."""
    shown = printable(line)[:300]
    hostile = has_controls(line.strip().replace("\t", " "))
    several = len(people) > 1
    return tuple(replace(p, as_typed=(several and p.as_typed) or shown, hostile=hostile) for p in people)


def _once(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """`'p@x.nl' <p@x.nl>` is one address."""
    kept: list[Span] = []
    for start, end, address in spans:
        if kept and key(kept[-1][2]) == key(address) and not re.search(r"\w", text[kept[-1][1] : start]):
            kept[-1] = (kept[-1][0], end, address)
        else:
            kept.append((start, end, address))
    return tuple(kept)


def _named_before(chunks: list[str], spans: tuple[Span, ...], context: ListContext) -> list[Entry]:
    people: list[Entry] = []
    for chunk, (_, _, address) in zip(chunks, spans, strict=False):
        parts = pieces(chunk)
        while people and parts and is_known(parts[0], context):
            people[-1] = _with_extra(people[-1], parts.pop(0), context)
        found = _people(parts, context) or _loose(chunk, parts)
        if not found and any(is_prose(p) for p in parts):
            continue
        if len(spans) == 1 and len(found) > 1:
            found = [_chosen(found, address, context)]
        people += [*found[:-1], replace(found[-1] if found else Entry(), address=address)]
    for piece in pieces(chunks[-1]):
        if people and not is_prose(piece):
            people[-1] = _with_extra(people[-1], piece, context)
    return people


def _named_after(chunks: list[str], spans: tuple[Span, ...], context: ListContext) -> list[Entry]:
    people = []
    for chunk, (_, _, address) in zip(chunks[1:], spans, strict=True):
        parts = pieces(chunk)
        found = _people(parts, context) or _loose(chunk, parts)
        people += [replace(found[0] if found else Entry(), address=address), *found[1:]]
    return people


def _chosen(found: list[Entry], address: str, context: ListContext) -> Entry:
    """Of several that pass for names before one address the one whose surname is in it, else the first."""
    local = re.sub(r"[^a-z]", "", folded(address.partition("@")[0]))
    families = [folded(parse(e.name).family).replace(" ", "") for e in found]
    place = next((i for i, family in enumerate(families) if len(family) > 2 and family in local), 0)
    if place > 0:
        return found[place]
    others = " ".join(e.name for e in found[1:])
    return replace(found[0], function=found[0].function or others)


def _people(parts: list[str], context: ListContext) -> list[Entry]:
    """Pieces as persons; a function written right before or after its name is parted from it."""
    return _opened(joined(parts, context), context) or _opened(parted(parts, context), context)


def _opened(parts: list[str], context: ListContext) -> list[Entry]:
    """Names open a person, functions and groups belong to the last one opened, or to the first."""
    people: list[Entry] = []
    early: list[str] = []
    for part in parts:
        name = "" if is_known(part, context) else name_in(part)
        if name and not (people and " " not in name):
            people.append(Entry(name=name, as_typed=part.replace(COMMA, ",")))
        elif people and not is_prose(part):
            people[-1] = _with_extra(people[-1], part, context)
        elif is_known(part, context):
            early.append(part)
    for part in early if people else ():
        people[0] = _with_extra(people[0], part, context)
    return people


def _loose(chunk: str, parts: list[str]) -> list[Entry]:
    """Names typed without capitals: what stands before an address, if it is short and no sentence."""
    if not parts or len(parts[0].split()) > 5 or is_prose(parts[0]):
        return []
    name, rest = parts[0].replace(COMMA, ","), parts[1:]
    if rest and is_family(parts[0]) and is_given(rest[0]):
        name, rest = f"{name}, {rest[0]}", rest[1:]
    function = " ".join(p for p in rest if not is_prose(p))
    return [Entry(name=name, function=function, as_typed=chunk.strip())]


def _with_extra(person: Entry, piece: str, context: ListContext) -> Entry:
    named = is_group_cell(piece, context) and (bool(person.function) or not is_function(piece, context))
    if not person.group and named:
        return replace(person, group=piece)
    told = is_function(piece, context) or not is_place(piece)
    if not person.function and told and re.search(r"[^\W\d_]{2}", piece):
        return replace(person, function=piece.replace(COMMA, ","))
    return person

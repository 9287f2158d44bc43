"""The persons in one line or cell: names, addresses, functions and groups in any order."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.people.addresses import key
from bot.core.people.name_case import is_initials
from bot.lists.grids.grid import Entry, has_controls, printable
from bot.lists.grids.spans import COMMA, addresses, clean
from bot.lists.rows.asides import beside, told_beside
from bot.lists.rows.display import without_extras
from bot.lists.rows.pairs import letters, paired
from bot.lists.rows.pieces import (
    ends_in_surname,
    is_family,
    is_given,
    is_known,
    is_place,
    is_surname,
    joined,
    name_in,
    parted,
    pieces,
)
from bot.lists.words.functions import is_function
from bot.lists.words.groups import is_group_cell
from bot.lists.words.headings import is_no_name
from bot.lists.words.withheld import is_withheld
from bot.lists.words.words import is_prose, looks_like_name

_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_WIL = re.compile(r"^wil (?=(?:van|de|den|der|te[rn]?|op|in|el|la|von|'t)\b)", re.IGNORECASE)  # a first name as well
_TORN = re.compile(r"(?:^|(?<=[\s,;:|(]))((?!(?:[js]r)\.\s)[^\W\d_]{1,12}[._\-]|[^\W\d_]|[\w.\-]*[._\-])\s+$")
_MARRIED = re.compile(
    r"(?<=[^\W\d_])\s[-–]\s(?=(?:[a-z]+ ){0,3}[A-Z][^\W\d_]+, ?(?:[A-Z]\.)+)"
)  # `Boer - de Vries, M.`
_ASIDE = re.compile(
    r"[(\[](?:[^()\[\]@]*\s)?(?:via|p\.\s?a\.|pa|t\.\s?a\.\s?v\.|man|vrouw|partner|echtgeno\w+|secr\w+|namens|c/o)\b[^()\[\]@]*[)\]]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?i)(?:oude?|nieuwe?|naam|voor|na|e?-?mail|adres|old|new|name|before|after)")
Span = tuple[int, int, str]


def persons(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line with at least one address; sentences around names are left out."""
    text = _MARRIED.sub("-", clean(line))
    spans = _once(text, mended(text, addresses(text)))
    if not spans:
        return ()
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans), len(text)]
    chunks = [without_extras(text[a:b], context) for a, b in zip(ends, starts, strict=True)]
    last = pieces(chunks[-1])
    after = not pieces(chunks[0]) and bool(last) and not all(is_known(p, context) for p in last)
    mails = [address for _, _, address in spans]
    people = _named_after(chunks, mails, context) if after else _named_before(chunks, mails, context)
    return _marked([replace(p, name="") if _is_label(p.name, line) else p for p in people], line)


def _is_label(name: str, line: str) -> bool:
    """`Oud: a@x`: what stands before a colon is the name of a field and nobody's."""
    return _LABEL.fullmatch(name) is not None and re.search(rf"{re.escape(name)}\s*:", line) is not None


def names(line: str, context: ListContext) -> tuple[Entry, ...]:
    """Everyone in a line without addresses: `Vries, P. de; Berg, M. van den`, `Piet de Vries, cardioloog`."""
    if not _CAPITAL.search(line):
        return ()  # without an address, only a capital tells a name from a word
    text = without_extras(clean(line), context)
    parts = text.split(";") if ";" in text else [text]
    people = [p for part in parts for p in _people(pieces(part), context) if looks_like_name(p.name)]
    return _marked([p for p in people if not is_no_name(p.name)], line)


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


def mended(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """`h. kok@x.nl` is no `kok@x.nl`: a piece of a word left of an address belongs to it, and it is no address then."""
    done: list[Span] = []
    for start, end, address in spans:
        begin = done[-1][1] if done else 0
        torn = _TORN.search(text[begin:start])
        if torn and not _is_of_name(torn[1], text[begin:start][: torn.start()], address):
            done.append((begin + torn.start(1), end, f"{torn[1]} {address}"))
        else:
            done.append((start, end, address))
    return tuple(done)


def _is_of_name(piece: str, left: str, address: str) -> bool:
    """Whether a piece is an initial of the name before it: `Kok, H. hkok@…`, `Vries, P. p.devries@…`."""
    if not letters(piece):
        return not re.search(r"[._]", piece)  # a dash alone separates
    before = re.split(r"[;|(\n\t]|\s[-–]\s", left)[-1].strip(" ,.:")
    if not re.search(r"[^\W\d_]", before):
        return is_initials(piece) and piece[:1].isupper() and letters(address)[:1] == letters(piece)[:1]
    fits = letters(address)[:1] == letters(piece)[:1]
    lone = is_family(before) or bool(re.fullmatch(r"(?:[^,]+,\s*)?(?:[^\W\d_]\.\s?)+", before))
    return is_initials(piece) and (lone or (fits and piece[:1].isupper()))


def _named_before(chunks: list[str], mails: list[str], context: ListContext) -> list[Entry]:
    """Names before their addresses; several of each are paired where a run of names meets a run of addresses."""
    done: list[Entry] = []
    waiting: list[Entry] = []
    reached: list[str] = []
    for chunk, mail in zip(chunks, mails, strict=False):
        behind, found = _read(chunk, context, opens=not waiting and not done)
        apart = (";" in chunk and len(reached) >= len(waiting)) or is_withheld(beside(chunk, found))
        if reached and (found or behind or apart):
            done, waiting, reached = [*done, *paired(waiting, reached)], [], []
        done = told_beside(_with_extras(done, behind, context), chunk, found)
        if found is None:
            continue
        if not found and reached and not waiting:
            done, reached = [*done, *paired([], reached)], []
        waiting, reached = [*waiting, *found], [*reached, mail]
    done += paired(waiting, reached)
    behind, more = _read(_ASIDE.sub(" ", chunks[-1]) if done else chunks[-1], context, opens=False)
    people = [*_with_extras(done, behind, context), *(p for p in more or () if _is_whole(p.name))]
    return told_beside(people, chunks[-1], more)


def _read(chunk: str, context: ListContext, *, opens: bool) -> tuple[list[str], list[Entry] | None]:
    """What belongs to whoever stands before, and who comes; None when an address stands in a sentence about no one."""
    parts = parted(pieces(chunk), context)
    behind: list[str] = []
    while not opens and parts and is_known(parts[0], context) and not _heads(parts, chunk, context):
        behind.append(parts.pop(0))
    found = _people(parts, context) or _loose(chunk, parts, context)
    told = any(is_prose(_WIL.sub("", p)) and len(p.split()) > 3 for p in parts)
    return behind, None if not found and told else found


def _heads(parts: list[str], chunk: str, context: ListContext) -> bool:
    """`; verpleegkundige Mia Post <`: the function in one piece with the name after it is that one's."""
    if len(parts) < 2:
        return False
    if parts[0][0].isdigit():
        return True  # `en 1 arts, Mia Post`
    glued = re.search(rf"{re.escape(parts[0])}\s+{re.escape(parts[1])}", chunk) is not None
    return glued or is_surname(parts[0], parts[1], context)


def _is_whole(name: str) -> bool:
    return looks_like_name(name) and not is_no_name(name) and not is_place(name)


def _with_extras(people: list[Entry], behind: list[str], context: ListContext) -> list[Entry]:
    for piece in behind if people else ():
        people[-1] = _with_extra(people[-1], piece, context)
    return people


def _named_after(chunks: list[str], mails: list[str], context: ListContext) -> list[Entry]:
    people = []
    for chunk, address in zip(chunks[1:], mails, strict=True):
        parts = parted(pieces(chunk), context)
        found = _people(parts, context) or _loose(chunk, parts, context)
        people += paired(found, [address])
    return people


def _people(parts: list[str], context: ListContext) -> list[Entry]:
    """Names open a person, functions and groups belong to the last one opened, or to the first."""
    people: list[Entry] = []
    early: list[str] = []
    for part in joined(parts, context):
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


def _loose(chunk: str, parts: list[str], context: ListContext) -> list[Entry]:
    """Names typed without capitals: what stands before an address, if it is short and no sentence."""
    known = [p for p in parts if is_known(p, context)]
    if len(known) == len(parts) == 1 and ends_in_surname(parts[0]):
        known = []  # `liv arts`
    parts = [p for p in parts if p not in known]
    if not parts or len(parts[0].split()) > 5 or is_prose(parts[0]) or is_place(parts[0]):
        return []
    name, rest = parts[0].replace(COMMA, ","), parts[1:]
    if rest and is_family(parts[0]) and is_given(rest[0]):
        name = f"{name}, {rest[0]}"
    return [Entry(name=name, function=" ".join(known), as_typed=chunk.strip())]


def _with_extra(person: Entry, piece: str, context: ListContext) -> Entry:
    """A group or a function where the piece is one; what is neither tells nothing."""
    named = is_group_cell(piece, context) and (bool(person.function) or not is_function(piece, context))
    if not person.group and named:
        return replace(person, group=piece)
    if not person.function and is_function(piece, context):
        return replace(person, function=piece.replace(COMMA, ","))
    return person

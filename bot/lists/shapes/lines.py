"""Shape: one person a line, or several after a heading; the shape that always matches."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.people.names import Likeness, folded, same_person
from bot.lists.grids.grid import Entry, Grid, GridKind, printable
from bot.lists.grids.wrapped import unwrapped
from bot.lists.rows.asides import with_aside
from bot.lists.rows.pairs import has_surname
from bot.lists.rows.persons import names, persons
from bot.lists.rows.pieces import is_place
from bot.lists.shapes.around import ahead, are_apart, blocks, is_note, is_refusal
from bot.lists.shapes.labelled import HEADING, ORDINAL, LineState, labelled, role_told
from bot.lists.shapes.leading import led
from bot.lists.shapes.sentences import heading_in, leads, rejoined, sentences
from bot.lists.words.functions import is_function
from bot.lists.words.given import is_plainly_a_name
from bot.lists.words.groups import group_of_text, is_group_cell, is_heading
from bot.lists.words.headings import ends_group, heads, is_no_name, is_ones_function
from bot.lists.words.senses import is_plural, is_turned
from bot.lists.words.withheld import BOX, is_withheld
from bot.lists.words.words import (
    BULLET,
    TICK,
    UNTICKED,
    is_closing,
    is_greeting,
    is_postscript,
    is_prose,
    looks_like_name,
)

NAME = "lines"
_BREAK = re.compile(r"\s*[\r\n]+\s*(?![\w\-]+:)")  # inside a cell; what looks like a mail header stays and is refused
_LONGEST = 10_000
_DECORATION = re.compile(r"^[\s#*_=~\-]+|[\s*_=~\-]+$")
_BOLD = re.compile(r"(?<=\S)[*_]{1,3}(?=\s*:|\s*$)|(?<!\S)[*_]{1,3}(?=\S)")
_SPELLED = re.compile(r"^[^:]*\w\s?[(\[{]at[)\]}]\s?\w", re.IGNORECASE)  # an address all the same
_LETTERED = re.compile(r"[A-H][.)]\s+[^\W\d_]+")  # `D. Reservelijst`, or somebody without an address
_NUMBERS = re.compile(r"[^A-Za-z]*(?:tel|mob|sein|t|m|fax)?[\W\d]*", re.IGNORECASE)


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether this shape can read the grid: always."""
    return True


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """The persons in the lines, each with the heading above it."""
    lines = [_BREAK.sub(" | ", " | ".join(c for c in row if c)) for row in grid.rows]
    if grid.kind is GridKind.TEXT:
        lines = led(rejoined(unwrapped(lines, context)), context)
    state = LineState(context, grid.heading, known=bool(grid.heading), apart=are_apart(lines, context))
    ticked = any(TICK.match(line) for line in lines)
    boxed = [ticked and UNTICKED.match(line) is not None for line in lines]
    lines = [UNTICKED.sub("- ", TICK.sub("- ", line)) for line in lines]
    for line, block, following, empty in zip(lines, blocks(lines), ahead(lines), boxed, strict=True):
        before = len(state.rows)
        _take(line, state, following, block=block)
        state.rows[before:] = [with_aside(r, BOX) if empty else r for r in state.rows[before:]]
    return tuple(state.rows)


def _take(raw: str, state: LineState, following: str, *, block: bool) -> None:
    line = raw.strip()
    line = _BOLD.sub("", line)
    bullet = BULLET.match(line)
    text = _DECORATION.sub("", line[bullet.end() :] if bullet else line)
    if not text:
        state.near = state.near and bool(line)
    elif is_closing(text):
        state.closed = True
    elif (
        (not state.closed and labelled(text, state))
        or (not _SPELLED.search(text) and _heading(text, line, state, following))
        or (state.closed and not is_postscript(text) and not (bullet and "@" in text))
    ):
        return
    else:
        _row(text, state, likely=bool(bullet) or state.known or state.near or block)


def _heading(text: str, line: str, state: LineState, following: str) -> bool:
    """A heading on a line of its own, or in front of the persons that it heads."""
    if "@" not in text and is_heading(text, state.context) and not (state.closed and not text.endswith(":")):
        last = state.last
        if last and not last.function and is_ones_function(text, state.context):
            if not state.apart and last.address and any(p.name for p in persons(following, state.context)):
                state.head("")  # of the one above, or a heading: `AIOS`
                return True
            return False
        state.head(text.rstrip(": "))
        return True
    match = HEADING.match(text) if "@" not in text or not leads(text) else None
    if (
        match
        and role_told(match[1], match[2], state.context) is None
        and _heads_a_line(match[1].strip(), match[2], state)
    ):
        return True
    return "@" not in text and not state.closed and _is_no_row(text, line, state, following)


def _heads_a_line(before: str, after: str, state: LineState) -> bool:
    """`Vakgenoten: Piet de Vries, …`; what is no heading there is a name, or the end of the group."""
    inner = HEADING.match(after)
    if inner and (is_heading(inner[1] + ":", state.context) or ORDINAL.fullmatch(before)):
        before, after = inner[1], inner[2]  # `Groep 1: Vakgenoten: Piet de Vries`
    elif after and "@" not in after and ORDINAL.fullmatch(before) and not names(after, state.context):
        state.head(after if is_heading(after, state.context) else "")  # `Groep 1: de afdeling`
        return True
    people = persons(after, state.context) if "@" in after else ()
    if people and not people[0].name and not is_group_cell(before, state.context):
        return False  # `Bos, Kees (planner): k.bos@…`
    if is_heading(before + ":", state.context):
        outer, state.closed = (state.heading, state.known), False
        state.heading, state.known = before, True
        if after:
            _row(after, state, likely=True)
            if group_of_text(before, state.context)[1] and is_ones_function(before, state.context):
                state.heading, state.known = outer  # `Secretariaat: Kees Bos` heads this line only
        return True
    one = is_function(before, state.context) and not is_plural(folded(before))
    strange = bool(people and people[0].name and not one)
    named = names(before, state.context) and is_plainly_a_name(before)
    if state.closed or not after or named or not (strange or heads(before, state.context)):
        return False
    state.head(before if is_withheld(before) else "")
    _row(after, state, likely="@" in after or bool(names(after, state.context)))
    return True


def _is_no_row(text: str, line: str, state: LineState, following: str) -> bool:
    """Whether a line without an address is neither a person nor about one; then nobody below it has a group."""
    last = state.last
    if last and last.address and (is_note(text) or is_refusal(text)) and not is_function(text, state.context):
        state.rows[-1] = with_aside(last, text)
        if not is_note(text) and text[:1].isupper() and not text.endswith("."):
            state.head(text)  # of the one above, or of those below: `Niet mailen`
        return True
    named = names(text, state.context)
    if named and not _is_shouted_heading(text, line, state, following):
        if _may_head(text, line, state, following) or _tells_of_groups(text, state, following):
            state.head("")  # whichever it is: those below have no group, and a name is asked about
        return False
    if _NUMBERS.fullmatch(text):
        return False
    awaited = last is not None and not last.address and "@" in following
    if last and (is_function(text, state.context) or is_place(text)):
        return _is_of(last, text, state, awaited=awaited)
    if awaited or not ends_group(line if line != text else text, state.context):
        if not awaited and _tells_of_groups(text, state, following):
            state.head("")
        return False
    if named and _LETTERED.fullmatch(text):
        state.head("")  # whichever it is: those below have no group, and a name is asked about
        return False
    if not _is_announcement(text, state):
        deduced = group_of_text(text, state.context)[0] if not is_prose(text) else ""
        state.head(text.rstrip(": ") if deduced or is_withheld(text) else "")
    return True


def _is_shouted_heading(text: str, line: str, state: LineState, following: str) -> bool:
    """`# VROEGER MEE GEWERKT`: marked or lettered as headings are, or in capitals where no name was."""
    marked = re.match(r"#|-{2,}|={2,}|~{2,}", line) is not None
    below = persons(following, state.context)
    headed = any(p.name for p in below)
    lettered = (text.endswith(":") and (headed or not below)) or (
        headed and _LETTERED.fullmatch(text) is not None and state.awaits
    )
    return marked or lettered or (text.isupper() and bool(state.rows) and not any(r.name.isupper() for r in state.rows))


def _may_head(text: str, line: str, state: LineState, following: str) -> bool:
    """Whether two words with capitals among rows with addresses may head those below: `Zorgpad Heup`."""
    alone = state.known and all(r.address for r in state.rows) and not (BULLET.match(line) and BULLET.match(following))
    if not alone or is_plainly_a_name(text):
        return False
    return any(p.name for p in persons(following, state.context)) or (
        bool(state.rows) and bool(names(following, state.context))
    )


def _tells_of_groups(text: str, state: LineState, following: str) -> bool:
    """Whether a sentence between rows is about groups: `Mensen van andere locaties met wie ik vroeger werkte.`"""
    return state.awaits and is_no_name(text) and any(p.name for p in persons(following, state.context))


def _is_of(last: Entry, text: str, state: LineState, *, awaited: bool) -> bool:
    """Whether a function or a house below a person is no word about that person but the next heading."""
    if awaited or (not last.function and is_ones_function(text, state.context)):
        return False
    told = group_of_text(text, state.context)[0] if last.function else ""
    state.head(text if told else "")
    return True


def _is_announcement(text: str, state: LineState) -> bool:
    """`Deze mensen vraag ik:` right below a heading."""
    return text.endswith(":") and is_prose(text) and not state.rows and not is_turned(folded(text))


def _row(text: str, state: LineState, *, likely: bool) -> None:
    if len(text) > _LONGEST:  # one line with more people than anyone asks: the rest is shown as one doubtful row
        state.rows.append(Entry(group=state.heading, as_typed=printable(text[_LONGEST:])[:300]))
        text = text[:_LONGEST]
    own: str | None = None
    first, *more = sentences(text)
    for number, sentence in enumerate((first, *more)):
        told, rest = heading_in(sentence, state.context)
        match = HEADING.match(sentence) if number and told is None else None
        if (
            match
            and role_told(match[1], match[2], state.context) is None
            and _heads_a_line(match[1].strip(), match[2], state)
        ):
            own = None
            continue
        own = told if told is not None else None if own is None else ""
        _people(rest, state, state.heading if own is None else own, likely=likely)


def _people(text: str, state: LineState, heading: str, *, likely: bool) -> None:
    found = persons(text, state.context)
    last = state.last
    if found:
        above = state.rows[-1] if state.rows else None
        if above and not above.address and len(found) == 1 and not found[0].name and state.awaits:
            unsure = last is None and not has_surname(above.name, found[0].address)
            shown = f"{above.as_typed} {printable(text)}"
            state.rows[-1] = replace(above, address=found[0].address, as_typed=shown, unsure=unsure)
            return
    elif last and is_function(text, state.context) and not last.function and not looks_like_name(text):
        state.rows[-1] = replace(last, function=text)
        return
    elif likely and not is_greeting(text):
        found = tuple(p for p in names(text, state.context) if not _is_specialist(p, state.context))
    if found:
        state.rows += [replace(p, group=p.group or heading) for p in found]
        state.near, state.awaits, state.labelled = True, True, False


def _is_specialist(person: Entry, context: ListContext) -> bool:
    """A specialist who signs without a greeting lists nobody."""
    return bool(context.specialist_name) and same_person(person.name, context.specialist_name) is not Likeness.DIFFERENT

"""Shape: one person a line, or several after a heading; the shape that always matches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.core.list_context import ListContext
from bot.core.people.names import Likeness, folded, same_person
from bot.lists.grids.columns import Col, role_of
from bot.lists.grids.grid import Entry, Grid, GridKind, printable
from bot.lists.grids.wrapped import unwrapped
from bot.lists.rows.persons import names, persons
from bot.lists.words.functions import is_function
from bot.lists.words.groups import group_of_text, is_heading
from bot.lists.words.words import BULLET, is_closing, is_greeting, is_postscript, is_prose, looks_like_name

NAME = "lines"
_HEADING = re.compile(r"^([^:@<>]{2,90}?):(?!//)\s*(.*)$")
_BREAK = re.compile(r"\s*[\r\n]+\s*(?![\w\-]+:)")  # inside a cell; what looks like a mail header stays and is refused
_ONE = frozenset(
    {"arts", "aios", "anios", "medewerker", "verpleegkundige", "nurse", "doctor", "physician"}
)  # a function
_LONGEST = 10_000
_DECORATION = re.compile(r"^[\s#*_=~\-]+|[\s*_=~\-]+$")


@dataclass
class _State:
    """What was read so far; `near` says whether the last line was a row (a blank line ends that)."""

    context: ListContext
    heading: str = ""
    known: bool = False
    closed: bool = False
    near: bool = False
    labelled: bool = False
    rows: list[Entry] = field(default_factory=list)


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether this shape can read the grid: always."""
    return True


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """The persons in the lines, each with the heading above it."""
    state = _State(context, grid.heading, known=bool(grid.heading))
    lines = [_BREAK.sub(" | ", " | ".join(c for c in row if c)) for row in grid.rows]
    if grid.kind is GridKind.TEXT:
        lines = unwrapped(lines)
    for line, block in zip(lines, _blocks(lines), strict=True):
        _take(line, state, block=block)
    return tuple(state.rows)


def _take(raw: str, state: _State, *, block: bool) -> None:
    line = raw.strip()
    bullet = BULLET.match(line)
    text = _DECORATION.sub("", line[bullet.end() :] if bullet else line)
    if not text:
        state.near = False
    elif is_closing(text):
        state.closed = True
    elif (
        (not state.closed and _labelled(text, state))
        or _heading(text, state)
        or (state.closed and not is_postscript(text) and not (bullet and "@" in text))
    ):
        return
    else:
        _row(text, state, likely=bool(bullet) or state.known or state.near or block)


def _heading(text: str, state: _State) -> bool:
    """A heading on a line of its own, or in front of the persons that it heads."""
    if "@" not in text and is_heading(text, state.context) and not (state.closed and not text.endswith(":")):
        if state.near and state.rows and folded(text) in _ONE:
            return False
        state.heading, state.known, state.closed, state.near = text.rstrip(": "), True, False, False
        return True
    match = _HEADING.match(text)
    if not match or role_of(match[1]) is not None:
        return False
    before, after = match.groups()
    if is_heading(before + ":", state.context):
        outer, state.closed = (state.heading, state.known), False
        state.heading, state.known = before.strip(), True
        if after:
            _row(after, state, likely=True)
            if group_of_text(before, state.context)[1]:  # `Secretariaat: Kees Bos` heads this line only
                state.heading, state.known = outer
        return True
    if not after and not is_greeting(text) and len(before.split()) <= 4 and not state.closed and not is_prose(before):
        state.heading, state.known = before.strip(), True
        return True
    return False


def _labelled(text: str, state: _State) -> bool:
    """`Naam: Piet de Vries` and the lines below it."""
    match = _HEADING.match(text)
    role = role_of(match[1]) if match else None
    if not match or role is None or role is Col.OTHER or not match[2]:
        return role is Col.OTHER and match is not None
    value = match[2].strip()
    last = state.rows[-1] if state.rows and state.near else None
    if role is Col.GROUP and (last is None or not state.labelled):
        state.heading, state.known = value, True
        return True
    if role in {Col.NAME, Col.LAST} and "@" in value:
        return False
    key = _FIELDS.get(role)
    if key is None:
        return False
    value = (_address_in(value) if key == "address" else value) or value
    if last is None or getattr(last, key) not in {"", state.heading}:
        last = Entry(group=state.heading)
        state.rows.append(last)
    state.rows[-1] = _set(last, key, value, printable(f"{last.as_typed} {text}").strip())
    state.near = state.labelled = True
    return True


_FIELDS = {
    Col.NAME: "name",
    Col.LAST: "name",
    Col.ADDRESS: "address",
    Col.FUNCTION: "function",
    Col.DEPARTMENT: "function",
    Col.GROUP: "group",
}


def _set(entry: Entry, key: str, value: str, shown: str) -> Entry:
    values: dict[str, str] = {
        "name": entry.name,
        "address": entry.address,
        "function": entry.function,
        "group": entry.group,
    } | {key: value}
    return Entry(**values, as_typed=shown, hostile=entry.hostile, hidden=entry.hidden)


def _address_in(value: str) -> str:
    found = re.search(r"[^\s<>;,]+@[^\s<>;,]+", value)
    return found[0] if found else ""


def _row(text: str, state: _State, *, likely: bool) -> None:
    if len(text) > _LONGEST:  # one line with more people than anyone asks: the rest is shown as one doubtful row
        state.rows.append(Entry(group=state.heading, as_typed=printable(text[_LONGEST:])[:300]))
        text = text[:_LONGEST]
    found = persons(text, state.context)
    last = state.rows[-1] if state.rows and state.near else None
    if found:
        if last and not last.address and len(found) == 1 and not found[0].name:
            state.rows[-1] = replace(last, address=found[0].address, as_typed=f"{last.as_typed} {printable(text)}")
            return
    elif last and is_function(text, state.context) and not last.function and not looks_like_name(text):
        state.rows[-1] = replace(last, function=text)
        return
    elif likely and not is_greeting(text):
        found = tuple(p for p in names(text, state.context) if not _is_specialist(p, state.context))
    if found:
        state.rows += [replace(p, group=p.group or state.heading) for p in found]
        state.near, state.labelled = True, False


def _is_specialist(person: Entry, context: ListContext) -> bool:
    """A specialist who signs without a greeting lists nobody."""
    return bool(context.specialist_name) and same_person(person.name, context.specialist_name) is not Likeness.DIFFERENT


def _blocks(lines: list[str]) -> list[bool]:
    """For each line, whether it stands in one block (no blank line between) with an address."""
    found: list[bool] = []
    for filled_, run in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(run)
        found += [filled_ and any("@" in line for line in block)] * len(block)
    return found

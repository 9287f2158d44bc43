"""Shape: names in one paste and their addresses in the next, as Outlook gives them."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.names import folded, parse
from bot.lists.grids.grid import Entry, Grid, GridKind
from bot.lists.grids.spans import addresses, clean
from bot.lists.rows.persons import names
from bot.lists.shapes import lines
from bot.lists.words.given import is_plainly_a_name
from bot.lists.words.groups import is_heading
from bot.lists.words.words import BULLET, is_closing, is_greeting, is_prose

NAME = "pasted"
_MAY_ADDRESS = re.compile(r"@|[(\[{]at[)\]}]|\.(?:nl|com|org|net|eu|example|test)", re.IGNORECASE)
_LONGEST = 50_000  # characters of a line: of Outlook's lists hundreds of addresses may stand in one
_COMPARED = 500  # of more people nobody's address is looked for by surname: the order has to do


def matches(grid: Grid, context: ListContext) -> bool:
    """Whether names and addresses stand apart, at least two of each."""
    return grid.kind is GridKind.TEXT and _together(_lines(grid), context) != _lines(grid)


def read(grid: Grid, context: ListContext) -> tuple[Entry, ...]:
    """The paired lines, read as if every name had stood before its address."""
    rows = tuple((line,) for line in _together(_lines(grid), context))
    return lines.read(Grid(rows, grid.heading, grid.kind), context)


def _lines(grid: Grid) -> list[str]:
    return [" | ".join(c for c in row if c) for row in grid.rows]


def _together(text: list[str], context: ListContext) -> list[str]:
    """Every run of names that is followed by a run of addresses, as `name <address>` lines."""
    done: list[str] = []
    number = 0
    while (first := _first_address(text, number)) < len(text):
        people, start = _names_above(text, number, first, context)
        mails, end = _run(text, first)
        if len(people) == len(mails) + 1 > 2 and (above := _strange(text, start, first, context)):
            people, start = people[1:], above
        paired = len(people) > 1 and len(mails) > 1 and abs(len(people) - len(mails)) <= max(1, len(people) // 3)
        done += text[number:start]
        done += _pairs(people, mails) if paired else text[start:end]
        number = end
    return done + text[number:]


def _first_address(text: list[str], start: int) -> int:
    """The first line with nothing but addresses; most texts have none, and then no names are looked for."""
    return next((n for n in range(start, len(text)) if _MAY_ADDRESS.search(text[n]) and _addresses(text[n])), len(text))


def _names_above(text: list[str], least: int, end: int, context: ListContext) -> tuple[list[str], int]:
    """The names in the run of lines right above a line, blank lines allowed, and where that run begins."""
    found: list[list[str]] = []
    number = end
    while number > least and (not text[number - 1].strip() or (items := _names(text[number - 1], context))):
        number -= 1
        if text[number].strip():
            found.append(items)
    return [name for names_ in reversed(found) for name in names_], number


def _strange(text: list[str], start: int, end: int, context: ListContext) -> int:
    """The line below the first name of a run when that may be a heading, `Stroke Service`; else 0."""
    top = next(n for n in range(start, end) if text[n].strip())
    lone = len(_names(text[top], context)) == 1 and not is_plainly_a_name(text[top])
    return top + 1 if lone else 0


def _run(text: list[str], start: int) -> tuple[list[str], int]:
    """What a run of addresses holds, blank lines between them allowed, and where it ends."""
    found: list[str] = []
    number = end = start
    while number < len(text) and (not text[number].strip() or (items := _addresses(text[number]))):
        if text[number].strip():
            found += items
            end = number + 1
        number += 1
    return found, end


def _names(line: str, context: ListContext) -> list[str]:
    if (
        "@" in line
        or ":" in line
        or (";" not in line and is_prose(line))
        or is_heading(line, context)
        or is_closing(line)
        or is_greeting(line)
    ):
        return []
    text = BULLET.sub("", line)
    found = [p.name for p in names(text, context)]
    kept = sum(len(re.sub(r"\W", "", n)) for n in found)
    return found if kept >= 0.8 * len(re.sub(r"\W", "", text)) else []


def _addresses(line: str) -> list[str]:
    text = clean(BULLET.sub("", line[:_LONGEST]))
    spans = addresses(text)
    ends, starts = (0, *(end for _, end, _ in spans)), (*(start for start, _, _ in spans), len(text))
    wordless = not any(re.search(r"\w", text[end:start]) for end, start in zip(ends, starts, strict=True))
    return [a for _, _, a in spans] if wordless else []


def _pairs(people: list[str], mails: list[str]) -> list[str]:
    """By the surname in the address where that is clear for all, else in order."""
    locals_ = [re.sub(r"[^a-z]", "", folded(mail.partition("@")[0])) for mail in mails[:_COMPARED]]
    chosen = [_own(person, mails, locals_) for person in people[:_COMPARED]] + [None] * len(people[_COMPARED:])
    if len(people) == len(mails) and (None in chosen or len(set(chosen)) < len(chosen)):
        chosen = list(mails)
    used = {c for c in chosen if c}
    paired = [f'"{p}" <{c}>' if c else f"- {p}" for p, c in zip(people, chosen, strict=True)]
    return [*paired, *(m for m in mails if m not in used)]


def _own(person: str, mails: list[str], locals_: list[str]) -> str | None:
    family = folded(parse(person).family).replace(" ", "")
    fits = [mail for mail, local in zip(mails, locals_, strict=False) if family and family in local]
    return fits[0] if len(fits) == 1 else None

"""Lines that say what they are, `Naam: Piet de Vries`, and what was read of a letter so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.grids.columns import Col, role_of
from bot.lists.grids.grid import Entry, printable
from bot.lists.words.groups import is_heading
from bot.lists.words.headings import heads

HEADING = re.compile(r"^([^:@<>]{2,90}?)\s*:(?!//)\s*(.*)$")
ORDINAL = re.compile(r"(?:groep|group|categorie|rubriek)\s+\w\b", re.IGNORECASE)


@dataclass
class LineState:
    """What was read so far.

    `known` says that a heading was seen, `near` that the last line was a row (a blank line ends that), `awaits` that no
    heading stands between the last row and this line, `apart` that functions have lines of their own.
    """

    context: ListContext
    heading: str = ""
    known: bool = False
    closed: bool = False
    near: bool = False
    awaits: bool = False
    labelled: bool = False
    apart: bool = False
    rows: list[Entry] = field(default_factory=list)

    def head(self, text: str) -> None:
        """A heading begins; one that is not understood, "", leaves those below it without a group."""
        self.heading, self.known, self.closed, self.near, self.awaits = text, True, False, False, False

    @property
    def last(self) -> Entry | None:
        """The row right above."""
        return self.rows[-1] if self.rows and self.near else None


def labelled(text: str, state: LineState) -> bool:
    """`Naam: Piet de Vries` and the lines below it."""
    match = HEADING.match(text)
    role = role_told(match[1], match[2], state.context) if match else None
    if not match or role is None or not match[2] or (role is Col.OTHER and "@" in match[2]):
        return False
    if role is Col.OTHER:
        return True
    value = match[2].strip()
    last = state.last
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
    state.rows[-1] = _WITH[key](last, value, printable(f"{last.as_typed} {text}").strip())
    state.near = state.labelled = True
    return True


_WITH: dict[str, Callable[[Entry, str, str], Entry]] = {
    "name": lambda entry, value, shown: replace(entry, name=value, as_typed=shown),
    "address": lambda entry, value, shown: replace(entry, address=value, as_typed=shown),
    "function": lambda entry, value, shown: replace(entry, function=value, as_typed=shown),
    "group": lambda entry, value, shown: replace(entry, group=value, as_typed=shown),
}
_HOUSES = frozenset({Col.DEPARTMENT, Col.OTHER})
_FIELDS = {
    Col.NAME: "name",
    Col.LAST: "name",
    Col.ADDRESS: "address",
    Col.FUNCTION: "function",
    Col.DEPARTMENT: "function",
    Col.GROUP: "group",
}


def role_told(label: str, value: str, context: ListContext) -> Col | None:
    """The role of a label; `Groep 1`, `Collega's eigen discipline` and `Team Zuid` before people are headings."""
    several = len(folded(label).split()) > 1
    if several and (is_heading(label, context) or ORDINAL.match(label)):
        return None
    role = role_of(label)
    houses = role in _HOUSES or (role is Col.NAME and heads(label, context) and not label.lower().startswith("na"))
    return None if several and houses and "@" in value else role


def _address_in(value: str) -> str:
    found = re.findall(r"[^\s<>;,]+@[^\s<>;,]+", value)
    return found[0] if len(found) == 1 and value.strip("<>;, ") == found[0] else value

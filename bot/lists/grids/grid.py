"""What the shapes read and what they give: rows of cells in, one entry per person out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class GridKind(StrEnum):
    """Where rows come from; it decides what a line break inside a cell means."""

    SHEET = "sheet"  # a spreadsheet: nobody types a line break into a name by accident
    LAYOUT = "layout"  # Word, PDF, HTML: lines are wrapped
    TEXT = "text"  # lines of text, one cell each


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of stripped cells; `heading` is what stands above them (a sheet's name, a line of text).

    `assumed` are the rows (from nought) that have the group above because their own is left out.
    """

    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    kind: GridKind = GridKind.TEXT
    assumed: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(r) for r in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as the list has it. `group` is the text of its cell or heading, not yet a group's key.

    `unsure` says that name and address may not belong together.
    `under` is the heading above one whose own cell tells another group: the cell counts.
    `aside` is what else stands beside, below or above this person.
    `assumed`: the group is the one above, although most others tell their own.
    `hidden`: only hidden rows, columns or sheets tell of this person, or of something about them.
    """

    name: str = ""
    address: str = ""
    group: str = ""
    function: str = ""
    as_typed: str = ""
    under: str = ""
    aside: str = ""
    hostile: bool = False
    unsure: bool = False
    hidden: bool = False
    assumed: bool = False


def filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells with something in them; a merged cell that is repeated counts once."""
    cells = [c for c in row if c]
    return tuple(c for i, c in enumerate(cells) if i == 0 or c != cells[i - 1] or "@" in c)


def has_controls(text: str) -> bool:
    """Whether a text holds what nobody can type: control characters, or marks that turn the writing direction."""
    return bool(_CONTROLS.search(text))


def printable(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def typed(row: tuple[str, ...]) -> str:
    """A row as it is shown to whoever typed it."""
    return printable(" | ".join(c for c in row if c))[:300]

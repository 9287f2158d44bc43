"""The text of a page while it is read: lines, quotations, the cells of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.core.documents import GOES_ON

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")


@dataclass(slots=True)
class PageText:
    """The text so far: finished lines, the line at hand, and how deep in quotations we are."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    quoted: int = 0
    cells: int = 0
    pre: int = 0
    rows: list[list[int]] = field(default_factory=list)
    spans: list[dict[int, int]] = field(default_factory=list)
    crossed: bool = False
    struck: frozenset[str] = frozenset()
    mention: bool = False
    gone: bool = False
    spanning: bool = False
    data: list[bool] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds words to the line at hand; of a row that is struck out only what holds for the next ones too."""
        if self.gone and not self.spanning:
            return
        if self.mention and text.strip():
            text, self.mention = text.lstrip().removeprefix("@"), False
        if self.pre:
            first, *rest = text.split("\n")
            self.current.append(first)
            for line in rest:
                self.newline()
                self.current.append(line)
            return
        words = _SPACE.sub(" ", text)
        if not self.current or self.current[-1].endswith((" ", "\t")):
            words = words.lstrip(" ")
        if words:
            self.current.append(words)

    def newline(self) -> None:
        """Ends the line, even when it is empty; inside a table cell a line end is a space."""
        if self.cells:
            self.write(" ")
            return
        self.lines.append("> " * self.quoted + "".join(self.current).rstrip(" "))
        self.current = []

    def fresh(self) -> None:
        """Makes sure that we stand at the start of a line."""
        if "".join(self.current).strip():
            self.newline()
        elif not self.cells:
            self.current = []

    def blank(self) -> None:
        """Makes sure that an empty line stands above."""
        self.fresh()
        if not self.cells and self.lines and self.lines[-1].strip("> "):
            self.newline()

    def reaching(self) -> dict[int, int]:
        """Columns of the table at hand into which cells of rows above reach, and for how many rows more."""
        return self.spans[-1] if self.spans else {}

    def skip_reached(self, row: list[int], data: bool) -> None:
        """Passes the columns into which a cell of a row above reaches; they say so here, and nothing else."""
        spans = self.reaching()
        while spans.get(row[1], 0) > 0:
            spans[row[1]] -= 1
            if data:
                self.current.append("\t" + GOES_ON if row[1] else GOES_ON)
            row[1] += 1

    def end_row(self, column: int) -> None:
        """Cells from above that reach into the columns behind the last one of this row."""
        spans = self.reaching()
        behind = [place for place, left in spans.items() if place >= column and left > 0]
        if "\t" in self.current:
            self.current += [
                "\t" + GOES_ON if n in behind else "\t" for n in range(column, max(behind, default=-1) + 1)
            ]
        spans.update((place, spans[place] - 1) for place in behind)

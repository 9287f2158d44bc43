"""Where things stand on a page: characters become lines from top to bottom, whatever order the file has them in.

A program that fills in, flattens or prints a form writes the values behind all labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
SWAPPED = re.compile("[\u6600\u6900\u6a00\u6c00\u7400]{2,3}")  # Ghostscript writes f, i, j, l, t of a ligature so
FIRST_LINE = 14.0
RUNS = 1_500  # on a page, beyond which nobody looks for text over text
SPACE, APART = 0.5, 1.5  # of the height of a line


@dataclass(frozen=True, slots=True)
class Box:
    """Points; the origin is below on the left, as the page is shown."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half-way up."""
        return (self.top + self.bottom) / 2

    def beside(self, other: Box) -> bool:
        """Whether the two stand on one line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)

    def over(self, other: Box) -> bool:
        """Whether the two are drawn over one another."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return self.beside(other) and shared > 0.2 * self.height

    def joined(self, other: Box) -> Box:
        """What holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow one another on one line."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read."""

    text: str
    box: Box


def turned(box: Box, rotation: int) -> Box:
    """The box on a page that is shown turned clockwise by 0, 90, 180 or 270 degrees."""
    if rotation == 90:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if rotation == 180:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    if rotation == 270:
        return Box(-box.top, box.left, -box.bottom, box.right)
    return box


def runs(characters: Iterable[Run]) -> list[Run]:
    """Characters in the file's order, put together as far as they follow one another; what is drawn twice is once."""
    out: list[Run] = []
    seen: set[tuple[str, int, int]] = set()
    before = None
    for one in characters:
        box, height = one.box, one.box.height
        spot = (one.text, round(box.left), round(box.bottom))
        ligature = box == before
        if spot in seen and not ligature:
            continue
        if one.text.strip():
            seen.add(spot)
        elif out and box.left >= box.right:  # a space without width: two words that follow one another
            out[-1] = replace(out[-1], text=f"{out[-1].text} ")
            continue
        before = box
        gap = box.left - out[-1].box.right if out else 0.0
        if out and (ligature or (box.beside(out[-1].box) and -0.5 * height < gap < APART * height)):
            between = " " if gap > SPACE * height else ""
            out[-1] = Run(out[-1].text + between + one.text, out[-1].box.joined(box))
        elif one.text.strip():
            out.append(one)
    return [replace(one, text=" ".join(legible(one.text).split())) for one in out]


def legible(text: str) -> str:
    """Ligatures as letters."""
    return SWAPPED.sub(lambda m: "".join(chr(ord(one) >> 8) for one in m.group()), text).translate(LIGATURES)


def lines(found: Sequence[Run], homes: Sequence[Box | None]) -> tuple[Line, ...]:
    """The lines of a page from top to bottom; text that runs over what stands below stays with its own paragraph.

    So does text that runs out of its frame; `homes` are the frames of the runs.
    """
    out: list[list[list[Run]]] = []  # of each line the paragraphs that begin on it
    for paragraph in sorted(_paragraphs(found, homes), key=lambda p: -p[0].box.middle):
        first = paragraph[0].box
        line = next((one for one in reversed(out[-4:]) if _line_box(one).beside(first)), None)
        if line is None:
            out.append([paragraph])
        else:
            line.append(paragraph)
    return tuple(made for line in out for made in _read(line))


def _paragraphs(found: Sequence[Run], homes: Sequence[Box | None]) -> list[list[Run]]:
    """Every run by itself, unless it is drawn over another or left its frame: then it belongs to the run before it."""
    crossing = _crossing(found)
    out: list[list[Run]] = []
    aside = len(found) <= RUNS
    for before, run, home in zip([None, *found], found, homes, strict=False):
        left = home is not None and run.box.middle < home.bottom
        if before is None or not (
            ((run in crossing or left) and continues(before, run)) or (aside and _goes_on_aside(before, run, found))
        ):
            out.append([run])
        else:
            out[-1].append(run)
    return out


def _goes_on_aside(before: Run, run: Run, found: Sequence[Run]) -> bool:
    """Whether it is the next line of a cell on the right, beside other words."""
    height = max(run.box.height, 1)
    aligned = min(abs(before.box.left - run.box.left), abs(before.box.right - run.box.right)) < 0.6 * height
    if not aligned or not 0.5 < (before.box.middle - run.box.middle) / height < 1.5:
        return False
    others = [one for one in found if one.box.right < run.box.left - APART * height]
    return all(any(one.box.beside(line.box) for one in others) for line in (before, run))


def _crossing(found: Sequence[Run]) -> set[Run]:
    ordered = sorted(found, key=lambda one: -one.box.top)
    crossing: set[Run] = set()
    if len(found) > RUNS:
        return crossing
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.box.top <= one.box.bottom:
                break
            if one.box.over(other.box):
                crossing |= {one, other}
    return crossing


def continues(before: Run, run: Run) -> bool:
    """Whether it is the next line of a paragraph."""
    step = before.box.middle - run.box.middle
    return 0.5 < step / max(run.box.height, 1) < 1.8 and abs(before.box.left - run.box.left) < 2 * run.box.height


def _line_box(line: list[list[Run]]) -> Box:
    return line[0][0].box


def _read(line: list[list[Run]]) -> Iterable[Line]:
    """The line, and below it what continues the paragraphs that begin on it."""
    ordered = sorted(line, key=lambda p: p[0].box.left)
    box = ordered[0][0].box
    for paragraph in ordered[1:]:
        box = box.joined(paragraph[0].box)
    yield Line(" ".join(paragraph[0].text for paragraph in ordered), box)
    for paragraph in ordered:
        yield from (Line(run.text, run.box) for run in paragraph[1:])


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of pages, each line with its page, its box and the place where it ends in the text."""

    text: str
    ends: tuple[tuple[int, Box, int], ...]

    def behind(self, page: int, height: float) -> int:
        """How much of the text stands above this height, the line at this height included."""
        above = (end for number, box, end in self.ends if number < page or (number == page and box.top >= height))
        return max(above, default=0)

    def under(self, page: int, box: Box) -> str:
        """The lines on which something lies."""
        starts = (0, *(end for _, _, end in self.ends))
        touched = (
            self.text[start:end]
            for start, (number, line, end) in zip(starts, self.ends, strict=False)
            if number == page and line.bottom < box.top and line.top > box.bottom
        )
        return " ".join(" ".join(touched).split())


def printed(pages: Iterable[tuple[int, Sequence[Line]]]) -> Printed:
    """The pages' lines as one text."""
    text, ends = "", []
    for number, found in pages:
        text += "\n" if text else ""
        for line in found:
            text += f"\n{line.text}" if text else line.text
            ends.append((number, line.box, len(text)))
    return Printed(text, tuple(ends))


def upper(box: Box) -> float:
    """The height of a first line in it."""
    return box.top - min(box.height, FIRST_LINE) / 2


def lower(box: Box) -> float:
    """The height of a last line in it."""
    return box.bottom + min(box.height, FIRST_LINE) / 2

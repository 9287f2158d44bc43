"""What people put onto the pages of a PDF: notes with their words, and ink, stamps, lines and marks without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.readers.pdfs.layout import Box, turned
from bot.readers.pdfs.widgets import Spot, key_of, listed, resolved, text_of, unmarked

HIDDEN = 1 << 1 | 1 << 5  # Hidden, NoView (ISO 32000 12.5.3)
PAGES, MOST, NOTES = 50, 5_000, 500
SILENT = frozenset(
    {"/Widget", "/Link", "/Popup", "/Screen", "/Movie", "/Sound", "/PrinterMark", "/TrapNet", "/Watermark", "/3D"}
)
WRITTEN = frozenset({"/Text", "/FreeText"})
NAMED = frozenset({"/Stamp", "/FileAttachment"})  # their words say what they are
OVER_WORDS = frozenset({"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"})


@dataclass(frozen=True, slots=True)
class PageNote:
    """`text` is "" where nothing can be read; `on_words` says that it marks words of the page."""

    text: str
    spot: Spot | None = None
    on_words: bool = False


@dataclass(frozen=True, slots=True)
class Annotations:
    """All annotations of the first pages, where they are, and those that are notes."""

    references: tuple[Any, ...]
    spots: dict[int, Spot]
    notes: tuple[PageNote, ...]


def walked(reader: Any) -> Annotations:
    """Walks the pages; a page that cannot be read has none."""
    references: list[Any] = []
    spots: dict[int, Spot] = {}
    notes: list[PageNote] = []
    for number in range(min(len(reader.pages), PAGES)):
        page = reader.pages[number]
        turn = _rotation(page)
        for reference in listed(page.get("/Annots"))[: MOST - len(references)]:
            node = resolved(reference)
            if not isinstance(node, dict):
                continue
            references.append(reference)
            spot = _spot(node, number, turn)
            if spot is not None:
                spots.setdefault(key_of(reference), spot)
            notes.extend(_note(node, spot))
    more = (PageNote(""),) if len(notes) > NOTES else ()
    return Annotations(tuple(references), spots, (*notes[:NOTES], *more))


def _rotation(page: Any) -> int:
    value = resolved(page.get("/Rotate"))
    return int(value) % 360 if isinstance(value, int) else 0


def _spot(node: Any, page: int, turn: int) -> Spot | None:
    sides = _numbers(node.get("/Rect"))
    if len(sides) != 4:
        return None
    box = Box(min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))
    return Spot(page, turned(box, turn))


def _numbers(value: Any) -> list[float]:
    return [float(one) for one in map(resolved, listed(value)) if isinstance(one, int | float)]


def _note(node: Any, spot: Spot | None) -> Iterator[PageNote]:
    """The words, and the mark if it is one: nothing for what no viewer shows, for reviews' states and empty notes."""
    kind, flags = resolved(node.get("/Subtype")), resolved(node.get("/F"))
    if kind in SILENT or kind is None or "/StateModel" in node or (isinstance(flags, int) and flags & HIDDEN):
        return
    words = (text_of(node.get("/Contents")) or unmarked(text_of(node.get("/RC")))).strip()
    if words and kind not in NAMED:
        yield PageNote(words, spot, on_words=kind in OVER_WORDS)
    if kind not in WRITTEN and not (words and kind in OVER_WORDS):
        yield PageNote("", spot)

"""What is drawn into a page of a PDF besides text: pictures, lines as a pen draws them, frames to write in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.readers.pdfs.layout import Box, turned

PATH, IMAGE, SHADING, FORM = 2, 3, 4, 5
OBJECTS, DEEP, FOUND = 20_000, 4, 200
SEGMENTS, RECTANGLE = range(4, 5_000), range(4, 7)
SMALLEST = 3.0  # points: less is a dot, a dash or a bullet
WHOLE = 0.5  # of the page
WIDE, HIGH = 300.0, 30.0  # points, of a frame that holds several lines


@dataclass(frozen=True, slots=True)
class Drawings:
    """`by_hand` are pictures and pen strokes; `covers` says that one picture is most of the page, as in a scan.

    `frames` are rectangles with a drawn edge and room for several lines.
    """

    objects: int = 0
    paths: int = 0
    segments: int = 0
    by_hand: tuple[Box, ...] = ()
    covers: bool = False
    frames: tuple[Box, ...] = ()


NONE = Drawings()


def drawings(page: Any, turn: int) -> Drawings:
    """What is on the page, up to a number of objects that no form has."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    objects, paths, segments, covers = 0, 0, 0, False
    found: list[Box] = []
    frames: list[Box] = []
    for one in page.get_objects(max_depth=DEEP):
        objects += 1
        if one.type == PATH:
            pieces = pdfium.FPDFPath_CountSegments(one)
            paths, segments = paths + 1, segments + pieces
            if pieces in RECTANGLE and len(frames) < FOUND and _is_frame(box := _on_page(one)) and _has_edge(one):
                frames.append(turned(box, turn))
        if objects > OBJECTS:
            break
        if one.type == IMAGE or (one.type == PATH and len(found) < FOUND and _by_pen(one)):
            box = _on_page(one)
            whole = one.type == IMAGE and _area(box) > WHOLE * page.get_width() * page.get_height()
            covers = covers or whole
            if not whole and max(box.right - box.left, box.height) > SMALLEST:
                found.append(turned(box, turn))
    return Drawings(objects, paths, segments, tuple(found), covers, tuple(frames))


def _area(box: Box) -> float:
    return (box.right - box.left) * box.height


def _on_page(one: Any) -> Box:
    """Its box; what lies in a form inside the page is moved to where that form stands."""
    sides = one.get_bounds()
    holder = one.container
    while holder is not None:
        sides = holder.get_matrix().on_rect(*sides)
        holder = holder.container
    return Box(*sides)


def _is_frame(box: Box) -> bool:
    return box.right - box.left > WIDE and box.height > HIGH


def _has_edge(path: Any) -> bool:
    import ctypes

    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _by_pen(path: Any) -> bool:
    """Several strokes that are neither upright nor level: frames, rules and fillings have none of those."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(path)
    return count in SEGMENTS and sum(1 for _ in _slanting(path, count)) >= SEGMENTS.start - 1


def _slanting(path: Any, count: int) -> Iterator[int]:
    import ctypes

    import pypdfium2.raw as pdfium

    before = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(count):
        piece = pdfium.FPDFPath_GetPathSegment(path, n)
        pdfium.FPDFPathSegment_GetPoint(piece, ctypes.byref(x), ctypes.byref(y))
        across, along = abs(x.value - before[0]), abs(y.value - before[1])
        if pdfium.FPDFPathSegment_GetType(piece) != pdfium.FPDF_SEGMENT_MOVETO and min(across, along) > 0:
            yield n
        before = (x.value, y.value)

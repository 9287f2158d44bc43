"""What somebody put onto a Word form beside its controls: comments, ink, pictures, text boxes, marks."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.documents import Addition
from bot.readers.shared.result import cell
from bot.readers.shared.xml import Element, attribute, below, child, children, local

_DRAWN = ("drawing", "pict", "object", "contentPart")
_UNSEEN = ("del", "moveFrom", "sdtPr", "pPr", "rPr")


def commented(comments: Element | None) -> Iterator[tuple[str, Addition]]:
    """Each comment of word/comments.xml with its words, by its id."""
    for one in below(comments, "comment") if comments is not None else ():
        yield attribute(one, "id"), Addition(_words(one))


def put_in(body: Element, ours: bool) -> tuple[tuple[Element, Addition], ...]:
    """What is drawn, pasted or marked; our writer does none of that. Words are read where they stand.

    In other people's documents a picture may be a logo.
    """
    found = tuple(_found(body, False))
    return tuple((one, Addition(on_page=not ours)) for one in found if ours or not _words(one, "txbxContent"))


def _found(element: Element, controlled: bool) -> Iterator[Element]:
    for one in element:
        name = local(one)
        if name in _DRAWN:
            if not _is_line(one):
                yield one
        elif name == "AlternateContent":
            for branch in [*children(one, "Choice"), *children(one, "Fallback")][:1]:
                yield from _found(branch, controlled)
        elif not controlled and _stands_out(one):
            yield one
        elif name not in _UNSEEN:
            yield from _found(one, controlled or name == "sdtContent")


def _is_line(drawn: Element) -> bool:
    """Word's horizontal line is a rectangle."""
    return any(attribute(one, "hr") == "t" for one in below(drawn, "rect"))


def _stands_out(one: Element) -> bool:
    """Marked words."""
    mark = child(one, "rPr", "highlight")
    return mark is not None and attribute(mark, "val") != "none" and bool(_words(one))


def _words(element: Element, inside: str = "") -> str:
    boxes = list(below(element, inside))[:1] if inside else [element]
    return cell("\n".join("".join(str(t.text or "") for t in below(p, "t")) for box in boxes for p in _lines(box)))


def _lines(element: Element) -> list[Element]:
    return list(below(element, "p")) or [element]

"""The text of PDF pages through pdfium, as the file has it and line by line, and what else is on them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.core.documents import Read
from bot.readers.pdfs import drawings, frames
from bot.readers.pdfs.layout import Box, Line, Run, legible, lines, runs, turned
from bot.readers.shared.source import Source, Unreadable, damaged

RULED, SEGMENTS = range(4, 4_000), 40_000
LATIN, MOST = 0x7E, 200
HYPHENS = frozenset({0x02, 0xFFFE})
UNPRINTED = frozenset({0x00, 0x0A, 0x0D})
LAID_OUT, CHARACTERS = 40, 20_000  # pages, and characters on a page: a form has far fewer


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from nought; `ruled` says that lines are drawn, so that there may be a table.

    `lines` are the text by position, on the first pages only; `drawn` says that anything is on the page. At `doubtful`
    text may be cut off, or the file does not tell which letters it shows.
    """

    number: int
    text: str
    ruled: bool
    drawn: bool = False
    lines: tuple[Line, ...] = ()
    drawings: drawings.Drawings = drawings.NONE
    doubtful: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were read, and how many there are."""

    pages: tuple[Page, ...]
    total: int


def pages(source: Source) -> Pages:
    """The first pages' text; raises PdfiumError."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        book = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(Read.ENCRYPTED, "It needs a password.") from None
        raise
    try:
        total = len(book)
        found = [_page(book, n) for n in range(min(total, source.limits.pages))]
        read = tuple(one for one in found if one is not None)
        if not read:
            raise damaged("None of its pages can be read.")
        return Pages(read, total)
    finally:
        book.close()


def _page(book: Any, number: int) -> Page | None:
    import pypdfium2

    try:
        page = book[number]
    except pypdfium2.PdfiumError:
        return None
    words, turn = page.get_textpage(), page.get_rotation()
    text = legible(str(words.get_text_range()).replace("\ufffe", "-").replace("\r\n", "\n"))
    laid_out = number < LAID_OUT and words.count_chars() <= CHARACTERS
    drawn, unknown = drawings.drawings(page, turn), list[Box]()
    found = runs(_characters(words, turn, unknown)) if laid_out else []
    homes = frames.homes(found, drawn.frames)
    shown = lines(found, homes)
    doubtful = (*frames.full(found, drawn.frames, homes), *unknown[:MOST])
    words.close()
    page.close()
    return Page(number, text, _ruled(drawn) and bool(text.strip()), drawn.objects > 0, shown, drawn, doubtful)


def _ruled(drawn: drawings.Drawings) -> bool:
    """A map or a picture made of lines is no table, and looking for one in it takes minutes."""
    return drawn.paths in RULED and drawn.segments < SEGMENTS


def _characters(words: Any, turn: int, unknown: list[Box]) -> Iterator[Run]:
    """What is printed, in the file's order; a space that pdfium adds by itself has no width.

    `unknown` takes the boxes of signs whose meaning the file does not tell.
    """
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    rectangle = pdfium.FS_RECTF()
    for n in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words, n)
        if code in UNPRINTED:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(words, n, ctypes.byref(rectangle)):
            continue
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if code > LATIN and pdfium.FPDFText_HasUnicodeMapError(words, n) == 1:
            unknown.append(turned(box, turn))
        yield Run("-" if code in HYPHENS else chr(code), turned(box, turn))

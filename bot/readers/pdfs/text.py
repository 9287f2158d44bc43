"""The text of PDF pages through pdfium, and whether a page has pictures or ruled lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.documents import Read
from bot.readers.shared.source import Source, Unreadable, damaged

PATH, IMAGE = 2, 3
LINES = range(4, 4_000)
OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from nought; `ruled` says that lines are drawn, so that there may be a table."""

    number: int
    text: str
    images: int
    ruled: bool


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
    words = page.get_textpage()
    text = str(words.get_text_range()).replace("\ufffe", "-").replace("\r\n", "\n")
    kinds = []
    for one in page.get_objects(max_depth=3):
        kinds.append(one.type)
        if len(kinds) > OBJECTS:
            break
    words.close()
    page.close()
    return Page(number, text, kinds.count(IMAGE), kinds.count(PATH) in LINES and bool(text.strip()))

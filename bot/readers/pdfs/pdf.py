"""PDF: text, form fields, ruled tables, documents within; scans recognised as pictures, scripts left alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.core.documents import Addition, Document, Field, Read
from bot.readers.pdfs import fields as pdf_fields
from bot.readers.pdfs import layout
from bot.readers.pdfs import tables as pdf_tables
from bot.readers.pdfs import text as pdf_text
from bot.readers.pdfs.embedded import embedded_files
from bot.readers.pdfs.notes import PageNote
from bot.readers.pdfs.widgets import Placed, Spot
from bot.readers.shared import result
from bot.readers.shared.source import Source, Unreadable, too_large

FLATE = re.compile(rb"/FlateDecode|/Fl\b")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
SLICE = 1 << 20
_NO_DOCUMENTS = frozenset({"txt", "csv", "html", "exe", "elf", "woff"})


def claims(source: Source) -> str:
    """The mark may be preceded by some rubbish, as all PDF programs allow."""
    return "pdf" if b"%PDF-" in source.data[:1024] else ""


def read(source: Source) -> Document:
    """Text and tables page by page; the values of fields stand apart from the text."""
    refuse_bombs(source)
    pages = pdf_text.pages(source)
    form = pdf_fields.form(source.data)
    is_form = any(key == "questionnaire" for key, _ in form.properties)  # ours: its frames are no tables
    ruled = [page.number for page in pages.pages if page.ruled and not is_form]
    tables = pdf_tables.tables(source.data, ruled)
    printed = layout.printed((page.number, page.lines) for page in pages.pages)
    drawn = (_addition("", one.spot, printed) for one in form.fields if one.drawn)
    lost = (Addition(),) if form.problem else ()  # values, perhaps: who knows
    additions = (*_additions(form.notes, pages.pages, printed), *drawn, *lost)
    text = "\n\n".join([*(page.text for page in pages.pages), "\n".join(note.text for note in form.notes)])
    fields = [_field(one, printed) for one in form.fields]
    picture = not text.strip() and any(page.drawn for page in pages.pages) and not any(f.filled for f in fields)
    if form.xfa and not fields:
        raise Unreadable(Read.UNSUPPORTED, "An XFA form that only Adobe's own program shows; please print it to PDF.")
    flags = form.flags | ({"first-pages-only"} if pages.total > len(pages.pages) else set())
    parts = tuple(_carried(source))
    made = result.document(source, text, tables, fields, form.properties, parts, flags, picture, form.problem)
    something = Read.OK if additions else made.read
    return replace(made, read=something, printed=printed.text, additions=additions, pages=pages.total)


def _carried(source: Source) -> Iterator[tuple[str, Document]]:
    """The documents in it, as programs keep mails and their files; what is for programs (an invoice's XML) is none."""
    for name, data in islice(embedded_files(source.data), source.limits.parts):
        part = source.part(data, name)
        if part.format not in _NO_DOCUMENTS:
            yield name, part


def _field(placed: Placed, printed: layout.Printed) -> Field:
    spot = placed.spot
    return replace(placed.field, at=printed.behind(spot.page, spot.box.middle)) if spot else placed.field


def _additions(
    notes: Sequence[PageNote], pages: Sequence[pdf_text.Page], printed: layout.Printed
) -> Iterator[Addition]:
    """Notes and marks with their place; a note that repeats the words it stands on is a mark, as is doubtful text."""
    for note in notes:
        yield _addition("" if _repeats(note, printed) else note.text, note.spot, printed)
    for page in pages:
        if page.drawings.covers and page.text.strip():
            yield Addition()
        for box in (*page.drawings.by_hand, *page.doubtful) if page.text.strip() else ():
            yield replace(_addition("", Spot(page.number, box), printed), on_page=True)


def _repeats(note: PageNote, printed: layout.Printed) -> bool:
    """Some programs put the words that were marked into the comment."""
    if not note.on_words or note.spot is None:
        return False
    return " ".join(note.text.split()) in printed.under(note.spot.page, note.spot.box)


def _addition(text: str, spot: Spot | None, printed: layout.Printed) -> Addition:
    if spot is None:
        return Addition(text)
    at, to = (printed.behind(spot.page, height) for height in (layout.upper(spot.box), layout.lower(spot.box)))
    return Addition(text, at, to)


def refuse_bombs(source: Source) -> None:
    """A stream that unpacks to more than any page needs; pictures are not unpacked, so they may be large."""
    data, spent = source.data, 0
    for found in STREAM.finditer(data):
        head = data[max(0, found.start() - 400) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if FLATE.search(head) and b"/Image" not in head:
            spent += _unpacked(data, found.end(), source.limits.stream)
            if spent > 2 * source.limits.stream:
                raise too_large("The PDF unpacks to more than any form needs.")


def _unpacked(data: bytes, start: int, limit: int) -> int:
    inflate, size, at = zlib.decompressobj(), 0, start
    piece = data[at : at + SLICE]
    try:
        while piece and not inflate.eof:
            size += len(inflate.decompress(piece, SLICE))
            if size > limit:
                raise too_large("A stream in the PDF unpacks to more than any page needs.")
            piece = inflate.unconsumed_tail
            if not piece:
                at += SLICE
                piece = data[at : at + SLICE]
    except zlib.error:
        return size
    return size


def errors() -> tuple[type[Exception], ...]:
    """pdfium's own error; the form and the tables take care of their libraries themselves."""
    from pypdfium2 import PdfiumError  # type: ignore[import-untyped]

    return (PdfiumError, ValueError)

"""PDF: text, form fields, ruled tables; scans recognised as pictures, scripts and embedded files left alone."""

from __future__ import annotations

import re
import zlib

from bot.core.documents import Document, Read
from bot.readers.pdfs import fields as pdf_fields
from bot.readers.pdfs import tables as pdf_tables
from bot.readers.pdfs import text as pdf_text
from bot.readers.shared import result
from bot.readers.shared.source import Source, Unreadable, too_large

FLATE = re.compile(rb"/FlateDecode|/Fl\b")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
SLICE = 1 << 20


def claims(source: Source) -> str:
    """The mark may be preceded by some rubbish, as all PDF programs allow."""
    return "pdf" if b"%PDF-" in source.data[:1024] else ""


def read(source: Source) -> Document:
    """Text and tables page by page; the values of fields stand apart from the text."""
    refuse_bombs(source)
    pages = pdf_text.pages(source)
    form = pdf_fields.form(source.data)
    tables = pdf_tables.tables(source.data, [page.number for page in pages.pages if page.ruled])
    text = "\n\n".join([*(page.text for page in pages.pages), "\n".join(form.notes)])
    picture = not text.strip() and any(page.images for page in pages.pages) and not any(f.filled for f in form.fields)
    if form.xfa and not form.fields:
        raise Unreadable(Read.UNSUPPORTED, "An XFA form that only Adobe's own program shows; please print it to PDF.")
    flags = form.flags | ({"first-pages-only"} if pages.total > len(pages.pages) else set())
    return result.document(source, text, tables, form.fields, form.properties, (), flags, picture, form.problem)


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

"""Bytes of one file into a Document; the content decides the format, the first reader that claims it reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from bot.core.documents import Document, Read
from bot.readers import archive, image, packed, unknown
from bot.readers.mail import eml, msg, tnef, vcf
from bot.readers.office import doc, docx, encrypted, other_office, xls, xlsb, xlsx
from bot.readers.opendocument import ods, odt
from bot.readers.pdfs import pdf
from bot.readers.shared.limits import LIMITS, Limits
from bot.readers.shared.package import MAGIC, ZIP_ERRORS, Package, PackageRefused, open_package
from bot.readers.shared.source import Convert, Source, Unreadable
from bot.readers.text import delimited, html, plain, rtf

__all__ = ["LIMITS", "READERS", "Limits", "read"]


class Reader(Protocol):
    """What every module below offers; `errors` are those that its libraries are known to raise at broken files."""

    def claims(self, source: Source) -> str:
        """The format when this reader reads the file, else ""."""

    def read(self, source: Source) -> Document:
        """What is in it; raises Unreadable, PackageRefused or one of `errors`."""

    def errors(self) -> tuple[type[Exception], ...]:
        """Known errors of the libraries used."""


READERS: tuple[Reader, ...] = (
    docx,
    xlsx,
    pdf,
    image,
    odt,
    ods,
    encrypted,
    xls,
    doc,
    msg,
    xlsb,
    tnef,
    rtf,
    other_office,
    archive,
    packed,
    vcf,
    eml,
    html,
    delimited,
    plain,
    unknown,
)


def read(
    data: bytes, name: str = "", limits: Limits = LIMITS, convert: Convert | None = None, depth: int = 0
) -> Document:
    """What is in this file. `convert` is a program outside that turns old formats into ones read here."""
    source = Source(data, name, limits=limits, depth=depth, convert=convert)
    if len(data) > limits.size:
        return _refused(source, Read.TOO_LARGE, f"{len(data)} bytes, more than {limits.size}.")
    try:
        source = replace(source, package=_package(data, limits), inner=_inner(source))
    except PackageRefused as refused:
        return _refused(source, Read.DAMAGED if refused.damaged else Read.TOO_LARGE, refused.problem)
    except ZIP_ERRORS:
        return _refused(source, Read.DAMAGED, "The zip file it is made of is broken or incomplete.")
    return _first(source)


def _first(source: Source) -> Document:
    for reader in READERS:
        try:
            source = replace(source, format=reader.claims(source))
            if source.format:
                return reader.read(source)
        except Unreadable as refused:
            return _refused(source, refused.read, refused.problem)
        except PackageRefused as refused:
            return _refused(source, Read.DAMAGED if refused.damaged else Read.TOO_LARGE, refused.problem)
        except reader.errors() as error:
            return _refused(source, Read.DAMAGED, f"The file is broken or incomplete ({type(error).__name__}).")
    return _refused(source, Read.UNSUPPORTED, "No reader knows this kind of file.")


def _refused(source: Source, verdict: Read, problem: str) -> Document:
    return Document(source.format or _guess(source.data), verdict, problem=problem)


def _package(data: bytes, limits: Limits) -> Package | None:
    return open_package(data, limits) if data.startswith(MAGIC) else None


def _inner(outer: Source) -> Callable[[bytes, str], Document]:
    def inner(data: bytes, name: str) -> Document:
        if outer.depth >= outer.limits.depth:
            return Document("", Read.UNSUPPORTED, problem="It is packed too many times over.")
        return read(data, name, outer.limits, outer.convert, outer.depth + 1)

    return inner


GUESSES = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"))


def _guess(data: bytes) -> str:
    """The likeliest format of a zip whose table of contents is lost."""
    if not data.startswith(MAGIC):
        return ""
    return next((name for mark, name in GUESSES if mark in data[:20_000]), "zip")

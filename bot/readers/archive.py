"""Zip files: one level of what is in them, each read by its own reader."""

from __future__ import annotations

from bot.core.documents import Document, Read
from bot.readers.shared import result
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, Unreadable, too_large

LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
APPLE = ("Index/Document.iwa", "Index.zip", "Index/Tables/DataList.iwa", "index.apxl", "index.xml.gz")


def claims(source: Source) -> str:
    """Every zip that is not an office document."""
    if source.package is None:
        return ""
    if any(name in source.package.entries for name in APPLE):
        return source.suffix if source.suffix in ("pages", "numbers", "key") else "iwork"
    return "zip"


def read(source: Source) -> Document:
    """The files inside, without folders and the litter of other systems."""
    if source.format != "zip":
        raise Unreadable(Read.UNSUPPORTED, "A file of Apple's own programs; please export it to PDF or Word.")
    package = source.zipped()
    if package.encrypted():
        raise Unreadable(Read.ENCRYPTED, "The zip needs a password.")
    names = [name for name in package.entries if not any(one in name for one in LITTER)]
    if len(names) > source.limits.parts:
        raise too_large(f"{len(names)} files in one zip, more than {source.limits.parts}.")
    parts = [(name, source.part(package.read(name, source.limits.size), name)) for name in names]
    return result.document(source, "", parts=parts)


def errors() -> tuple[type[Exception], ...]:
    """What zipfile raises at broken archives."""
    return ZIP_ERRORS

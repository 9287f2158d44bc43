"""Office formats read through LibreOffice (XML of 2003, flat OpenDocument, Works) or not at all (presentations)."""

from __future__ import annotations

from bot.core.documents import Document, Read
from bot.readers.office import compound, converted, ooxml
from bot.readers.opendocument import odf
from bot.readers.shared.source import Source, Unreadable

MARKS: tuple[tuple[bytes, str], ...] = (
    (b'progid="Word.Document"', "wordml"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "wordml"),
    (b'progid="Excel.Sheet"', "excelml"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "excelml"),
    (b"schemas.microsoft.com/office/2006/xmlPackage", "wordml"),
    (b"opendocument.text", "fodt"),
    (b"opendocument.spreadsheet", "fods"),
)
WANTED = {"wordml": "docx", "excelml": "xlsx", "fodt": "docx", "fods": "xlsx", "wps": "docx"}
STREAMS = (("powerpoint document", "ppt"), ("visiodocument", "vsd"), ("matost", "wps"), ("contents", "wps"))


def claims(source: Source) -> str:
    """What the more particular readers left."""
    if source.package is not None:
        return ooxml.kind(source.package) or odf.kind(source.package)
    if compound.is_compound(source):
        known = compound.names(source)
        return next((name for mark, name in STREAMS if mark in known), "ole")
    start = source.data[:4000]
    if not start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return ""
    return next((name for mark, name in MARKS if mark in start), "")


def read(source: Source) -> Document:
    """Its conversion, or a clear answer."""
    found = converted.through(source, WANTED[source.format]) if source.format in WANTED else None
    if found is None:
        raise Unreadable(Read.UNSUPPORTED, "This kind of document is not read here; please save it as .docx or PDF.")
    return found


def errors() -> tuple[type[Exception], ...]:
    """Those of the conversion."""
    return converted.errors()

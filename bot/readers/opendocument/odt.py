"""OpenDocument texts: body, headers, text boxes, tables and every kind of form control."""

from __future__ import annotations

from dataclasses import replace

from bot.core.documents import Document
from bot.readers.opendocument import odf
from bot.readers.opendocument.text.walk import OdtWalk
from bot.readers.shared import placeholders, result
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source
from bot.readers.shared.xml import XML_ERRORS, below, child


def claims(source: Source) -> str:
    """The package says so."""
    kind = odf.kind(source.package)
    return kind if kind in ("odt", "ott") else ""


def read(source: Source) -> Document:
    """Headers, body, footers."""
    root = odf.content(source)
    properties = odf.properties(source)
    walk = OdtWalk(source.limits, placeholders.is_ours(properties, root))
    body = child(root, "body", "text")
    styles = odf.optional(source, "styles.xml")
    heads = walk.all(below(styles, "header", "header-first")) if styles is not None else []
    lines = walk.blocks(body) if body is not None else []
    feet = walk.all(below(styles, "footer", "footer-first")) if styles is not None else []
    marked = walk.places.read("\n".join(lines))
    parts = [result.clean("\n".join(part)) for part in (heads, lines, feet)]
    text = "\n\n".join(part for part in parts if part.strip())
    picture = not text.strip() and any(name.startswith("Pictures/") for name in source.zipped().entries)
    flags = walk.flags | odf.flags(source)
    fields = marked.placed(walk.fields)
    found = result.document(source, text, walk.tables, fields, properties, (), flags, picture)
    added = tuple(marked.added(key, one) for key, one in walk.added)
    return replace(found, printed=marked.printed if fields or added else "", additions=added)


def errors() -> tuple[type[Exception], ...]:
    """What zipfile and lxml raise at broken packages."""
    return (*ZIP_ERRORS, *XML_ERRORS)

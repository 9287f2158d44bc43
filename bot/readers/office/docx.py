"""Word documents: body, headers, text boxes and form controls in the order in which a person reads them."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from bot.core.documents import Document
from bot.readers.office import ooxml
from bot.readers.office.word.additions import commented, put_in
from bot.readers.office.word.controls import Prompts
from bot.readers.office.word.walk import DocxWalk
from bot.readers.shared import placeholders, result
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, damaged
from bot.readers.shared.xml import XML_ERRORS, local

FORMATS = ("docx", "docm", "dotx", "dotm")


def claims(source: Source) -> str:
    """The format when this is a Word document."""
    kind = ooxml.kind(source.package)
    return kind if kind in FORMATS else ""


def read(source: Source) -> Document:
    """Headers, body, notes, footers."""
    main = ooxml.main_part(source, "word/document.xml")
    if not source.zipped().find(main):
        raise damaged("The document itself is missing from the package.")
    related = ooxml.relations(source, main)
    properties, body = ooxml.properties(source), ooxml.xml_part(source, main)
    glossary = next(
        (target for _, type_, target, outside in related if type_ == "glossaryDocument" and not outside), ""
    )
    known = placeholders.by_name(ooxml.optional_part(source, glossary))
    ours = placeholders.is_ours(properties, body)
    put = put_in(body, ours)
    walk = DocxWalk(source.limits, Prompts(known, ours), added={one for one, _ in put})
    texts, marked = [], walk.places.read("")
    for part in _order(main, related):
        walk.links = {key: target for key, type_, target, _ in ooxml.relations(source, part) if type_ == "hyperlink"}
        root = body if part == main else ooxml.optional_part(source, part)
        if root is not None:
            told = "\n".join(walk.story(root))
            marked = walk.places.read(told) if part == main else marked
            texts.append(result.clean(told))
            walk.seen_picture |= part == main and any(local(one) in ("blip", "imagedata") for one in root.iter())
    text = "\n\n".join(_once([one for one in texts if one.strip()]))
    remarks = next((target for _, type_, target, _ in related if type_ == "comments"), "")
    found = result.document(
        source,
        text,
        walk.tables,
        marked.placed(walk.fields),
        properties,
        flags=walk.flags | ooxml.flags(source, main, _settings(main)) | _comments(related),
        picture=walk.seen_picture and not text.strip(),
    )
    remarked = commented(ooxml.optional_part(source, remarks))
    added = tuple(marked.added(what, one) for what, one in (*remarked, *put))
    return replace(found, printed=marked.printed if walk.fields or added else "", additions=added)


def _order(main: str, related: tuple[tuple[str, str, str, bool], ...]) -> tuple[str, ...]:
    def parts(*types: str) -> list[str]:
        return sorted(target for _, type_, target, outside in related if type_ in types and not outside)

    return (*parts("header"), main, *parts("footnotes", "endnotes"), *parts("footer"))


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _settings(main: str) -> str:
    return posixpath.join(posixpath.dirname(main), "settings.xml")


def _comments(related: tuple[tuple[str, str, str, bool], ...]) -> set[str]:
    return {"comments"} if any(type_ == "comments" for _, type_, _, _ in related) else set()


def errors() -> tuple[type[Exception], ...]:
    """What zipfile and lxml raise at broken packages."""
    return (*ZIP_ERRORS, *XML_ERRORS)

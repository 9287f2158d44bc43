"""What all Office Open XML packages share: their kind, relations, properties and what they bring along."""

from __future__ import annotations

import posixpath

from bot.readers.shared.package import Package
from bot.readers.shared.source import Source
from bot.readers.shared.xml import XML_ERRORS, Element, attribute, below, local, parse

CONTENT_TYPES = "[Content_Types].xml"
KINDS: tuple[tuple[bytes, str], ...] = (
    (b"ms-word.document.macroEnabled.main", "docm"),
    (b"ms-word.template.macroEnabledTemplate", "dotm"),
    (b"wordprocessingml.template.main", "dotx"),
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-excel.sheet.binary.macroEnabled", "xlsb"),
    (b"ms-excel.sheet.macroEnabled.main", "xlsm"),
    (b"ms-excel.template.macroEnabled.main", "xltm"),
    (b"spreadsheetml.template.main", "xltx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"presentationml", "pptx"),
    (b"ms-powerpoint", "pptx"),
    (b"package.visio", "vsdx"),
)
BY_PART = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"))
OUTSIDE = (
    "attachedTemplate",
    "oleObject",
    "image",
    "frame",
    "subDocument",
    "externalLink",
    "externalLinkPath",
    "aFChunk",
)
CORE = ("title", "subject", "keywords", "description", "category")


def kind(package: Package | None) -> str:
    """The format that the content types name, else the one its parts suggest, else ""."""
    if package is None:
        return ""
    if package.find(CONTENT_TYPES):
        types = package.read(CONTENT_TYPES, 5_000_000)
        found = next((name for mark, name in KINDS if mark in types), "")
        if found:
            return found
    return next((name for part, name in BY_PART if package.find(part)), "")


def xml_part(source: Source, name: str) -> Element:
    """A part's root; raises KeyError when it is absent."""
    return parse(source.zipped().read(name, source.limits.xml))


def optional_part(source: Source, name: str) -> Element | None:
    """A part that may be absent or broken without harm to the rest."""
    if not source.zipped().find(name):
        return None
    try:
        return xml_part(source, name)
    except XML_ERRORS:
        return None


def relations(source: Source, part: str) -> tuple[tuple[str, str, str, bool], ...]:
    """(id, type, target, external) of a part; targets are paths in the package, external ones are never followed."""
    folder, name = posixpath.split(part)
    root = optional_part(source, posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return ()
    found = []
    for one in below(root, "Relationship"):
        target, outside = one.get("Target", ""), one.get("TargetMode", "") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target, outside))
    return tuple(found)


def main_part(source: Source, fallback: str) -> str:
    """Where the document itself is."""
    for _, type_, target, outside in relations(source, ""):
        if type_ == "officeDocument" and not outside and source.zipped().find(target):
            return target
    return fallback


def properties(source: Source) -> tuple[tuple[str, str], ...]:
    """Title, subject, keywords and the custom ones; never who wrote or saved it."""
    core = optional_part(source, "docProps/core.xml")
    custom = optional_part(source, "docProps/custom.xml")
    found = [(local(one), "".join(map(str, one.itertext()))) for one in (core if core is not None else ())]
    mine = [(key, value) for key, value in found if key in CORE]
    for one in below(custom, "property") if custom is not None else ():
        mine.append((attribute(one, "name"), "".join(map(str, one.itertext()))))
    return tuple((key, value) for key, value in mine if value.strip())


def flags(source: Source, *parts: str) -> set[str]:
    """What the package carries that is left alone: macros, embedded objects, links to the outside."""
    names = [name.lower() for name in source.zipped().entries]
    found = set()
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        found.add("macros")
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        found.add("embedded")
    related = [one for part in parts for one in relations(source, part)]
    if any(outside and type_ in OUTSIDE for _, type_, _, outside in related):
        found.add("external")
    return found

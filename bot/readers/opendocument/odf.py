"""What all OpenDocument packages share: their kind, their XML, their properties."""

from __future__ import annotations

import re

from bot.core.documents import Read
from bot.readers.shared.package import Package
from bot.readers.shared.source import Source, Unreadable
from bot.readers.shared.xml import XML_ERRORS, Element, attribute, below, local, parse

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text-template", "ott"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet-template", "ots"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"opendocument.graphics", "odg"),
)
STRIKES = re.compile(rb"""text-line-through-(?:style|type)=["'](?!none)""")
MANIFEST = "META-INF/manifest.xml"


def kind(package: Package | None) -> str:
    """The format that the package says it is, or ""."""
    if package is None:
        return ""
    told = next((package.read(name, 1_000_000) for name in ("mimetype", MANIFEST) if package.find(name)), b"")
    return next((name for mark, name in KINDS if mark in told), "")


def content(source: Source, name: str = "content.xml") -> Element:
    """A part's root; raises Unreadable when the document needs a password."""
    package = source.zipped()
    if package.find(MANIFEST) and b"encryption-data" in package.read(MANIFEST, source.limits.xml):
        raise Unreadable(Read.ENCRYPTED, "It needs a password.")
    return parse(package.read(name, source.limits.xml))


def optional(source: Source, name: str) -> Element | None:
    """A part that may be absent or broken without harm to the rest."""
    if not source.zipped().find(name):
        return None
    try:
        return parse(source.zipped().read(name, source.limits.xml))
    except XML_ERRORS:
        return None


def struck_styles(source: Source, root: Element) -> frozenset[str]:
    """The names of the styles of cells and texts that strike out, by themselves or through their parents."""
    package = source.zipped()
    parts = [package.read(one, source.limits.xml) for one in ("content.xml", "styles.xml") if package.find(one)]
    if not any(STRIKES.search(one) for one in parts):
        return frozenset()
    styles = [
        one for part in (root, optional(source, "styles.xml")) if part is not None for one in below(part, "style")
    ]
    found: set[str] = set()
    for _ in range(5):  # generations of styles
        more = {attribute(one, "name") for one in styles if _strikes(one, found)} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def _strikes(style: Element, found: set[str]) -> bool:
    told = [_line(one) for one in style if local(one) == "text-properties" and _line(one)]
    return told[-1] != "none" if told else attribute(style, "parent-style-name") in found


def _line(properties: Element) -> str:
    kind = attribute(properties, "text-line-through-type")
    return attribute(properties, "text-line-through-style") or ("" if kind in ("", "none") else kind)


def properties(source: Source) -> tuple[tuple[str, str], ...]:
    """Title, subject, keywords, description and the custom ones."""
    root = optional(source, "meta.xml")
    if root is None:
        return ()
    found = []
    for one in below(root, "title", "subject", "keyword", "description", "user-defined"):
        key = attribute(one, "name") if local(one) == "user-defined" else local(one)
        found.append(("keywords" if key == "keyword" else key, "".join(map(str, one.itertext()))))
    return tuple((key, value) for key, value in found if value.strip())


def flags(source: Source) -> set[str]:
    """Macros and embedded objects are left alone."""
    names = source.zipped().entries
    found = {"macros"} if any(name.startswith(("Basic/", "Scripts/")) for name in names) else set()
    return found | ({"embedded"} if any(name.startswith("Object ") for name in names) else set())

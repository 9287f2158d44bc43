"""The marks of a workbook in XML (ECMA-376 18.3, 18.4, 18.8): only what is there is looked for twice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.mail.markup import links
from bot.readers.office import ooxml
from bot.readers.shared.marks import NOTHING, Marks, Place
from bot.readers.shared.source import Source
from bot.readers.shared.xml import Element, attribute, below, child, children, local

BOOK = "xl/workbook.xml"
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?c>)", re.S)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b[^>]*>(.*?)</", re.S)
_CACHED = re.compile(rb"<(?:[\w.-]+:)?v>\s*[^\s<]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v>\s*(\d+)")
_ATTRIBUTE = re.compile(rb"""\b(r|s|t|min|max|ref|id)\s*=\s*["']([^"']*)["']""")
_LINE = re.compile(rb"""<(?:[\w.-]+:)?(row|col)\b([^>]*\bhidden\s*=\s*["'](?:1|true)[^>]*)>""")
_LINK = re.compile(rb"<(?:[\w.-]+:)?hyperlink\b([^>]*)>")
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST = 100_000  # cells of one range that a link may cover


@dataclass(frozen=True, slots=True)
class Struck:
    """The numbers of the cell formats that strike out, and what is left of shared texts with struck pieces."""

    formats: frozenset[bytes] = frozenset()
    texts: Mapping[bytes, str] | None = None


def struck(source: Source) -> Struck:
    """What the workbook as a whole strikes out."""
    formats, texts = frozenset[bytes](), dict[bytes, str]()
    if _has(source, "xl/styles.xml", b"strike") and (root := ooxml.optional_part(source, "xl/styles.xml")) is not None:
        formats = _formats(root)
    name = "xl/sharedStrings.xml"
    if _has(source, name, b"strike") and (root := ooxml.optional_part(source, name)) is not None:
        for number, one in enumerate(children(root, "si")):
            if any(_is_struck(run) for run in children(one, "r")):
                texts[b"%d" % number] = _left(one)
    return Struck(formats, texts or None)


def parts(source: Source) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    book = ooxml.optional_part(source, BOOK)
    targets = {key: target for key, _, target, outside in ooxml.relations(source, BOOK) if not outside}
    sheets = below(book, "sheet") if book is not None else ()
    return {attribute(one, "name"): targets.get(attribute(one, "id"), "") for one in sheets}


def matters(sheet: bytes) -> bool:
    """Whether a sheet may have marks of its own."""
    return any(word in sheet for word in (b"hyperlink", b"hidden=", b"HYPERLINK"))


def of_sheet(source: Source, part: str, sheet: bytes) -> Marks:
    """What one sheet says beside its cells: links, hidden rows and columns; NOTHING for most."""
    if b"hyperlink" not in sheet and b"hidden=" not in sheet:
        return NOTHING
    targets = _targets(source, part, sheet) if b"hyperlink" in sheet else {}
    rows, columns = _hidden(sheet) if b"hidden=" in sheet else (frozenset[int](), frozenset[int]())
    return Marks(targets, {}, rows, columns)


def with_cells(found: Marks, sheet: bytes, gone: Struck) -> Marks:
    """The marks with those inside cells: formulas that link, words that are struck out."""
    if b"HYPERLINK" not in sheet and b"strike" not in sheet and not gone.formats and not gone.texts:
        return found
    targets, instead = dict(found.links), dict[Place, str]()
    for at, about, content in _cells(sheet):
        if b"HYPERLINK" in content and (formula := _FORMULA.search(content)):
            orders = html.unescape(formula[1].decode("utf-8", "replace"))
            if links.behind(target := links.ordered(orders)):
                targets[at] = target
                if not _CACHED.search(content):
                    instead[at] = links.friendly(orders)
        value = _VALUE.search(content) if gone.texts and about.get(b"t") == b"s" else None
        if about.get(b"s", b"") in gone.formats:
            instead[at] = ""
        elif value and gone.texts and value[1] in gone.texts:
            instead[at] = gone.texts[value[1]]
        elif b"strike" in content:
            instead[at] = _inline(content)
    return Marks(targets, instead, found.rows, found.columns)


def place(reference: str) -> Place | None:
    """`B3` as (2, 1)."""
    found = _REF.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _has(source: Source, name: str, word: bytes) -> bool:
    package = source.zipped()
    return package.find(name) and word in package.read(name, source.limits.xml)


def _cells(sheet: bytes) -> Iterator[tuple[Place, dict[bytes, bytes], bytes]]:
    for found in _CELL.finditer(sheet):
        about = dict(_ATTRIBUTE.findall(found[1]))
        if (at := place(about.get(b"r", b"").decode("ascii", "replace"))) is not None:
            yield at, about, found[2] or b""


def _hidden(sheet: bytes) -> tuple[frozenset[int], frozenset[int]]:
    rows, columns = set[int](), set[int]()
    for found in _LINE.finditer(sheet):
        about = dict(_ATTRIBUTE.findall(found[2]))
        if found[1] == b"row" and about.get(b"r", b"").isdigit():
            rows.add(int(about[b"r"]) - 1)
        elif found[1] == b"col" and about.get(b"min", b"").isdigit() and about.get(b"max", b"").isdigit():
            columns.update(range(int(about[b"min"]) - 1, min(int(about[b"max"]), 16_384)))
    return frozenset(rows), frozenset(columns)


def _targets(source: Source, part: str, sheet: bytes) -> dict[Place, str]:
    known = {key: target for key, kind, target, _ in ooxml.relations(source, part) if kind == "hyperlink"}
    found: dict[Place, str] = {}
    for link in _LINK.finditer(sheet):
        about = dict(_ATTRIBUTE.findall(link[1]))
        target = known.get(about.get(b"id", b"").decode("utf-8", "replace"), "")
        if links.behind(target):
            found.update(dict.fromkeys(_range(about.get(b"ref", b"").decode("ascii", "replace")), target))
    return found


def _range(reference: str) -> list[Place]:
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None or (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > _MOST:
        return []
    return [(row, column) for row in range(start[0], end[0] + 1) for column in range(start[1], end[1] + 1)]


def _formats(root: Element) -> frozenset[bytes]:
    fonts = child(root, "fonts")
    gone = {str(n) for n, font in enumerate(children(fonts, "font") if fonts is not None else ()) if _is_on(font)}
    formats = child(root, "cellXfs")
    found = enumerate(children(formats, "xf") if formats is not None else ())
    return frozenset(b"%d" % n for n, one in found if attribute(one, "fontId") in gone)


def _is_on(font: Element | None) -> bool:
    strike = child(font, "strike")
    return strike is not None and attribute(strike, "val", "1").lower() not in ("0", "false")


def _is_struck(run: Element) -> bool:
    return _is_on(child(run, "rPr"))


def _left(text: Element) -> str:
    whole = [run for run in text if local(run) == "t" or (local(run) == "r" and not _is_struck(run))]
    return "".join(str(t.text or "") for run in whole for t in ([run] if local(run) == "t" else children(run, "t")))


def _inline(content: bytes) -> str:
    """What is left of a text that stands in the cell itself."""
    runs = re.findall(rb"<(?:[\w.-]+:)?r>(.*?)</(?:[\w.-]+:)?r>", content, re.S)
    kept = [one for one in runs if not re.search(rb"<(?:[\w.-]+:)?strike\b(?![^>]*[\"'](?:0|false)[\"'])", one)]
    words = [t for one in kept for t in re.findall(rb"<(?:[\w.-]+:)?t\b[^>]*>(.*?)</", one, re.S)]
    return html.unescape(b"".join(words).decode("utf-8", "replace"))

"""HTML: text by block, tables, and the values of form elements; nothing is fetched, no script is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.documents import GOES_ON, Document, Field, FieldKind, Table
from bot.core.mail.markup.html import cell_text, span, to_text
from bot.core.mail.markup.struck import is_crossed_out, is_struck_row, struck_classes
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text.decoding import SINGLE, decode, encoding_of, is_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.I | re.S
)
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.I)
NESTING = re.compile(r"<(/?)(?:div|span|table|blockquote|ul|ol|font|b|i|em|strong|a|u|center|section)\b", re.I)
CONTROLS = ("input", "select", "textarea")


def claims(source: Source) -> str:
    """By how the text begins."""
    start = source.data[:4096]
    return "html" if b"<" in start and is_text(start) and START.match(decode(start)) else ""


def read(source: Source) -> Document:
    """Text, tables and fields of the page."""
    if len(source.data) > source.limits.text * 4:
        raise too_large(f"{len(source.data)} bytes of HTML.")
    text = _text(source.data)
    root = None if deep(text) else _body(text)
    if root is None:
        return result.document(source, to_text(text))
    struck = struck_classes(text) if is_crossed_out(text) else None
    tables = [_table(one, struck) for one in root.css("table") if one.css_first("td table") is None]
    if sum(len(row) for one in tables for row in one.rows) > source.limits.cells:
        raise too_large("Tables with more cells than any list has.")
    fields = [one for node in root.css(",".join(CONTROLS)) if (one := _field(node)) is not None]
    return result.document(source, to_text(text), tables, fields)


def _body(text: str) -> LexborNode | None:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text).body


def deep(text: str) -> bool:
    """Whether elements nest so deeply that parsing would take quadratic time."""
    depth = 0
    for closing in NESTING.findall(text):
        depth += -1 if closing else 1
        if depth > 400:
            return True
    return False


def _table(node: LexborNode, struck: frozenset[str] | None) -> Table:
    """The rows; `struck` are the classes that strike out, None when nothing on the page is struck out."""
    rows: list[list[str]] = []
    reaching: dict[int, int] = {}  # columns into which a cell of a row above reaches, and for how many rows more
    for row in node.css("tr"):
        gone = struck is not None and is_struck_row(row, struck)
        cells: list[str] = []
        inner = row.child
        while inner is not None:
            if inner.tag in ("td", "th"):
                while reaching.get(len(cells), 0) > 0:
                    reaching[len(cells)] -= 1
                    cells.append(GOES_ON)
                wide, high = span(inner, "colspan"), span(inner, "rowspan")
                reaching.update((len(cells) + n, high - 1) for n in range(wide if high > 1 else 0))
                shown = "" if gone and high == 1 else cell_text(inner, struck or frozenset())
                cells += [shown, *[""] * (wide - 1)]
            inner = inner.next
        behind = [n for n, left in reaching.items() if n >= len(cells) and left > 0]
        cells += [GOES_ON if n in behind else "" for n in range(len(cells), max(behind, default=-1) + 1)]
        reaching.update((n, reaching[n] - 1) for n in behind)
        if not gone or any(one.strip() for one in cells):
            rows.append(cells)
    return result.table(rows)


def _field(node: LexborNode) -> Field | None:
    about = node.attributes
    name, kind = about.get("name") or about.get("id") or "", (about.get("type") or "text").lower()
    if node.tag == "select":
        options = node.css("option")
        chosen = next((one.text(strip=True) for one in options if "selected" in one.attributes), "")
        return Field(name, "", FieldKind.CHOICE, chosen, tuple(o.text(strip=True) for o in options), bool(chosen))
    if kind in ("checkbox", "radio"):
        on = "checked" in about
        choice = FieldKind.CHECKBOX if kind == "checkbox" else FieldKind.RADIO
        return Field(name, about.get("value") or "", choice, "x" if on else "", filled=on)
    if kind in ("hidden", "submit", "button", "image", "reset", "password", "file"):
        return None
    value = (node.text() if node.tag == "textarea" else about.get("value") or "").strip()
    return Field(name, about.get("placeholder") or "", FieldKind.TEXT, value, filled=bool(value))


def _text(data: bytes) -> str:
    guess = encoding_of(data)
    named = CHARSET.search(data[:4096])
    if guess not in SINGLE or named is None:
        return decode(data)
    try:
        return data.decode(named[1].decode("ascii"), "replace").replace("\0", "")
    except (LookupError, UnicodeError):
        return decode(data)


def errors() -> tuple[type[Exception], ...]:
    """The parser takes anything; only recursion and numbers could fail."""
    return (ValueError, RecursionError)

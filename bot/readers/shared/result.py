"""How a reader's findings become a Document: cleaned, bounded, and called empty when they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.core.documents import GOES_ON, Document, Field, Read, Table
from bot.readers.shared.source import Source, too_large

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u00ad]")


def clean(text: str) -> str:
    """Text as a person sees it: no control characters, ordinary spaces, no blank line twice."""
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\xa0", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def cell(text: str) -> str:
    """A table's cell, without outer space."""
    return clean(text).strip()


def table(rows: Iterable[Sequence[str]], name: str = "") -> Table:
    """A table of cleaned cells, without empty rows and columns at its end; a cell that is GOES_ON is merged."""
    rows = list(rows)
    merged = [(r, c) for r, row in enumerate(rows) for c, one in enumerate(row) if one == GOES_ON]
    cleaned = [tuple(cell(one) for one in row) for row in rows]
    while cleaned and not any(cleaned[-1]):
        cleaned.pop()
    width = max((_width(row) for row in cleaned), default=0)
    inside = tuple((r, c) for r, c in merged if r < len(cleaned) and c < width)
    return Table(tuple((row + ("",) * width)[:width] for row in cleaned), cell(name), merged=inside)


def _width(row: tuple[str, ...]) -> int:
    return next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)


def as_lines(tables: Iterable[Table]) -> str:
    """Tables as text: a line a row, cells apart by a tab, a blank line between tables."""
    return "\n\n".join("\n".join("\t".join(c.replace("\n", " ") for c in row) for row in one.rows) for one in tables)


def document(
    source: Source,
    text: str,
    tables: Sequence[Table] = (),
    fields: Sequence[Field] = (),
    properties: Sequence[tuple[str, str]] = (),
    parts: Sequence[tuple[str, Document]] = (),
    flags: Iterable[str] = (),
    picture: bool = False,
    problem: str = "",
    hidden: Iterable[Table] = (),
) -> Document:
    """A Document that is EMPTY when nothing is in it; too much text is refused."""
    text = clean(text)
    if len(text) > source.limits.text:
        raise too_large(f"{len(text)} characters of text, more than {source.limits.text}.")
    tables = tuple(one for one in tables if one.rows)
    something = bool(text.strip() or tables or fields or parts or picture)
    return Document(
        format=source.format,
        read=Read.OK if something else Read.EMPTY,
        text=text if text.strip() else "",
        tables=tables,
        fields=tuple(fields),
        properties=tuple((key, clean(value)) for key, value in properties if clean(value).strip()),
        parts=tuple(parts),
        picture=picture,
        flags=tuple(sorted(set(flags))),
        problem=problem or ("" if something else "There is nothing in it."),
        hidden=tuple(one for one in hidden if one.rows),
    )

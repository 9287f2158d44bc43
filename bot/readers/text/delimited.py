"""Comma, semicolon and tab separated lists in whatever encoding and dialect they come."""

from __future__ import annotations

import csv
import html
import io
import re

from bot.core.documents import Document, Table
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text.decoding import decode, is_text

NAMES = ("csv", "tsv", "tab")
DELIMITERS = (";", "\t", "|", ",")
STRONG = (";", "\t")
WHOLE = re.compile(r'"(?:[^"]|"")+"')
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")
MARKUP = re.compile(r"\s*(<|%PDF|\{\\rtf|BEGIN:)", re.IGNORECASE)


def claims(source: Source) -> str:
    """By name, or by a delimiter that divides every line alike."""
    if not is_text(source.data) or MARKUP.match(decode(source.data[:200])):
        return ""
    if source.suffix in NAMES:
        return "tsv" if source.suffix != "csv" else "csv"
    if source.suffix in ("", "dat", "xls", "xlsx", "bin"):
        found = steady(decode(source.data[:20_000]), STRONG)
        return {"": "", "\t": "tsv"}.get(found, "csv")
    return ""


def read(source: Source) -> Document:
    """The rows as one table; a file of one column is a table too."""
    if len(source.data) > source.limits.text * 4:
        raise too_large(f"{len(source.data)} bytes in one list.")
    text = decode(source.data)
    if len(text) > source.limits.text * 4:
        raise too_large(f"{len(text)} characters in one list.")
    found = rows(source, text)
    return result.document(source, result.as_lines((found,)), (found,))


def rows(source: Source, text: str) -> Table:
    """The cells of delimited text; raises csv.Error only for what no dialect explains."""
    lines = unwrapped(lettered(text.replace("\r\n", "\n").replace("\r", "\n")))
    declared = re.match(r"sep=(.)\n", lines, re.IGNORECASE)
    if declared:
        lines = lines[declared.end() :]
    delimiter = declared[1] if declared else dialect(lines)
    csv.field_size_limit(source.limits.field)
    cells = 0
    out: list[list[str]] = []
    for row in csv.reader(io.StringIO(lines), delimiter=delimiter):
        cells += len(row)
        if len(out) >= source.limits.rows or cells > source.limits.cells or len(row) > source.limits.columns:
            raise too_large(f"More than {len(out)} rows or {cells} cells in one list.")
        out.append(row)
    return result.table(out)


def lettered(text: str) -> str:
    """The text with letters for their HTML entities, whose semicolon separates no cells: `Zo&euml;;z.kok@…`."""
    for _ in range(2 if "&" in text else 0):
        text = ENTITY.sub(lambda found: _letter(found[0]), text)
    return text


def _letter(entity: str) -> str:
    one = html.unescape(entity)
    return one if one.isalpha() or one in {"&", "'", "’", "-", "–", "\xa0"} else entity


def unwrapped(text: str) -> str:
    """Lines that some program quoted whole, as Excel does with one that was pasted into its first column."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or not all(WHOLE.fullmatch(line.strip()) for line in lines):
        return text
    inner = "\n".join(line.strip()[1:-1].replace('""', '"') for line in lines)
    return inner if steady(inner, DELIMITERS) else text


def dialect(text: str) -> str:
    """The delimiter that divides the lines most evenly; a comma when none does."""
    sample = text[:20_000]
    return steady(sample, DELIMITERS) or max(DELIMITERS[::-1], key=lambda one: _score(sample, one))


def steady(text: str, delimiters: tuple[str, ...]) -> str:
    """The first delimiter that nearly every line has equally often; "" when none has."""
    lines = [line for line in _unquoted(text).split("\n") if line.strip()][:50]
    for one in delimiters:
        counts = [line.count(one) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        if len(lines) > 1 and usual and counts.count(usual) >= 0.8 * len(lines):
            return one
    return ""


def _score(text: str, delimiter: str) -> int:
    return sum(1 for line in _unquoted(text).split("\n") if delimiter in line)


def _unquoted(text: str) -> str:
    """Quoted cells blanked, so that delimiters and line ends inside them do not count."""
    return re.sub(r'"(?:[^"]|"")*"', '""', text)


def errors() -> tuple[type[Exception], ...]:
    """A cell larger than the limit, or a quote that never closes."""
    return (csv.Error,)

"""A mail's Markdown as it is read in text/plain: wrapped, tables in columns, headings underlined, links written out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.shell.letters.marked import Mark, literal, written

WIDTH = 72
_WIDEST_CELL = 48
_LAST_RULE = 24
_BULLET = re.compile(r"((?:- |\d{1,2}\. ) *)(.*)", re.S)
_EMPHASIS = re.compile(r"\*\*|`")


def typeset(markdown: str) -> str:
    """The text part of a Markdown source whose values are marked."""
    blocks = (
        _table(group) if is_table else "\n".join(_line(line) for line in group)
        for is_table, group in groupby(markdown.split("\n"), lambda line: line.startswith("|"))
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(blocks)).strip("\n") + "\n"


def _line(line: str) -> str:
    if line.startswith("#"):
        return _heading(line)
    bullet = _BULLET.match(line)
    lead, rest = (bullet[1], bullet[2]) if bullet else ("", line)
    text = written(_EMPHASIS.sub("", rest), _write)
    if "\n" in text:
        return text
    if len(lead) + len(text) <= WIDTH and text.isprintable():
        return (lead + text).rstrip() if text.strip() else ""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(line: str) -> str:
    level = len(line) - len(line.lstrip("#"))
    title = literal(_EMPHASIS.sub("", line[level:].strip()))
    wrapped = textwrap.fill(title, WIDTH, break_long_words=False, break_on_hyphens=False)
    return wrapped if level > 2 else f"{wrapped}\n{'-' * min(len(title), WIDTH)}"


def _write(mark: Mark, run: str) -> str:
    if mark is Mark.BUTTON:
        label, command, url, send = run.split("\n")
        return f"\n{label}\n> {send}: {command}\n  {url}"
    return run


def _table(source: Iterable[str]) -> str:
    rows = [[literal(_EMPHASIS.sub("", cell.strip())) for cell in line.strip("|").split("|")] for line in source]
    rows = [row for row in rows if not all(set(cell) <= set("-:") and cell for cell in row)]
    widths = [min(max(len(cell) for cell in column), _WIDEST_CELL) for column in zip(*rows, strict=True)]
    return "\n".join(_rows(rows, widths))


def _rows(rows: list[list[str]], widths: list[int]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in (*widths[:-1], min(widths[-1], _LAST_RULE)))

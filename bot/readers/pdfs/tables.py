"""Ruled tables of a PDF through pdfplumber; only pages that draw lines are looked at."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from typing import Any

from bot.core.documents import Table
from bot.readers.shared import result

MOST = 12
BROKEN_ADDRESS = re.compile(r"[^\s@]+@[\w.-]*\n[\w-]*(\.[\w.-]+)?|[^\s@]*[._-]\n[^\s@]*@\S+|[^\s@]+\n@\S+")


def tables(data: bytes, numbers: Sequence[int]) -> tuple[Table, ...]:
    """Tables of at least two rows or columns on the given pages; none when the library cannot make sense of it."""
    if not numbers:
        return ()
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[n + 1 for n in numbers[:MOST]]) as book:
            return joined([_table(rows) for page in book.pages for rows in page.extract_tables()])
    except errors():
        return ()


def _table(rows: Any) -> Table:
    return result.table([[_unwrapped(one or "") for one in row] for row in rows])


def _unwrapped(text: str) -> str:
    """An address that was broken over two lines is one word again."""
    lines = text.split("\n")
    out = lines[:1]
    for line in lines[1:]:
        if BROKEN_ADDRESS.fullmatch(f"{out[-1]}\n{line}"):
            out[-1] += line
        else:
            out.append(line)
    return "\n".join(out)


def joined(found: Sequence[Table]) -> tuple[Table, ...]:
    """A table that goes on after a page break is one table; a single cell is a frame, not a table."""
    out: list[Table] = []
    for one in found:
        width = len(one.rows[0]) if one.rows else 0
        if out and width > 1 and width == len(out[-1].rows[0]):
            again = one.rows[1:] if one.rows[0] == out[-1].rows[0] else one.rows
            out[-1] = Table(out[-1].rows + again)
        elif width > 1 or len(one.rows) > 1:
            out.append(one)
    return tuple(out)


def errors() -> tuple[type[Exception], ...]:
    """pdfminer has errors of its own, and lets those of Python through on broken files."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    builtins = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)
    return (
        PSException,
        PdfminerException,
        MalformedPDFException,
        ArithmeticError,
        OSError,
        NotImplementedError,
        *builtins,
    )

"""Values on their way through a template, spelled in private-use characters that neither Jinja nor Markdown can read.

A value is marked when it enters the template and written out at the very end, literally in the text part and escaped
in the HTML part; in between it is ordinary letters, whatever it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import IntEnum
from html import escape

from bot.core.mail.headers import one_line

LONGEST_VALUE = 400


class Mark(IntEnum):
    """What the characters stand for; each mark owns 256 characters from its value, one for each byte of UTF-8."""

    VALUE = 0xE000
    BUTTON = 0xE100
    LINES = 0xE200


_RUN = re.compile("[\ue000-\ue0ff]+|[\ue100-\ue1ff]+|[\ue200-\ue2ff]+")
_TABLES = {mark: {byte: mark + byte for byte in range(256)} for mark in Mark}
_BACK = {mark + byte: byte for mark in Mark for byte in range(256)}


class Trusted(str):
    """Markdown of our own, values already marked: it enters a template as it is."""

    __slots__ = ()


def marked(text: str, mark: Mark) -> Trusted:
    """`text` as characters of this mark."""
    return Trusted(text.encode("utf-8", "replace").decode("latin-1").translate(_TABLES[mark]))


def value(anything: object) -> Trusted:
    """A value on one line, without control, bidirectional and private-use characters (h36, h37, h65)."""
    text = _public(one_line(str(anything)))
    return marked(text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…", Mark.VALUE)


def lines(text: str) -> Trusted:
    """A text of several lines that keeps its lines and its indentation."""
    return marked("\n".join(_public(line) for line in text.splitlines()).strip("\n"), Mark.LINES)


def written(text: str, write: Callable[[Mark, str], str]) -> str:
    """`text` with every marked run replaced by what `write` makes of it."""
    return _RUN.sub(lambda run: write(*_read(run[0])), text)


def shaped(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with its marked runs numbered instead, and what they say: what many texts have in common, and no value."""
    said: list[str] = []

    def numbered(run: re.Match[str]) -> str:
        mark, value = _read(run[0])
        said.append(value)
        return marked(str(len(said) - 1), mark)

    return _RUN.sub(numbered, text), tuple(said)


def literal(text: str) -> str:
    """`text` with its marked runs as they were."""
    return written(text, lambda _, run: run)


def escaped(text: str) -> str:
    """A value as HTML shows it literally."""
    return escape(text, quote=True)


def _read(run: str) -> tuple[Mark, str]:
    mark = Mark(ord(run[0]) & 0xFF00)
    return mark, run.translate(_BACK).encode("latin-1").decode("utf-8", "replace")


def _public(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in ("Co", "Cc", "Cf", "Cs") or c in "\u200c\u200d")

"""Cells as they were meant: HTML entities, encoded words and text that was encoded twice become letters again."""

from __future__ import annotations

import html
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

_COMMENT = r"\([^()@\s]{0,60}\)"
_COMMENTED = re.compile(
    rf"(?P<before>\w@){_COMMENT}(?=\w)|(?<=\w){_COMMENT}(?=@\w)|"
    rf"(?P<domain>@[\w-][\w.-]{{0,200}}?)(?:(?<=\.){_COMMENT}(?=\w)|(?<=\w){_COMMENT}(?=\.\w))"
)
"""A comment inside an address (RFC 5322, 3.2.2): beside its @, or beside a full stop of its domain."""
_SUSPECT = re.compile(r"[&ÂÃÄÅâ]|=\?")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")
_WORD = re.compile(r"=\?[\w-]{2,20}\?[QqBb]\?[^?\s]{1,200}\?=")
_HIGH = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_TWICE = re.compile(rf"[\xc2-\xdf][{_HIGH}]|[\xe0-\xef][{_HIGH}]{{2}}")
_EATEN = re.compile(r"(?<=[a-z])Ã(?=[a-z])")  # the soft hyphen that followed is gone: this was an í
_SPACED = re.compile(r"(?<=[a-z])Ã (?=\w|$)")  # the hard space that followed became a space: this was an à


def mended(cell: str) -> str:
    """The cell; nearly all have none of this and come back as they are."""
    cell = without_comments(cell)
    if not _SUSPECT.search(cell):
        return cell
    for _ in range(2):
        cell = _ENTITY.sub(lambda found: html.unescape(found[0]), cell)
    cell = _WORD.sub(lambda found: _decoded(found[0]), cell)
    for _ in range(3):
        cell = _SPACED.sub("Ã\xa0", _EATEN.sub("Ã\xad", cell)) if "Ã" in cell else cell
        cell = _TWICE.sub(lambda found: _once(found[0]), cell)
    return " ".join(cell.split(" ")).replace("\xa0", " ")


def without_comments(text: str) -> str:
    """`jan@(werk)ziekenhuis.nl` as `jan@ziekenhuis.nl`; what stands otherwise beside an address stays."""
    if "@" not in text or "(" not in text:
        return text
    return _COMMENTED.sub(lambda found: found["before"] or found["domain"] or "", text)


def _once(text: str) -> str:
    """Letters that are the bytes of one letter in UTF-8, as that letter."""
    try:
        return b"".join(_byte(one) for one in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if ord(letter) < 256 else letter.encode("cp1252")


def _decoded(word: str) -> str:
    try:
        return str(make_header(decode_header(word)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return word

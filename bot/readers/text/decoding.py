"""Bytes of text into text, by byte order mark, by trial, and by what Dutch Windows machines write."""

from __future__ import annotations

import codecs
import re

SINGLE = ("cp1252", "mac-roman", "cp850")
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
QUOTES = "‘’‚“”„…"
CONSONANTS = "šžçñýß"
DUTCH, FREQUENT = "ëï", "éèöüáç"  # the first two stand beside vowels on purpose
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Text without NUL; never raises."""
    return data.decode(encoding_of(data), "replace").replace("\0", "")


def encoding_of(data: bytes) -> str:
    """utf-8 when it is valid, UTF-16 when every other byte is nought, and else one of SINGLE."""
    found = next((name for bom, name in BOMS if data.startswith(bom)), "") or _wide(data[:4096])
    if found:
        return found
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
        return "utf-8" if cut else _single_byte(data)
    return "utf-8"


def _wide(start: bytes) -> str:
    pairs = len(start) // 2
    if pairs < 2:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.1 * pairs else ""


def _single_byte(data: bytes) -> str:
    """Windows, an old Mac or DOS: whichever makes the likeliest words of what is not ASCII; Windows when in doubt."""
    words = set(WORD.findall(data[:200_000]))
    return max(SINGLE, key=lambda name: sum(_likely(one.decode(name, "replace")) for one in words))


def _likely(word: str) -> int:
    """How much a word looks like one: letters where letters stand, capitals in front, quotation marks around it."""
    plain = [one for one in word if one.isascii()]
    shouted = len(plain) > 1 and "".join(plain).isupper()
    found = 0
    for at, one in enumerate(word):
        if not one.isascii():
            before, after = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
            found += _fits(one, before, after, shouted=shouted)
    return found


def _fits(one: str, before: str, after: str, *, shouted: bool) -> int:
    if one in QUOTES:
        opens = one in "‘“‚„"
        between = bool(before and after) and one == "’"
        return 2 if between or (opens and not before) or (not opens and not after) else -1
    if not one.isalpha() or one in "ªºµƒˆ":
        return -2 if before and after else -1 if before else 0
    if one.isupper():
        return (2 if after else 0) if shouted or not before else -2
    if shouted or not before or after.isupper():
        return -2 if shouted or after.isupper() else 0
    beside = any(one in "aeiouyAEIOUY" for one in (before, after))
    fits = one in DUTCH or beside == (one in CONSONANTS)
    return (2 if fits else 1 if one not in CONSONANTS else 0) + (one in DUTCH + FREQUENT)


def is_text(data: bytes) -> bool:
    """Whether these bytes look like something that a person typed."""
    if any(data.startswith(bom) for bom, _ in BOMS) or _wide(data[:4096]):
        return True
    start = data[:8192]
    odd = sum(1 for one in start if one < 9 or (13 < one < 32 and one != 27))
    return odd <= max(len(start) // 50, 1 if len(start) > 8 else 0)

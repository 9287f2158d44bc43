"""Visiting cards (RFC 6350 and the older 2.1): a row a person with name, address and function."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from bot.core.documents import Document
from bot.readers.shared import result
from bot.readers.shared.source import Source, too_large
from bot.readers.text.decoding import decode

HEAD = ("Naam", "E-mail", "Functie", "Organisatie", "Telefoon")
KEYS = ("FN", "EMAIL", "TITLE", "ORG", "TEL")
START = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD\b", re.I)
ESCAPED = re.compile(r"\\([nN,;:\\])")


def claims(source: Source) -> str:
    """By the first line."""
    text = decode(source.data[:200]).encode()
    return "vcf" if START.match(text) else ""


def read(source: Source) -> Document:
    """One table of all cards."""
    if len(source.data) > source.limits.text * 4:
        raise too_large(f"{len(source.data)} bytes of cards.")
    rows = [_row(card) for card in cards(decode(source.data))]
    if len(rows) > source.limits.rows:
        raise too_large(f"{len(rows)} cards.")
    table = result.table([HEAD, *rows] if rows else [])
    return result.document(source, result.as_lines((table,) if rows else ()), (table,))


def cards(text: str) -> Iterator[dict[str, str]]:
    """The first value of each property of each card, by name in capitals."""
    text = re.sub(r"\r\n?", "\n", text)
    text = re.sub(r"=\n(?=[^\n]*)", "=\n ", text) if "QUOTED-PRINTABLE" in text.upper() else text
    card: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]", "", text).split("\n"):
        name, _, value = line.partition(":")
        key, *about = name.upper().split(";")
        key = key.rpartition(".")[2].strip()
        if key == "BEGIN":
            card = {}
        elif key == "END" and card:
            yield card
            card = {}
        elif value.strip():
            card.setdefault(key, _value(value, about))
    if card:
        yield card


def _value(value: str, about: list[str]) -> str:
    if any("QUOTED-PRINTABLE" in one for one in about):
        value = decode(quopri.decodestring(re.sub("=$", "", value).encode("latin-1", "replace")))
    return value


def _plain(value: str) -> str:
    return ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


def _row(card: dict[str, str]) -> tuple[str, ...]:
    name = _plain(card.get("FN", "")) or _from_parts(card.get("N", ""))
    rest = [_plain(re.sub(r"(?<!\\);", " ", card.get(key, ""))) for key in KEYS[1:]]
    return (name, rest[0].removeprefix("mailto:"), *rest[1:])


def _from_parts(parts: str) -> str:
    last, first, middle, *_ = [*map(_plain, re.split(r"(?<!\\);", parts)), "", "", ""]
    return " ".join(one for one in (first, middle, last) if one)


def errors() -> tuple[type[Exception], ...]:
    """Only what decoding can raise."""
    return (ValueError,)

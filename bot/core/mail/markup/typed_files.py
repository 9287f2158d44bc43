"""The files that stand in a text as letters: uuencoded, in base64, or as an address of a page (RFC 2397)."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote_to_bytes

from bot.core.mail.headers import from_base64

UU = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,62}\s*\n)+?)(?:[` ]?\n)?end[ \t]*$", re.M)
_DATA = re.compile(r"(?i)(?<![\w.-])data:([\w.+-]+/[\w.+-]+)?((?:;[^,;\"'<>()\s]{0,200}){0,10}),")
_BARE, _UP_TO = re.compile(r"[^\s\"'<>()]*"), {'"': re.compile(r'[^"]*'), "'": re.compile(r"[^']*")}
_ANCHOR = re.compile(r"(?i)<a\b[^<>]{0,2000}\bhref\s*=\s*[\"']?\s*$")
_LONG = re.compile(r"[A-Za-z0-9+/]{40}")
_RUN = re.compile(
    r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{1,100}+[ \t]*\n[ \t>]*)?[A-Za-z0-9+/]{40,}+={0,2}"
    r"(?:[ \t]*\n[ \t>]*[A-Za-z0-9+/]+={0,2}(?=[\s\"'<>)\\]|\Z))*"
)
_BREAKS = re.compile(r"(?i)(?:\s*<(?:br|wbr|/?(?:p|div|pre|span))\b[^<>]{0,500}>\s*)+")
_MARKED_UP = re.compile(r"(?i)<(?:br|p|div|pre|span|body)\b")
_NOT_SHOWN = ("font/", "application/font", "application/x-font", "application/vnd.ms-fontobject", "text/")
MOST = 5_000


@dataclass(frozen=True, slots=True)
class TypedFile:
    """One of them; `name` and the content type `kind` where the text tells."""

    data: bytes
    name: str = ""
    kind: str = ""

    @property
    def picture(self) -> bool:
        """Whether it is one that a page shows."""
        return self.kind.startswith("image/")

    @property
    def decorates(self) -> bool:
        """Whether it may be part of how a page looks; of what is not told to be a file nobody knows."""
        return not self.name and (not self.kind or self.picture or self.kind.startswith(_NOT_SHOWN))


def uuencoded_files(value: str) -> list[TypedFile]:
    """The files that are typed in a text, by their names; without those that are damaged."""
    files = []
    for match in UU.finditer(value):
        with suppress(binascii.Error):
            lines = (line.encode("ascii", "replace") for line in match[2].split("\n") if line)
            files.append(TypedFile(b"".join(map(binascii.a2b_uu, lines)), match[1].strip()))
    return files


def linked_files(page: str) -> list[TypedFile]:
    """The pictures and files that are wholly in a page; its fonts and styles are none, unless one may click on them."""
    found = ((file, at) for file, at in _addressed(page) if file.data)
    return [file for file, at in found if not file.kind.startswith(_NOT_SHOWN) or _is_clicked(page, at)]


def typed_files(told: str) -> Iterator[TypedFile]:
    """Whatever may be a file in a text or a page. Where one begins or ends on a line that may be a word as well there
    are several; what is none is among them.
    """
    yield from uuencoded_files(told)
    yield from (file for file, _ in _addressed(told))
    yield from map(TypedFile, _in_base64(told))
    if _MARKED_UP.search(told):
        plain = html.unescape(_BREAKS.sub("\n", told))
        yield from uuencoded_files(plain)
        yield from map(TypedFile, _in_base64(plain))


def _addressed(page: str) -> Iterator[tuple[TypedFile, int]]:
    """Those of addresses, with their places: each goes on to the quote that it stands in, or the next blank."""
    at = 0
    while match := _DATA.search(page, at):
        before = page[max(0, match.start() - 20) : match.start()].rstrip()[-1:]
        value = _UP_TO.get(before, _BARE).match(page, match.end())
        at = value.end() if value is not None else match.end()
        told = html.unescape(page[match.end() : at])
        data = unquote_to_bytes(told) if "%" in told else told.encode("utf-8", "replace")
        in_base64 = match[2].lower().endswith(";base64")
        yield TypedFile(from_base64(data)[0] if in_base64 else data, kind=(match[1] or "").lower()), match.start()


def _is_clicked(page: str, at: int) -> bool:
    return _ANCHOR.search(page[max(0, at - 2100) : at]) is not None


def _in_base64(told: str) -> Iterator[bytes]:
    """Lines of nothing but its letters, all of one width but the first and the last, each of which may be a word."""
    if not _LONG.search(told):
        return
    for escaped, plain in (("\r", ""), ("\\/", "/"), ("\\r", ""), ("\\n", "\n")):  # as in JSON
        told = told.replace(escaped, plain) if escaped in told else told
    for match in islice(_RUN.finditer(told), MOST):
        lines = [line.strip(" \t>") for line in match[0].split("\n")]
        width = max(map(len, lines))
        first = next(n for n, line in enumerate(lines) if len(line) == width)
        after = next((n for n, line in enumerate(lines) if n > first and len(line) < width), len(lines))
        for start in range(max(first - 1, 0), first + 1):
            for end in range(after, min(after + 1, len(lines)) + 1):
                yield from_base64("".join(lines[start:end]).encode())[0]

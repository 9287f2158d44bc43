"""Folder names that every server takes, whatever people are called. Pure."""

from __future__ import annotations

import re
import unicodedata

from imapclient.imap_utf7 import encode as utf7

MAXIMUM_OCTETS = 80
_SEPARATORS = re.compile(r'[/\\|*%"?:<>]')
# Maildir++ servers take no "." in a name whatever their delimiter: initials lose theirs, others become a dash.
_DOT_AT_END = re.compile(r"\.(?=\s|$)")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "ss", "'": None, "’": None})
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 _-]+")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _trimmed(text: str) -> str:
    """At most 80 octets as the server stores it (modified UTF-7): a whole path must fit in one file name."""
    while len(utf7(text)) > MAXIMUM_OCTETS:
        text = text[:-1]
    return text


def folder_part(text: str, delimiter: str | None) -> str:
    """One level of a folder's name without delimiters, wildcards, control characters and untidy ends; never empty."""
    visible = "".join(
        " " if character in "\r\n\t" else character
        for character in unicodedata.normalize("NFC", text)
        if character in "\r\n\t" or unicodedata.category(character) not in _INVISIBLE
    )
    safe = _SEPARATORS.sub("-", _DOT_AT_END.sub("", visible.strip(". "))).replace(".", "-")
    if delimiter:
        safe = safe.replace(delimiter, "-")
    tidy = " ".join(safe.split()).lstrip("~#&. ")
    return _trimmed(tidy).rstrip(". ") or "_"


def plain(text: str) -> str:
    """In ASCII letters and digits, for servers that take little else in a name: Zoë {x} becomes Zoe x."""
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join(_NOT_PLAIN.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).split())


def folder_path(parts: tuple[str, ...], delimiter: str | None, prefix: str) -> str:
    """A whole name below the namespace's prefix; INBOX itself stands outside of it."""
    if len(parts) == 1 and parts[0].upper() == "INBOX":
        return "INBOX"
    return prefix + (delimiter or "-").join(folder_part(part, delimiter) for part in parts)


def ancestors(folder: str, delimiter: str | None, prefix: str) -> tuple[str, ...]:
    """The folder's parents below the prefix, outermost first, and last the folder itself."""
    if not delimiter:
        return (folder,)
    start = prefix if prefix and folder.startswith(prefix) else ""
    parts = folder[len(start) :].split(delimiter)
    return tuple(start + delimiter.join(parts[: depth + 1]) for depth in range(len(parts)))

"""The files in a mail, at whatever depth, by what they are: a copy is known by them wherever somebody attached it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.core.mail.bodies import file_name, is_body
from bot.core.mail.parse import LAYOUT_PICTURE, LAYOUT_PICTURE_SHOWN, content_key
from bot.core.mail.structure import Budget, MimePart, build, content, text, trimmed

SMALLEST = 1000
"""Bytes below which a file says too little to know a mail by."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file by its SHA-256 (hex), and how many bytes it has."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a mail and its files are known by; logos and what is very small are left out."""

    content_key: str
    files: tuple[Leaf, ...] = ()


def leaves(raw: bytes) -> Leaves:
    """Those of a mail and of the mails that are enclosed in it."""
    root = build(raw, Budget())
    files = (_leaf(part) for part in root.walk() if part.leaf and _is_file(part))
    return Leaves(content_key(root), tuple(dict.fromkeys(leaf for leaf in files if leaf is not None)))


def _is_file(part: MimePart) -> bool:
    return part.main not in ("multipart", "message") and not (is_body(part, first=True) and not file_name(part))


def _leaf(part: MimePart) -> Leaf | None:
    """A text by what it says, for its line ends change on the way; a picture only when it is no part of a layout."""
    data = content(part)
    shown = bool(part.headers.first("content-id"))
    smallest = SMALLEST if part.main != "image" else LAYOUT_PICTURE_SHOWN if shown else LAYOUT_PICTURE
    if len(data) < smallest:
        return None
    digest = hashlib.sha256()
    for piece in trimmed(text(part)) if part.main == "text" else (data,):
        digest.update(piece)
    return Leaf(digest.hexdigest(), len(data))

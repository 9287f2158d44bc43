"""The files in a mail, at whatever depth, by what they are: a copy is known by them wherever somebody attached it."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.mail.bodies import file_name, is_body, linked_files, uuencoded_files
from bot.core.mail.parse import LAYOUT_PICTURE, LAYOUT_PICTURE_SHOWN, content_key
from bot.core.mail.smime import signed_content
from bot.core.mail.structure import Budget, MimePart, begins_as_mail, build, content, enclosed, text, trimmed

SMALLEST = 1000
"""Bytes below which a file says too little to know a mail by."""
_MEMBERS, _UNPACKED, _DEPTH = 200, 50_000_000, 3
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file by its SHA-256 (hex), and how many bytes it has."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a mail and its files are known by; logos and what is very small are left out.

    `enclosed` are the content keys of the mails in it, `ids` their Message-IDs.
    """

    content_key: str
    files: tuple[Leaf, ...] = ()
    enclosed: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def leaves(raw: bytes) -> Leaves:
    """Those of a mail, of the mails that are enclosed in it, and of what is packed in archives."""
    root = build(raw, Budget())
    found = _Found()
    found.mail(root, 0)
    files, keys, ids = dict.fromkeys(found.files), dict.fromkeys(found.keys), dict.fromkeys(found.ids)
    return Leaves(content_key(root), tuple(files), tuple(keys), tuple(ids))


class _Found:
    """What was met so far; an archive or a mail that lies too deep, or is too large, is known as a whole only."""

    def __init__(self) -> None:
        self.files: list[Leaf] = []
        self.keys: list[str] = []
        self.ids: list[str] = []
        self._left = _UNPACKED

    def mail(self, root: MimePart, depth: int) -> None:
        for part in root.walk():
            for inner in enclosed(part):
                self._enclosed(inner)
                if part.leaf and depth < _DEPTH:
                    self.mail(inner, depth + 1)
            if part.leaf and _is_file(part):
                self._part(part, depth)
            elif part.leaf and part.main == "text":
                self._typed(text(part), depth)

    def _enclosed(self, inner: MimePart) -> None:
        self.keys.append(content_key(inner))
        if identifier := inner.headers.first("message-id").strip().strip("<>"):
            self.ids.append(identifier)

    def _part(self, part: MimePart, depth: int) -> None:
        data = content(part)
        shown = bool(part.headers.first("content-id"))
        smallest = SMALLEST if part.main != "image" else LAYOUT_PICTURE_SHOWN if shown else LAYOUT_PICTURE
        if len(data) >= smallest:
            pieces = trimmed(text(part)) if part.main == "text" else (data,)
            self.files.append(Leaf(_digest(pieces), len(data)))
        self._inside(data, file_name(part), depth + 1)

    def _typed(self, told: str, depth: int) -> None:
        """The files in a text, and in the links of a page."""
        for name, data in (*uuencoded_files(told), *linked_files(told)):
            self._file(data, name, depth)

    def _file(self, data: bytes, name: str, depth: int) -> None:
        if len(data) >= SMALLEST:
            self.files.append(Leaf(_digest((data,)), len(data)))
        self._inside(data, name, depth + 1)

    def _inside(self, data: bytes, name: str, depth: int) -> None:
        if depth > _DEPTH:
            return
        from bot.readers.shared.packed import packed  # with it come all readers: most mail has no file

        if packed(data):
            for member, inner_data in self._packed(data, name):
                self._file(inner_data, member, depth)
        elif name.lower().endswith(".eml") or begins_as_mail(data):
            inner = build(data, Budget())
            self._enclosed(inner)
            self.mail(inner, depth)
        elif signed := signed_content(data):
            self.mail(build(signed, Budget()), depth)
        elif data.startswith(b"PK\3\4"):
            for member, inner_data in self._members(data):
                self._file(inner_data, member, depth)

    def _packed(self, data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
        """One that breaks a limit, or is damaged, is known as a whole."""
        from bot.readers.shared.limits import LIMITS
        from bot.readers.shared.package import PackageRefused
        from bot.readers.shared.packed import members

        limits = replace(LIMITS, size=min(LIMITS.size, self._left), unpacked=self._left)
        try:
            for number, (member, inner) in enumerate(members(data, name, limits)):
                if number == _MEMBERS:
                    return
                self._left -= len(inner)
                yield member, inner
        except PackageRefused:
            return

    def _members(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """An office document is one file, and no archive."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if not _OFFICE & set(archive.namelist()):
                    for member in archive.infolist()[:_MEMBERS]:
                        if member.flag_bits & 1 or member.file_size > self._left:
                            continue
                        self._left -= member.file_size
                        yield member.filename, archive.read(member)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
            return


def _digest(pieces: Iterator[bytes] | tuple[bytes, ...]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _is_file(part: MimePart) -> bool:
    return part.main not in ("multipart", "message") and not (is_body(part, first=True) and not file_name(part))

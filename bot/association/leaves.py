"""The files in a mail, at whatever depth, by what they are: a copy is known by them wherever somebody attached it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bot.core.mail.bodies import file_name, is_body
from bot.core.mail.headers import Headers
from bot.core.mail.markup.typed_files import typed_files
from bot.core.mail.parse import LAYOUT_PICTURE, LAYOUT_PICTURE_SHOWN, content_key
from bot.core.mail.smime import signed_content
from bot.core.mail.structure import HEAD, Budget, MimePart, begins_as_mail, build, content, enclosed, text, trimmed

SMALLEST = 1000
"""Bytes below which a file says too little to know a mail by."""
_MEMBERS, _UNPACKED, _DEPTH = 200, 50_000_000, 3
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_WITHIN = re.compile(r"(?i)(?:^|/)(?:media|embeddings|pictures)/|^Object [^/]*$")
"""Where an office document has the pictures and documents in it."""
_MAILS = (".eml", ".emlx", ".mht", ".mhtml")
_COUNTED = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
"""How many bytes a mail has that Apple's program keeps: what stands behind it is its own."""
_WHOLE_PAGE = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/", re.I)
"""How a page opens that was kept with its pictures (RFC 2557)."""
_RECEIPT = "message/disposition-notification"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file by its SHA-256 (hex), and its bytes. What only `decorates` may be a logo: nothing is known by
    it, yet it may be what is known.
    """

    digest: str
    size: int
    decorates: bool = False


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a mail and its files are known by; logos and what is very small are left out.

    `enclosed` are the content keys of the mails in it, `ids` their Message-IDs.
    """

    content_key: str
    files: tuple[Leaf, ...] = ()
    enclosed: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def known_by(data: bytes) -> tuple[Leaf, ...]:
    """What tells this file, in a mail or in an archive; nothing where it is very small."""
    if len(data) < SMALLEST:
        return ()
    as_text = trimmed(text(MimePart(Headers(), "text/plain", {}, data)))
    return tuple(Leaf(_digest(pieces), len(data)) for pieces in ((data,), as_text))


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
            elif part.kind == _RECEIPT:
                self._id(build(content(part).lstrip(b"\r\n"), Budget()), "original-message-id")

    def _enclosed(self, inner: MimePart) -> None:
        self.keys.append(content_key(inner))
        self._id(inner, "message-id")

    def _id(self, inner: MimePart, field: str) -> None:
        if identifier := inner.headers.first(field).strip().strip("<>"):
            self.ids.append(identifier)

    def _part(self, part: MimePart, depth: int) -> None:
        data = content(part)
        shown = bool(part.headers.first("content-id"))
        smallest = SMALLEST if part.main != "image" else LAYOUT_PICTURE_SHOWN if shown else LAYOUT_PICTURE
        if len(data) >= SMALLEST:
            pieces = trimmed(text(part)) if part.main == "text" else (data,)
            self.files.append(Leaf(_digest(pieces), len(data), len(data) < smallest))
        self._inside(data, file_name(part), depth + 1)

    def _typed(self, told: str, depth: int) -> None:
        """The files that stand in a text as letters."""
        for file in typed_files(told):
            logo = file.decorates and (not file.picture or len(file.data) < LAYOUT_PICTURE_SHOWN)
            self._file(file.data, file.name, depth, decorates=logo)

    def _file(self, data: bytes, name: str, depth: int, *, decorates: bool = False) -> None:
        if len(data) >= SMALLEST:
            self.files.append(Leaf(_digest((data,)), len(data), decorates))
        self._inside(data, name, depth + 1)

    def _inside(self, data: bytes, name: str, depth: int) -> None:
        if depth > _DEPTH:
            return
        from bot.readers.shared.packed import packed  # with it come all readers: most mail has no file
        from bot.readers.text.decoding import decode, is_text

        if packed(data):
            for member, inner_data in self._packed(data, name):
                self._file(inner_data, member, depth)
        elif mail := _mail(data, name):
            inner = build(mail, Budget())
            self._enclosed(inner)
            self.mail(inner, depth)
        elif signed := signed_content(data):
            self.mail(build(signed, Budget()), depth)
        elif data.startswith(b"PK\3\4"):
            for member, inner_data, within in self._members(data):
                self._file(inner_data, member, depth, decorates=within)
        elif b"%PDF-" in data[:1024]:
            self._pdf(data, depth)
        elif is_text(data):
            self._typed(decode(data), depth)

    def _pdf(self, data: bytes, depth: int) -> None:
        """What a form has within may be in every form."""
        from bot.readers.pdfs.embedded import embedded_files, photographs
        from bot.readers.pdfs.pdf import refuse_bombs
        from bot.readers.shared.source import Source, Unreadable

        for photograph in photographs(data):
            self._file(photograph, "", depth, decorates=True)
        try:
            refuse_bombs(Source(data))
        except Unreadable:
            return
        for name, inner in embedded_files(data):
            self._left -= len(inner)
            if self._left < 0:
                return
            self._file(inner, name, depth)

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

    def _members(self, data: bytes) -> Iterator[tuple[str, bytes, bool]]:
        """With whether they are within an office document: that is one file, and no archive."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                office = bool(_OFFICE & set(archive.namelist()))
                there = (one for one in archive.infolist() if not office or _WITHIN.search(one.filename))
                for member in islice(there, _MEMBERS):
                    if member.flag_bits & 1 or member.file_size > self._left:
                        continue
                    self._left -= member.file_size
                    yield member.filename, archive.read(member), office
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
            return


def _mail(data: bytes, name: str) -> bytes:
    """The mail, or the kept page, that a file is; b"" for none."""
    if counted := _COUNTED.match(data[:100]):
        data = data[counted.end() :][: int(counted[1])]
    kept = begins_as_mail(data) or _WHOLE_PAGE.match(data[:HEAD]) is not None
    return data if kept or name.lower().endswith(_MAILS) else b""


def _digest(pieces: Iterator[bytes] | tuple[bytes, ...]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _is_file(part: MimePart) -> bool:
    return part.main not in ("multipart", "message") and not (is_body(part, first=True) and not file_name(part))

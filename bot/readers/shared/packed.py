"""Archives that are no zip, and mailboxes in a file: what is in them, never more than a zip may hold."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from bot.readers.shared.limits import Limits
from bot.readers.shared.package import PackageRefused

_MEMORY = 96 << 20
"""Bytes that xz may ask for."""
_COMPRESSED = ((0, b"\x1f\x8b", "gz"), (4, b"1AY&SY", "bz2"), (0, b"\xfd7zXZ\0", "xz"))
_ENDINGS = {"tgz": "tar", "tbz2": "tar", "tbz": "tar", "txz": "tar", "gz": "", "bz2": "", "xz": ""}
_NEXT = re.compile(rb"\r?\n\r?\n(?=From [^\s:]\S* [^\r\n]*\r?\n[A-Za-z][\w-]*:)")


def packed(data: bytes) -> str:
    """ "gz", "bz2", "xz", "tar" or "mbox"; "" for anything else."""
    if data[257:262] == b"ustar":
        return "tar"
    if data.startswith(b"From ") and _NEXT.search(data):
        return "mbox"
    return next((kind for at, mark, kind in _COMPRESSED if data.startswith(mark, at)), "")


def members(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Each file in it, a tar that is compressed being one archive. PackageRefused where it breaks a limit, or is not
    whole.
    """
    kind = packed(data)
    try:
        if kind in ("gz", "bz2", "xz"):
            data, name = _opened(kind, data, limits), _inner_name(name)
            kind = packed(data) if packed(data) == "tar" else ""
        yield from _MEMBERS[kind](data, limits) if kind else ((name, data),)
    except _errors() as error:
        raise PackageRefused(f"The archive is broken or incomplete ({type(error).__name__}).", damaged=True) from error


def _opened(kind: str, data: bytes, limits: Limits) -> bytes:
    import bz2
    import lzma

    most = min(limits.size, max(limits.ratio_from, limits.ratio * len(data)))
    decoder: Any
    if kind == "gz":
        decoder = zlib.decompressobj(wbits=31)
    else:
        decoder = bz2.BZ2Decompressor() if kind == "bz2" else lzma.LZMADecompressor(memlimit=_MEMORY)
    told = bytes(decoder.decompress(data, most + 1))
    if len(told) > most:
        raise PackageRefused(f"It unpacks to more than {most} bytes.")
    if not decoder.eof or decoder.unused_data.strip(b"\0"):  # what stands behind the end is not read
        raise EOFError
    return told


def _of_tar(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    import tarfile

    unpacked, seen = 0, 0
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            seen, unpacked = seen + 1, unpacked + member.size
            if seen > limits.entries or unpacked > limits.unpacked or member.size > limits.size:
                raise PackageRefused(f"{seen} files and {unpacked} bytes in one archive, or more.")
            stream = archive.extractfile(member) if member.isreg() else None
            if stream is not None:
                yield member.name, stream.read()


def _of_mbox(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    mails = _NEXT.split(data)
    if len(mails) > limits.entries:
        raise PackageRefused(f"{len(mails)} mails in one file, more than {limits.entries}.")
    for number, mail in enumerate(mails, 1):
        yield f"{number}.eml", mail


_MEMBERS = {"tar": _of_tar, "mbox": _of_mbox}


def _inner_name(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    inner = _ENDINGS.get(ending.lower())
    return name if inner is None or not stem else f"{stem}.{inner}" if inner else stem


def _errors() -> tuple[type[Exception], ...]:
    import lzma
    import tarfile

    return (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError)

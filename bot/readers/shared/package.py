"""A zip file whose table of contents has been judged before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from bot.readers.shared.limits import Limits

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    struct.error,
    NotImplementedError,
    ValueError,
    KeyError,
)
MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class PackageRefused(Exception):  # noqa: N818 - a verdict on the file
    """The zip breaks a limit: `damaged` when no honest program writes such a thing."""

    def __init__(self, problem: str, damaged: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.damaged = damaged


@dataclass(frozen=True, slots=True)
class Package:
    """Entries by name; `read` unpacks one, never more than it announced."""

    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def encrypted(self) -> bool:
        """Whether any entry asks for a password."""
        return any(info.flag_bits & 1 for info in self.entries.values())

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of an entry; names are looked up without regard to case when need be."""
        info = self.entries.get(name) or self._alike(name)
        if info.file_size > limit:
            raise PackageRefused(f"{info.file_size} bytes in one part, more than {limit}.")
        with self.archive.open(info) as stream:
            return stream.read(limit + 1)

    def _alike(self, name: str) -> zipfile.ZipInfo:
        wanted = name.replace("\\", "/").lstrip("/").lower()
        for known, info in self.entries.items():
            if known.replace("\\", "/").lstrip("/").lower() == wanted:
                return info
        raise KeyError(name)

    def find(self, name: str) -> bool:
        """Whether `read` would find this entry."""
        try:
            return bool(self.entries.get(name) or self._alike(name))
        except KeyError:
            return False


def open_package(data: bytes, limits: Limits) -> Package:
    """The zip's entries, or PackageRefused; raises ZIP_ERRORS when it is no zip."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _judge(infos, limits)
    return Package(archive, {info.filename: info for info in infos})


def _judge(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise PackageRefused(f"{len(infos)} files in one zip, more than {limits.entries}.")
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > limits.unpacked:
        raise PackageRefused(f"It unpacks to {unpacked} bytes, more than {limits.unpacked}.")
    if unpacked > limits.ratio_from and unpacked > limits.ratio * max(packed, 1):
        raise PackageRefused(f"It unpacks to {unpacked // max(packed, 1)} times its size.")
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise PackageRefused("Files in the zip overlap.", damaged=True)
        end = info.header_offset + 30 + info.compress_size

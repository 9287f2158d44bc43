"""What a reader is given, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.core.documents import Document, Read
from bot.readers.shared.limits import LIMITS, Limits
from bot.readers.shared.package import Package

Convert = Callable[[bytes, str, str], bytes | None]
"""Turns bytes of one format into another with a program outside: (data, from, to); None when there is none."""


class Unreadable(Exception):  # noqa: N818 - it is a verdict on the file, not a fault of ours
    """This file is not read any further, and why."""

    def __init__(self, read: Read, problem: str) -> None:
        super().__init__(problem)
        self.read = read
        self.problem = problem


def too_large(problem: str) -> Unreadable:
    """Reading on would cost more than the file is worth."""
    return Unreadable(Read.TOO_LARGE, problem)


def damaged(problem: str) -> Unreadable:
    """The file does not keep to its own format."""
    return Unreadable(Read.DAMAGED, problem)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; `package` is its table of contents when it is a zip, `inner` reads a file inside it."""

    data: bytes
    name: str = ""
    format: str = ""
    package: Package | None = None
    limits: Limits = LIMITS
    depth: int = 0
    convert: Convert | None = None
    inner: Callable[[bytes, str], Document] | None = None

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, without the dot; breaks ties only."""
        return PurePosixPath(self.name.replace("\0", "").lower()).suffix[1:]

    def zipped(self) -> Package:
        """The package of a file that is known to be a zip."""
        if self.package is None:
            raise damaged("It should be a zip file but is not.")
        return self.package

    def part(self, data: bytes, name: str) -> Document:
        """A file inside this one, read by the same rules."""
        if self.inner is None:
            return Document(format="", read=Read.UNSUPPORTED, problem="Files inside files are not read here.")
        return self.inner(data, name)

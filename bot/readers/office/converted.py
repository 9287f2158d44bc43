"""Old formats that a program outside turns into ones read here, when there is such a program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.documents import Document
from bot.readers.office import docx, xlsx
from bot.readers.pdfs import pdf
from bot.readers.shared.package import open_package
from bot.readers.shared.source import Source

TARGETS: dict[str, Callable[[Source], Document]] = {"docx": docx.read, "xlsx": xlsx.read, "pdf": pdf.read}


def through(source: Source, wanted: str) -> Document | None:
    """The document as read from its conversion; None when nobody converts."""
    made = source.convert(source.data, source.format, wanted) if source.convert else None
    if not made:
        return None
    package = open_package(made, source.limits) if wanted != "pdf" else None
    found = TARGETS[wanted](replace(source, data=made, package=package, format=wanted))
    return replace(found, format=source.format, flags=tuple(sorted({*found.flags, "converted"})))


def errors() -> tuple[type[Exception], ...]:
    """What the readers of the conversions may meet."""
    return (*docx.errors(), *xlsx.errors(), *pdf.errors())
